import { findRow } from '../../source/machine-row.ts';
import type { MachineTable, Row } from '../../source/machine-table.ts';
import { responderGuards } from '../responder-guards.ts';
import type { Mutant } from './mutant.ts';
import { type Moment, type Step, stepping } from './steps.ts';

/** Every row of the responder's table, as it is written there, done wrong in every simple way. */
export function rowMutants(table: MachineTable): Mutant[] {
  return writtenRows(table).flatMap((rows) => {
    const [row] = rows;
    const states = rows.map(({ state }) => state).filter((state) => state !== undefined);
    const guard = row.guard.length === 0 ? '' : ` [${row.name.split('[')[1]}`;
    const events = [...new Set(rows.map(({ event }) => event))];
    const name = [[...new Set(states)].join('/'), events.join('/')].filter((part) => part !== '').join(' ') + guard;
    return Object.entries(changesOf(row, states, Object.keys(table.states))).map(([how, change]) => ({
      id: `row: ${name}, ${how}`,
      what: `Of its table, the row \`${name}\` is done ${how}.`,
      clauses: row.clause,
      change: stepping((step, moment) => (rows.includes(rowOf(table, moment, step)) ? change(step, moment) : step)),
    }));
  });
}

/** A row of several states or events is one. */
function writtenRows({ begins, rows }: MachineTable): (readonly [Row, ...Row[]])[] {
  const byPlace = new Map<string, [Row, ...Row[]]>();
  for (const row of [...begins, ...rows]) {
    const others = byPlace.get(row.place);
    if (others === undefined) byPlace.set(row.place, [row]);
    else others.push(row);
  }
  return [...byPlace.values()];
}

/** The row that says what the step has to be. */
function rowOf(table: MachineTable, { responder, state, event }: Moment, [next]: Step): Row {
  if (event !== undefined) {
    return findRow(table, state.phase, event.kind, (guard) => responderGuards[guard]!({ responder, state, event }));
  }
  return table.begins.find((row) => row.next === next.phase)!;
}

type ChangeStep = (step: Step, moment: Moment) => Step;

/** The changes that make a difference to the row. */
function changesOf(
  { next, effects }: Row,
  states: readonly string[],
  phases: readonly string[],
): Record<string, ChangeStep> {
  const verbs = new Set(effects.map((effect) => effect.split(' ')[0]!));
  const changes: Record<string, ChangeStep> = {};
  for (const verb of verbs) {
    changes[`without ${verb}`] = ([after, done]) => [after, done.filter(({ kind }) => kind !== verb)];
  }
  if (verbs.size > 1) {
    changes['without effects'] = ([after]) => [after, []];
  }
  if (verbs.has('send') && verbs.has('end')) {
    changes['in the wrong order'] = ([after, done]) => [after, done.toReversed()];
  }
  if (verbs.has('send')) {
    changes['with two sends'] = ([after, done]) => [after, [...done.filter(({ kind }) => kind === 'send'), ...done]];
  }
  if (states.some((state) => state !== next)) {
    changes['staying where it was'] = ([after, done], { state }) => [{ ...after, phase: state.phase }, done];
  }
  for (const phase of phases) {
    if (phase === next || (states.length === 1 && phase === states[0])) continue;
    changes[`going to ${phase}`] = ([after, done]) => [{ ...after, phase: phase as typeof after.phase }, done];
  }
  return changes;
}
