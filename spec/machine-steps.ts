import { type ResponderMoment, responderGuards } from '../src/conform/responder-guards.ts';
import { decodeErrorCode } from '../src/protocol/error-body.ts';
import type { Exchange, ExchangeEffect, ExchangeEvent, ExchangeState } from '../src/protocol/exchange-machine.ts';
import type { Encoding, Message } from '../src/protocol/message.ts';
import type {
  Responder,
  ResponderEffect,
  ResponderEvent,
  ResponderState,
  ResponderTimers,
} from '../src/protocol/responder-machine.ts';
import { findRow, MachineMismatch } from '../src/source/machine-row.ts';
import type { MachineTable, Row } from '../src/source/machine-table.ts';
import { type ExchangeMoment, exchangeGuards } from './machine-guards.ts';

/** Holds steps of the code to the tables: which row a step belongs to, and whether it does what that row says. */

type ExchangeStep = readonly [ExchangeState, readonly ExchangeEffect[]];
type ResponderStep = readonly [ResponderState, readonly ResponderEffect[]];

/** What a machine does in one step, in the words of the tables. */
interface Doing {
  readonly next: string;
  readonly effects: readonly string[];
  /** The variables afterwards: `begun yes`. */
  readonly variable: string | undefined;
}

/**
 * The row of the exchange machine that a step belongs to.
 *
 * @throws {MachineMismatch} where no row or several say what to do, or the step is not what the row says.
 */
export function rowOfExchangeStep(table: MachineTable, moment: ExchangeMoment, step: ExchangeStep): Row {
  const { state, event } = moment;
  const row = findRow(table, state.phase, event.kind, (guard) => exchangeGuards[guard]!(moment));
  const before = state.phase === 'waiting' && state.begun;
  const begun = row.sets.includes('begun') || before;
  const wanted = { ...doingOf(row, event), variable: row.next === 'waiting' ? toVariable(begun) : undefined };
  return matchStep(row, wanted, describeExchange(step, state.phase === 'done' ? undefined : state.exchange));
}

/** The same for the responder machine. */
export function rowOfResponderStep(table: MachineTable, moment: ResponderMoment, step: ResponderStep): Row {
  const { responder, state, event } = moment;
  const row = findRow(table, state.phase, event.kind, (guard) => responderGuards[guard]!(moment));
  const encoding = row.sets.includes('encoding') ? broughtBy(event) : state.encoding;
  const wanted = { ...doingOf(row, event), variable: `encoding ${encoding}` };
  return matchStep(row, wanted, describeResponder(step, responder.timers));
}

/** The row with which an exchange begins; throws as above. */
export function rowOfExchangeBeginning(table: MachineTable, exchange: Exchange, step: ExchangeStep): Row {
  const row = findBeginning(table, 'begin');
  return matchStep(row, { ...doingOf(row), variable: undefined }, describeExchange(step, exchange));
}

/** The row with which the responder machine begins; throws as above. */
export function rowOfResponderBeginning(
  table: MachineTable,
  event: 'accept' | 'reject',
  { timers }: Responder,
  step: ResponderStep,
): Row {
  const row = findBeginning(table, event);
  const wanted = { ...doingOf(row), variable: 'encoding text' };
  return matchStep(row, wanted, describeResponder(step, timers));
}

// --- rows ------------------------------------------------------------------------------------------------------------

function findBeginning(table: MachineTable, event: string): Row {
  const row = table.begins.find((each) => each.event === event);
  if (row === undefined) throw new MachineMismatch(`${table.name}: no beginning is called ${event}`);
  return row;
}

// --- what is done ----------------------------------------------------------------------------------------------------

function matchStep(row: Row, wanted: Doing, done: Doing): Row {
  const table = wordsOf(wanted);
  const code = wordsOf(done);
  if (table !== code) throw new MachineMismatch(`${row.place} ${row.name}\n  table: ${table}\n  code:  ${code}`);
  return row;
}

function wordsOf({ next, effects, variable }: Doing): string {
  const words = [`next ${next}`, ...effects];
  return (variable === undefined ? words : [...words, variable]).join(', ');
}

function doingOf({ next, effects }: Row, event?: ExchangeEvent | ResponderEvent): Omit<Doing, 'variable'> {
  const fill = (effect: string) =>
    event !== undefined && effect.endsWith('>') ? effect.replace(/<\w+>$/, codeOf(event) ?? 'nothing') : effect;
  return { next, effects: effects.map(fill) };
}

function describeExchange([next, effects]: ExchangeStep, exchange: Exchange | undefined): Doing {
  const variable = next.phase === 'waiting' ? toVariable(next.begun) : undefined;
  return { next: next.phase, effects: effects.map((effect) => describeExchangeEffect(effect, exchange)), variable };
}

function describeExchangeEffect(effect: ExchangeEffect, exchange: Exchange | undefined): string {
  switch (effect.kind) {
    case 'connect':
      return 'connect';
    case 'send':
      return `send ${effect.message.name}`;
    case 'set-timer':
      return `set-timer ${effect.delayMs === exchange?.timeoutMs ? 'time-limit' : `${effect.delayMs} ms`}`;
    case 'settle': {
      const { outcome } = effect;
      if (outcome.kind === 'error-reply') return `settle error-reply ${outcome.code}`;
      return outcome.kind === 'local' ? `settle local ${outcome.errno}` : `settle ${outcome.kind}`;
    }
  }
}

function describeResponder([next, effects]: ResponderStep, timers: ResponderTimers): Doing {
  return {
    next: next.phase,
    effects: effects.map((effect) => describeResponderEffect(effect, timers)),
    variable: `encoding ${next.encoding}`,
  };
}

function describeResponderEffect(effect: ResponderEffect, timers: ResponderTimers): string {
  switch (effect.kind) {
    case 'send':
      return `send ${nameSent(effect.message)}`;
    case 'set-timer': {
      const [timer] = Object.entries(timers).find(([, delayMs]) => delayMs === effect.delayMs) ?? [];
      return `set-timer ${timer === undefined ? `${effect.delayMs} ms` : timer.replace('Ms', '-limit')}`;
    }
    case 'end':
    case 'close':
      return effect.kind;
  }
}

function nameSent(message: Message): string {
  const isError = message.name === 'status-error' || message.name === 'refusal';
  return isError ? `error ${decodeErrorCode(message)}` : message.name;
}

function toVariable(begun: boolean): string {
  return `begun ${begun ? 'yes' : 'no'}`;
}

function broughtBy(event: ResponderEvent): Encoding | 'of nothing' {
  switch (event.kind) {
    case 'begun':
      return event.encoding;
    case 'message':
      return event.message.encoding;
    case 'violation':
      return event.violation.echo.encoding;
    default:
      return 'of nothing';
  }
}

/** What `<code>` or `<errno>` stands for. */
function codeOf(event: ExchangeEvent | ResponderEvent): string | undefined {
  switch (event.kind) {
    case 'failed':
      return event.errno;
    case 'violation':
      return event.violation.code;
    case 'message':
      return decodeErrorCode(event.message);
    default:
      return undefined;
  }
}
