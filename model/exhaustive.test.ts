import { describe, expect, it } from 'vitest';
import { quickChecks } from './checks.ts';
import { Coverage, unreachable } from './coverage.ts';
import type { Exploration } from './explore.ts';
import { production } from './machines.ts';
import { drawSequence } from './sequence-diagram.ts';

/**
 * The machines as shipped, explored whole. In every state that they can reach, whatever is lost, late, cut, ended or
 * reset:
 *
 * - nothing waits for ever, or goes round for ever: every connection is closed at last;
 * - every request has exactly one outcome, the right one, or one that says what went wrong;
 * - no verdict is `open` unless the port is, or who answers is no responder that keeps the rules, or answers an error;
 * - no verdict is `closed` or `filtered` for an open port where nothing went wrong;
 * - answers go out in the order of the requests, and nothing after the end, after an `end`, or after a fatal error.
 *
 * Every step on the way is held to machines.yaml.
 */
const coverage = new Coverage();
const machines = coverage.over(production);
const explored = new Map<string, Exploration>();

function exploreOnce({ name, run }: (typeof quickChecks)[number]): Exploration {
  const exploration = explored.get(name) ?? run(machines);
  explored.set(name, exploration);
  return exploration;
}

describe('every state that the machines can reach', () => {
  it.each(quickChecks)('holds: $name', (check) => {
    const { states, transitions, counterexample } = exploreOnce(check);
    expect(counterexample === undefined ? '' : drawSequence(counterexample)).toBe('');
    expect(states).toBeGreaterThan(1_000);
    expect(transitions).toBeGreaterThan(states);
  });

  it('is on the way through every row of machines.yaml but those that nothing can reach', () => {
    quickChecks.forEach(exploreOnce);
    expect(coverage.missed).toEqual(Object.keys(unreachable));
  });
});
