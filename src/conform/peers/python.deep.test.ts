import { describe, expect, it } from 'vitest';
import { hasPython } from '../testing/python-peer.ts';
import { bugs, failuresOf, runAgainstPython } from '../testing/python-runs.ts';

describe.skipIf(!hasPython)('the responder in Python', () => {
  it.each([undefined, 'direct'] as const)('passes all that waits for a limit, too (%s)', async (mode) => {
    const { end, results } = await runAgainstPython({ limits: true, ...(mode && { mode }) });
    expect(end).toEqual({ kind: 'finished' });
    expect(failuresOf(results)).toEqual([]);
    expect(results.find(({ id }) => id === 'TIME-IDLE-01')!.verdict).toBe('pass');
  });

  it.each(Object.entries(bugs))('with the bug %s fails for that reason, and in little else', async (bug, expected) => {
    const { id, actual, atMost } = expected;
    const { end, results } = await runAgainstPython({
      bug,
      // It serves one connection: nothing is played beside what waits for an answer.
      ...(bug === 'one-at-a-time' && { run: ['CONN-SLOW-01', 'STATUS-*'] }),
      ...(bug === 'limit-restarted' ? { limits: true } : { isBrief: true }),
    });
    expect(end).toEqual({ kind: 'finished' });
    const found = results.find((one) => one.id === id)!;
    expect(found).toMatchObject({ verdict: 'fail', runs: { failed: 3, of: 3 } });
    expect(found.evidence!.actual).toMatch(actual);
    expect(failuresOf(results).length).toBeLessThanOrEqual(atMost);
  });
});
