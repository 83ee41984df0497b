import { describe, expect, test } from 'vitest';
import { readMachines } from '../../../spec/machine-table.ts';
import { loopback } from '../../protocol/address-range.ts';
import type { RowCoverage } from '../../results/state-coverage.ts';
import { CounterRandom } from '../../sim/random.ts';
import { makeMutants } from '../mutants/mutants.ts';
import { runSuite } from '../run-suite.ts';
import { selectCases } from '../select-cases.ts';
import { suite } from '../suite.ts';
import { directProfile, type ReferenceOptions, referenceWorld, targetProfile } from '../testing/reference.ts';
import { StateCoverageBook } from './state-coverage.ts';

/** The states of a target as the suite saw them: of the reference responder, and of some that are wrong in one row. */

const { responder: table } = readMachines();
const { cases } = selectCases(suite, { run: [], skip: [] });
const mutants = makeMutants(table);

async function cover(options: ReferenceOptions = {}, profile = targetProfile) {
  const { clock, dialer } = referenceWorld({ ...options, onCrash: () => {} });
  const book = new StateCoverageBook(table, profile);
  const random = new CounterRandom(1);
  const onRun: Parameters<typeof runSuite>[1]['onRun'] = (one, run, patience) => book.add(one.id, run, patience);
  await clock.runUntilSettled(runSuite(cases, { clock, dialer, profile, random, onRun }));
  return book.result();
}

const nameOf = ({ state, event, guard }: RowCoverage) =>
  [state, event, guard === undefined ? undefined : `[${guard}]`].filter((word) => word !== undefined).join(' ');
const namesOf = (rows: readonly RowCoverage[], verdict: RowCoverage['verdict']) =>
  rows.filter((row) => row.verdict === verdict).map(nameOf);

describe('of the reference responder', () => {
  test.each([
    ['as an agent', targetProfile, {}],
    ['directly', directProfile, {}],
    [
      'by somebody who may not ask for information',
      { ...targetProfile, denied: new Set(['information'] as const) },
      { policy: { status: loopback, information: [] } },
    ],
  ])('nothing is wrong, asked %s', async (_, profile, options) => {
    const { rows, summary } = await cover(options, profile);
    expect(namesOf(rows, 'wrong')).toEqual([]);
    expect(summary.right).toBeGreaterThan(10);
    expect(Object.values(summary).reduce((sum, number) => sum + number)).toBe(table.begins.length + table.rows.length);
  });

  test('what a peer can lead it to is right', async () => {
    const { rows } = await cover();
    expect(namesOf(rows, 'right')).toEqual(
      expect.arrayContaining([
        'accept',
        'reject',
        'idle begun',
        'idle message [end]',
        'idle message [good and filtered]',
        'idle message [good and asks-status and open]',
        'idle message [good and asks-status and closed]',
        'idle violation',
        'idle timer',
        'receiving timer',
        'receiving ended',
        'closing message',
      ]),
    );
  });

  test('what was not reached has its reason', async () => {
    const { rows } = await cover({}, { ...directProfile, limits: {} });
    const reasonOf = (name: string) => rows.find((row) => nameOf(row) === name)?.reason;
    expect(reasonOf('idle message [denied]')).toBe('the profile declares no request that is denied');
    expect(reasonOf('idle message [good and filtered]')).toBe(
      'the profile declares no filtered port that can be asked about',
    );
    expect(reasonOf('receiving timer')).toBe('the profile declares no message limit');
    expect(reasonOf('idle drain')).toBe('the target alone decides to stop');
    expect(reasonOf('closed message')).toBe('the connection is gone');
    expect(rows.filter(({ verdict, reason }) => (verdict === 'not-reached') !== (reason !== undefined))).toEqual(
      rows.filter(({ verdict }) => verdict === 'unseen'),
    );
  });
});

describe('of a responder that is wrong', () => {
  test.each([
    [
      'row: idle/receiving message [good and wants-port and open], without send',
      'idle message [good and wants-port and open]',
    ],
    [
      'row: idle/receiving message [good and asks-status and closed], with two sends',
      'idle message [good and asks-status and closed]',
    ],
    ['row: idle/receiving message [end], without end', 'idle message [end]'],
    ['row: receiving timer, without send', 'receiving timer'],
    ['row: idle timer, without send', 'idle timer'],
    ['field: closed, addresses unswapped', 'idle message [good and asks-status and closed]'],
    ['limit: twice the idle limit', 'idle timer'],
    ['source: filtered is closed', 'idle message [good and filtered]'],
    ['limit: twice the message limit', 'receiving timer'],
  ])('as %s, the row is: %s', async (id, row) => {
    const { change } = mutants.find((mutant) => mutant.id === id)!;
    const { rows } = await cover(change);
    expect(namesOf(rows, 'wrong')).toContain(row);
    const { faults } = rows.find((one) => nameOf(one) === row)!;
    expect(faults![0]).toMatchObject({ case: expect.any(String), expected: expect.any(String) });
  });
});
