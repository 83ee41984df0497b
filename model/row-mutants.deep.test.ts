import { describe, expect, it } from 'vitest';
import { rowOfExchangeStep, rowOfResponderStep } from '../spec/machine-steps.ts';
import { readMachines } from '../spec/machine-table.ts';
import type { Row } from '../src/source/machine-table.ts';
import { smallChecks } from './checks.ts';
import { unreachable } from './coverage.ts';
import { type Machines, production } from './machines.ts';

/** Every row of machines.yaml, done wrong in every simple way: the exploration finds each without looking at the table. */

interface Effect {
  readonly kind: string;
}
type Step<S> = readonly [S, readonly Effect[]];

const without =
  (kind: string) =>
  <S>([next, effects]: Step<S>): Step<S> => [next, effects.filter((effect) => effect.kind !== kind)];

/** A row done wrong. Setting a timer twice is no other thing than setting it once. */
const changes: Readonly<Record<string, <S>(step: Step<S>, before: S) => Step<S>>> = {
  'is done without its effects': ([next]) => [next, []],
  'is done without set-timer': without('set-timer'),
  'is done without send': without('send'),
  'is done without end': without('end'),
  'is done twice': ([next, effects]) => [next, [...effects, ...effects.filter(({ kind }) => kind !== 'set-timer')]],
  'leaves the machine as it was': ([, effects], before) => [before, effects],
};

/** What is no fault: a responder that shuts down may say so, or not (END-1). */
const allowed = new Set(['responder idle drain is done without send']);

const { exchange, responder } = readMachines();

/** The machines, which do one row wrong. */
function machinesWrongIn(name: string, how: string): Machines {
  const change = changes[how]!;
  return {
    ...production,
    stepExchange(state, event) {
      const step = production.stepExchange(state, event);
      const { name: row } = rowOfExchangeStep(exchange, { state, event }, step);
      return row === name ? (change(step, state) as typeof step) : step;
    },
    stepResponder(context, state, event) {
      const step = production.stepResponder(context, state, event);
      const { name: row } = rowOfResponderStep(responder, { responder: context, state, event }, step);
      return row === name ? (change(step, state) as typeof step) : step;
    },
  };
}

/** The changes that make a difference to the row. */
function changesOf({ name, state, next, sets, effects }: Row): string[] {
  const before = `${state}`;
  const step: Step<string> = [
    sets.length > 0 ? `${next} with ${sets.join()}` : next,
    effects.map((effect) => ({ kind: effect.split(' ')[0]! })),
  ];
  return Object.entries(changes).flatMap(([how, change]) => {
    const [changed, other] = change(step, before);
    const isSame = changed === step[0] && other.length === step[1].length;
    return isSame || allowed.has(`${name} ${how}`) ? [] : [how];
  });
}

const rows = [...exchange.rows, ...responder.rows].filter(({ name }) => unreachable[name] === undefined);

describe('the exploration finds that a row', () => {
  const cases = rows.flatMap((row) => changesOf(row).map((how) => ({ name: row.name, how })));

  it.each(cases)('$name $how', ({ name, how }) => {
    const wrong = machinesWrongIn(name, how);
    expect(smallChecks.some(({ run }) => run(wrong).counterexample !== undefined)).toBe(true);
  });
});
