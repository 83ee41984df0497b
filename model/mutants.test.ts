import { describe, expect, it } from 'vitest';
import { smallChecks } from './checks.ts';
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
