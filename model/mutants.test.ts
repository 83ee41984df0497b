import { describe, expect, it } from 'vitest';
import { smallChecks } from './checks.ts';
import { Coverage } from './coverage.ts';
import { type Machines, production } from './machines.ts';
import { mutants } from './mutants.ts';
import { drawSequence } from './sequence-diagram.ts';

/** An exhaustive check that finds nothing proves something only if it finds bugs that are there. */
describe('the exploration finds seeded bugs', () => {
  it.each(mutants)('finds that $bug', ({ machines, found }) => {
    const problems: string[] = [];
    for (const { run } of smallChecks) {
      const { counterexample } = run(machines);
      if (counterexample === undefined) continue;
      problems.push(counterexample.problem);
      if (found.test(counterexample.problem)) {
        expect(drawSequence(counterexample)).toContain(counterexample.problem);
        return;
      }
    }
    expect(problems).toContainEqual(expect.stringMatching(found));
  });
});

it('holds every step to machines.yaml on the way', () => {
  const hasty: Machines = {
    ...production,
    stepResponder(responder, state, event) {
      const isAgain = state.phase === 'receiving' && event.kind === 'begun';
      return production.stepResponder(responder, isAgain ? { ...state, phase: 'idle' } : state, event);
    },
  };
  const machines = new Coverage().over(hasty);
  expect(() => smallChecks.map(({ run }) => run(machines))).toThrow(
    /responder receiving begun\n {2}table: next receiving, encoding text\n {2}code: {2}next receiving, set-timer message-limit/,
  );
});
