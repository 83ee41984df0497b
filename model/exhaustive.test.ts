import { describe, expect, it } from 'vitest';
import { quickChecks } from './checks.ts';
import { production } from './machines.ts';
import { drawSequence } from './sequence-diagram.ts';

/**
 * The machines as shipped, explored whole: no deadlock, one outcome for each request, never `open` for a port that is
 * not, never `closed` or `filtered` for an open one unless the channel failed, answers in order, nothing after the end,
 * and every connection closed at last. See the systems for how each property is told.
 */
describe('every state that the machines can reach', () => {
  it.each(quickChecks)('holds: $name', ({ run }) => {
    const { states, transitions, counterexample } = run(production);
    expect(counterexample === undefined ? '' : drawSequence(counterexample)).toBe('');
    expect(states).toBeGreaterThan(100);
    expect(transitions).toBeGreaterThan(states / 2);
  });
});
