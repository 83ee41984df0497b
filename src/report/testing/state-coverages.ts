import type { StateCoverage } from '../../results/state-coverage.ts';

/** A little of everything that can be said of the states of a target. */
export function stateCoverageOf(actual = 'nothing\u0007 in 1000 ms'): StateCoverage {
  const fault = { case: 'END-ANSWERS-01', expected: 'the end of the connection', actual };
  return {
    states: ['idle', 'receiving', 'closing', 'closed'],
    rows: [
      { event: 'accept', next: 'idle', clauses: ['TIME-4'], verdict: 'right', times: 3 },
      {
        state: 'idle',
        event: 'message',
        guard: 'end',
        next: 'closing',
        clauses: ['END-2'],
        verdict: 'wrong',
        times: 2,
        faults: [fault, fault],
      },
      {
        state: 'idle',
        event: 'drain',
        next: 'closing',
        clauses: ['END-1'],
        verdict: 'not-reached',
        times: 0,
        reason: 'the target alone decides to stop',
      },
      {
        state: 'closed',
        event: 'timer',
        next: 'closed',
        clauses: ['CONN-9'],
        verdict: 'not-reached',
        times: 0,
        reason: 'the connection is gone',
      },
    ],
    summary: { right: 1, wrong: 1, unseen: 0, 'not-reached': 2 },
  };
}
