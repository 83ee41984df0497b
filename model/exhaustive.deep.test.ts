import { expect, it } from 'vitest';
import { deepChecks } from './checks.ts';
import { Coverage } from './coverage.ts';
import { production } from './machines.ts';
import { drawSequence } from './sequence-diagram.ts';

const machines = new Coverage().over(production);

it.each(deepChecks)(
  'holds in every state: $name',
  ({ run }) => {
    const { counterexample } = run(machines);
    expect(counterexample === undefined ? '' : drawSequence(counterexample)).toBe('');
  },
  120_000,
);
