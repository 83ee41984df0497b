import { expect, it } from 'vitest';
import { deepChecks } from './checks.ts';
import { production } from './machines.ts';
import { drawSequence } from './sequence-diagram.ts';

it.each(deepChecks)(
  'holds in every state: $name',
  ({ run }) => {
    const { counterexample } = run(production);
    expect(counterexample === undefined ? '' : drawSequence(counterexample)).toBe('');
  },
  240_000,
);
