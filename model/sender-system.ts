import { decodeErrorCode } from '../src/protocol/error-body.ts';
import { type Message, NO_BODY } from '../src/protocol/message.ts';
import { requestMessage } from '../src/protocol/request.ts';
import type { ResponderEffect, ResponderEvent, ResponderState } from '../src/protocol/responder-machine.ts';
import { toViolation } from '../src/protocol/violation.ts';
import type { Move, System } from './explore.ts';
import type { Machines } from './machines.ts';
import { keyOf } from './wire.ts';
import { responderOf, SCANNER, SUBJECT_ADDRESS } from './world.ts';

/** The responder machine alone, facing a sender that may break every rule. */

/** What a sender may send, one after the other; `half` is a message that is never finished. */
export const sendables = ['open?', 'filtered?', 'os?', 'end', 'violation', 'half'] as const;
export type Sendable = (typeof sendables)[number];

export interface Script {
  readonly items: readonly Sendable[];
  /** Whether the sender ends its side after the last, or stays and says nothing more. */
  readonly ends: boolean;
}

export interface SenderState {
  readonly script: Script;
  readonly sent: number;
  /** The first segment of the item at hand has arrived. */
  readonly begun: boolean;
  readonly ended: boolean;
  readonly responder: ResponderState;
  readonly responderTimer: boolean;
  readonly responderEnded: boolean;
  /** What the responder sent: names, or the codes of errors. */
  readonly answers: readonly string[];
}

/** Every script of up to `most` items; nothing follows a half message, since it would be its rest. */
export function scripts(most: number): Script[] {
  let sequences: readonly (readonly Sendable[])[] = [[]];
  const all: Script[] = [];
  for (let length = 0; length <= most; length += 1) {
    for (const items of sequences) all.push({ items, ends: true }, { items, ends: false });
    const open = sequences.filter((items) => items.at(-1) !== 'half');
    sequences = open.flatMap((items) => sendables.map((sendable) => [...items, sendable]));
  }
  return all;
}

/** The system over these scripts. */
export function senderSystem(machines: Machines, all: readonly Script[]): System<SenderState> {
  return {
    initial: all.map((script) => {
      const idle: ResponderState = { phase: 'idle', encoding: 'text' };
      const base = { script, sent: 0, begun: false, ended: false, responder: idle, responderTimer: false } as const;
      return apply({ ...base, responderEnded: false, answers: [] }, machines.acceptConnection(context));
    }),
    moves: (state) => movesOf(machines, state),
    key: keyOf,
    judge,
  };
}

const OPEN_PORT = 80;
const FILTERED_PORT = 81;

const context = responderOf({
  policy: 'all',
  served: true,
  truth: (port) => (port === OPEN_PORT ? 'open' : 'filtered'),
});

function step(machines: Machines, state: SenderState, event: ResponderEvent): SenderState {
  return apply(state, machines.stepResponder(context, state.responder, event));
}

function apply(
  before: SenderState,
  [responder, effects]: readonly [ResponderState, readonly ResponderEffect[]],
): SenderState {
  let state: SenderState = { ...before, responder };
  for (const effect of effects) {
    if (effect.kind === 'send') state = { ...state, answers: [...state.answers, nameAnswer(effect.message)] };
    else if (effect.kind === 'set-timer') state = { ...state, responderTimer: true };
    else if (effect.kind === 'end') state = { ...state, responderEnded: true };
    else state = { ...state, responderTimer: false, responderEnded: true };
  }
  return state;
}

function nameAnswer(message: Message): string {
  const isError = message.name === 'status-error' || message.name === 'refusal';
  return isError ? decodeErrorCode(message)! : message.name;
}

function movesOf(machines: Machines, state: SenderState): Move<SenderState>[] {
  const moves: Move<SenderState>[] = [];
  const item = state.script.items[state.sent];
  if (state.responder.phase === 'closed') return moves;
  if (item !== undefined && !(item === 'half' && state.begun)) moves.push(...sending(machines, state, item));
  const done = item === undefined || (item === 'half' && state.begun);
  if (done && state.script.ends && !state.ended) {
    moves.push({
      label: 'sender → responder: end of stream',
      next: step(machines, { ...state, ended: true }, { kind: 'ended' }),
    });
  }
  if (state.ended && state.responderEnded) {
    moves.push({ label: 'responder: both sides have ended', next: step(machines, state, { kind: 'lost' }) });
  }
  if (moves.length === 0 && state.responderTimer) {
    const label = `responder: its timer ends (${state.responder.phase})`;
    moves.push({ label, next: step(machines, { ...state, responderTimer: false }, { kind: 'timer' }) });
  }
  return moves;
}

function sending(machines: Machines, state: SenderState, item: Sendable): Move<SenderState>[] {
  const label = `sender → responder: ${item}`;
  const taken = { ...state, sent: state.sent + 1, begun: false };
  const moves: Move<SenderState>[] = [];
  if (!state.begun) {
    const next = step(machines, { ...state, begun: true }, { kind: 'begun', encoding: 'binary' });
    moves.push({ label: `${label} (first segment)`, next });
  }
  if (item === 'half') return moves;
  if (item === 'violation') {
    const fault = { code: 'bad-type', offset: 3, expected: '0 or 1', actual: '7' } as const;
    const violation = toViolation(fault, 0, { encoding: 'binary', kind: 'CONNECTION', id: 9, addresses: undefined });
    moves.push({ label, next: step(machines, taken, { kind: 'violation', violation }) });
  } else {
    moves.push({ label, next: step(machines, taken, { kind: 'message', message: messageOf(item) }) });
  }
  return moves;
}

function messageOf(item: Exclude<Sendable, 'violation' | 'half'>): Message {
  const port = item === 'filtered?' ? FILTERED_PORT : OPEN_PORT;
  const base = { id: 1, source: SCANNER, destination: { address: SUBJECT_ADDRESS, port }, encoding: 'binary' } as const;
  if (item === 'end') return { ...base, name: 'end', body: NO_BODY };
  return requestMessage({ ...base, question: item === 'os?' ? 'os' : 'status' });
}

function judge(state: SenderState, atRest: boolean): string | undefined {
  const wanted = rightAnswers(state.script);
  const { answers, responder } = state;
  if (answers.some((answer, index) => answer !== wanted[index])) {
    return `the responder sent ${answers.join(', ')}, where ${wanted.join(', ') || 'nothing'} is right`;
  }
  if (!atRest) return undefined;
  if (responder.phase !== 'closed') return `the connection stays ${responder.phase} for ever`;
  if (answers.length < wanted.length) return `the responder did not send ${wanted[answers.length]}`;
  return undefined;
}

/** What the specification has a responder send for the script: in order, and nothing after what ends the connection. */
function rightAnswers({ items, ends }: Script): string[] {
  const answers: string[] = [];
  for (const item of items) {
    if (item === 'open?') answers.push('open');
    if (item === 'os?') answers.push('information');
    if (item === 'end') return answers;
    if (item === 'violation') return [...answers, 'bad-type'];
    if (item === 'half') return ends ? answers : [...answers, 'timeout'];
  }
  return ends ? answers : [...answers, 'end'];
}
