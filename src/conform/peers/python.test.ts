import { describe, expect, it } from 'vitest';
import { hasPython } from '../testing/python-peer.ts';
import { bugs, failuresOf, runAgainstPython } from '../testing/python-runs.ts';

/** Some of the suite, for a quick answer; python.deep.test.ts has all of it. */
const run = ['MSG-*', 'ID-*', 'STATUS-*', 'INFO-*', 'END-*', 'ERR-ECHO-*', 'ERR-FIRST-*'];

describe.skipIf(!hasPython)('the responder in Python', () => {
  it('passes the suite as an agent', async () => {
    const { end, results } = await runAgainstPython({ run });
    expect(end).toEqual({ kind: 'finished' });
    expect(failuresOf(results)).toEqual([]);
    expect(results.filter(({ verdict }) => verdict === 'pass').length).toBeGreaterThan(20);
  });

  it('passes it in direct mode', async () => {
    const { end, results } = await runAgainstPython({ mode: 'direct', run });
    expect(end).toEqual({ kind: 'finished' });
    expect(failuresOf(results)).toEqual([]);
  });

  it.each(['id-not-echoed', 'resets-filtered'])('with the bug %s fails', async (bug) => {
    const { id, actual } = bugs[bug]!;
    const { results } = await runAgainstPython({ bug, run: [id] });
    expect(results).toMatchObject([{ id, verdict: 'fail', runs: { failed: 3, of: 3 } }]);
    expect(results[0]!.evidence!.actual).toMatch(actual);
  });
});
