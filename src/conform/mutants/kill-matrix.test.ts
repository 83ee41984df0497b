import { describe, expect, test } from 'vitest';
import { readMachines } from '../../../spec/machine-table.ts';
import { shuffle } from '../../runtime/draw.ts';
import { CounterRandom } from '../../sim/random.ts';
import type { Case } from '../case.ts';
import { suite } from '../suite.ts';
import { playInAllSettings } from '../testing/settings.ts';
import { idleCases, killMatrix, type Play, unguardedClauses } from './kill-matrix.ts';
import type { Mutant } from './mutant.ts';
import { makeMutants } from './mutants.ts';
import { survivors } from './survivors.ts';

/** A sample of the matrix; kill-matrix.deep.test.ts has all of it. */

const SEED = 20_261_124;
const SAMPLE = 40;

const cases = suite.flatMap((section) => section.cases);
const mutants = makeMutants(readMachines().responder);

describe('the mutants', () => {
  test('have an id each, which is nobody else’s', () => {
    const ids = mutants.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  test(`die, ${SAMPLE} of them, drawn with seed ${SEED}`, async () => {
    const mortal = mutants.filter(({ id }) => survivors[id] === undefined);
    shuffle(new CounterRandom(SEED), mortal);
    const results = await killMatrix(cases, mortal.slice(0, SAMPLE), playInAllSettings, { stopEarly: true });
    expect(results.filter(({ killedBy }) => killedBy.length === 0).map(({ mutant }) => mutant.id)).toEqual([]);
  });
});

describe('the matrix', () => {
  const named = (id: string, requirements: readonly string[] = []) => ({ id, requirements }) as unknown as Case;
  const wrong = (id: string, clauses: readonly string[] = []): Mutant => ({ id, what: id, clauses, change: {} });
  const finding = { kind: 'broken', expected: 'this', actual: 'that' } as const;
  /** A case notices the mutants whose names begin with its own. */
  const play: Play = async (one, { id }) => (id.startsWith(one.id) ? finding : undefined);

  test('has the cases that notice each mutant', async () => {
    const results = await killMatrix([named('A'), named('AB'), named('C')], [wrong('AB1'), wrong('X')], play);
    expect(results.map(({ killedBy }) => killedBy)).toEqual([['A', 'AB'], []]);
    const idle = await idleCases([named('A'), named('X'), named('C')], [wrong('AB1'), wrong('X')], results, play);
    expect(idle.map(({ id }) => id)).toEqual(['C']);
  });

  test('takes no failure of this machine for a mutant that was noticed', async () => {
    const local: Play = async () => ({ ...finding, kind: 'local' });
    const [result] = await killMatrix([named('A')], [wrong('A1')], local);
    expect(result!.killedBy).toEqual([]);
  });

  test('begins with the cases about what a mutant breaks, where one is enough', async () => {
    const played: string[] = [];
    const noting: Play = (one, mutant) => {
      played.push(one.id);
      return play(one, mutant);
    };
    const [result] = await killMatrix([named('A'), named('AB', ['ID-2'])], [wrong('AB1', ['ID-2'])], noting, {
      stopEarly: true,
    });
    expect([played, result!.killedBy]).toEqual([['AB'], ['AB']]);
  });

  test('guards the clauses that a mutant breaks which was noticed', async () => {
    const results = await killMatrix([named('A')], [wrong('A1', ['ID-2']), wrong('X', ['ID-3'])], play);
    expect(unguardedClauses(['ID-2', 'ID-3', 'ID-4'], results)).toEqual(['ID-3', 'ID-4']);
  });
});
