import { describe, expect, test } from 'vitest';
import type { BenchRow } from '../results/bench.ts';
import type { Peer } from './peers/peer.ts';
import { countRows, sweep } from './sweep.ts';
import { smallPlan } from './testing/small-plan.ts';

const liar: Peer = {
  name: 'liar',
  program: 'sh',
  versionArgs: [],
  version: /^/,
  takesRate: false,
  judged: 'all states',
  scanArgs: ({ ports }) => ['-c', `echo ${ports}`],
  *read(output) {
    yield [Number(output.split(/\D/, 1)[0]), 'open'];
  },
};
const quitter: Peer = { ...liar, name: 'quitter', scanArgs: () => ['-c', 'echo no >&2; exit 1'] };

async function run(peers: readonly Peer[]) {
  const told: BenchRow[] = [];
  const signal = new AbortController().signal;
  const begun: object[] = [];
  const report = await sweep(smallPlan, {
    peers,
    found: [],
    signal,
    onBegin: (what) => begun.push(what),
    onRow: (row) => told.push(row),
  });
  expect(told).toEqual(report.rows);
  expect(begun).toEqual([{ behaviour: 'closed' }, { behaviour: 'closed', concurrency: 8 }]);
  return report;
}

describe('a sweep', () => {
  test('measures each scanner beside a bare loop, and the errors of all', async () => {
    const { rows, failures, summary, complete } = await run([liar, quitter]);
    expect(countRows(smallPlan, [liar, quitter])).toBe(5);
    const names = rows.map(({ scanner, role, engine }) => [scanner, role, engine]);
    expect(names).toEqual([
      ['net.connect', 'reference', undefined],
      ['portlab', 'own', 'direct'],
      ['portlab', 'own', 'agent'],
      ['liar', 'peer', undefined],
    ]);
    for (const row of rows) {
      expect(row).toMatchObject({ behaviour: 'closed', concurrency: 8, ports: 30, repeats: 2 });
      expect(row.portsPerSecond).toBeGreaterThan(0);
    }
    const [reference, direct, , lies] = rows;
    expect(reference).not.toHaveProperty('ratioToReference');
    expect(direct!.ratioToReference).toBeCloseTo(direct!.portsPerSecond / reference!.portsPerSecond, 9);
    expect(direct).toMatchObject({ errors: { wrong: 0, missing: 0, error: 0 }, attemptsPerPort: 1 });
    expect(lies!.errors).toEqual({ wrong: 2, missing: 58, error: 0 });
    expect(failures).toEqual([
      { scanner: 'quitter', behaviour: 'closed', concurrency: 8, why: 'quitter ended with 1: no' },
    ]);
    // A peer's mistakes are shown, and are no failure of ours.
    expect(summary).toEqual({ rows: 4, withErrors: 1, failed: 0 });
    expect(complete).toBe(true);
  });
});
