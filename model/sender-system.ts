import { encodeAttributes } from '../src/protocol/attributes.ts';
import { decodeErrorCode } from '../src/protocol/error-body.ts';
import { type Message, messageForms, NO_BODY } from '../src/protocol/message.ts';
import { requestMessage } from '../src/protocol/request.ts';
import { toViolation } from '../src/protocol/violation.ts';
import {
  accept,
  type Connection,
  endTimer,
  judgeConnection,
  responderMoves,
  type Site,
  shutDown,
} from './connection.ts';
import type { Move, System } from './explore.ts';
import { type Fault, withFault } from './faults.ts';
import { Interner } from './intern.ts';
import type { Machines } from './machines.ts';
import { asItem, type Item } from './wire.ts';
import { responderOf, SCANNER, SERVED_ADDRESS } from './world.ts';

/** The responder machine alone, facing a sender that may break every rule; its answers are never read. */

/** What a sender may send, one after the other; `half` is a message that is never finished. */
const sendables = ['open?', 'filtered?', 'os?', 'moon?', 'end', 'violation', 'half'] as const;
type Sendable = (typeof sendables)[number];

export interface Script {
  readonly items: readonly Sendable[];
  /** What the sender does after the last: it ends its side, resets the connection, or stays and says nothing more. */
  readonly then: 'ends' | 'resets' | 'stays';
  /** How many things may go wrong: timers that end too early, and a responder that is shut down. */
  readonly faults: number;
}

interface SenderState {
  readonly script: Script;
  readonly connection: Connection;
  readonly faults: readonly Fault[];
}

/** Every script of up to `most` items; nothing follows a half message, since it would be its rest. */
export function scripts(most: number, faults: number): Script[] {
  let sequences: readonly (readonly Sendable[])[] = [[]];
  const all: Script[] = [];
  for (let length = 0; length <= most; length += 1) {
    for (const items of sequences) {
      for (const then of ['ends', 'resets', 'stays'] as const) all.push({ items, then, faults });
    }
    const open = sequences.filter((items) => items.at(-1) !== 'half');
    sequences = open.flatMap((items) => sendables.map((sendable) => [...items, sendable]));
  }
  return all;
}

const OPEN_PORT = 80;
const FILTERED_PORT = 81;

/** The system over these scripts. */
export function senderSystem(machines: Machines, all: readonly Script[]): System<SenderState> {
  const responder = responderOf('all', (port) => (port === OPEN_PORT ? 'open' : 'filtered'));
  const site: Site = { machines, responder, tamper: 'nothing' };
  const interner = new Interner();
  return {
    initial: all.map((script) => {
      const connection = accept(site, false);
      return { script, connection: { ...connection, up: { items: itemsOf(script), dead: false } }, faults: [] };
    }),
    moves: (state) => movesOf(site, state),
    key: (state) => interner.numberOf(state),
    judge,
  };
}

/** What the script puts on the way, all at once. */
function itemsOf({ items, then }: Script): Item[] {
  const sent = items.map(toItem);
  if (then === 'stays') return sent;
  return [...sent, { kind: then === 'ends' ? 'end' : 'reset' }];
}

function toItem(sendable: Sendable, index: number): Item {
  const id = index + 1;
  switch (sendable) {
    case 'half':
      return { kind: 'half', encoding: 'binary', arrived: 0 };
    case 'violation': {
      const fault = { code: 'bad-type', offset: 3, expected: '0 or 1', actual: '7' } as const;
      const violation = toViolation(fault, 0, { encoding: 'binary', kind: 'CONNECTION', id, addresses: undefined });
      return { kind: 'violation', violation, arrived: 0 };
    }
    default:
      return asItem(messageOf(sendable, id));
  }
}

function messageOf(sendable: Exclude<Sendable, 'violation' | 'half'>, id: number): Message {
  const port = sendable === 'filtered?' ? FILTERED_PORT : OPEN_PORT;
  const base = { id, source: SCANNER, destination: { address: SERVED_ADDRESS, port }, encoding: 'binary' } as const;
  if (sendable === 'end') return { ...base, name: 'end', body: NO_BODY };
  if (sendable === 'moon?') {
    return { ...base, name: 'information-request', body: encodeAttributes([{ name: 'WANT', value: 'moon' }]) };
  }
  return requestMessage({ ...base, question: sendable === 'os?' ? 'os' : 'status' });
}

function movesOf(site: Site, state: SenderState): Move<SenderState>[] {
  const { script, connection, faults } = state;
  const moves: Move<SenderState>[] = responderMoves(site, connection, 'sender').map(({ label, next }) => ({
    label,
    next: { ...state, connection: next },
  }));
  const isQuiet = moves.length === 0;
  const mayFail = faults.length < script.faults;
  if (connection.timer !== undefined && (isQuiet || mayFail)) {
    const label = `responder: its timer ends (${connection.responder.phase})`;
    const next = { ...state, connection: endTimer(site, connection) };
    moves.push({ label, next: isQuiet ? next : { ...next, faults: withFault(faults, 'stall') } });
  }
  if (mayFail && !connection.draining) {
    const next = shutDown(site, connection);
    const label = 'responder: it is shut down';
    moves.push({ label, next: { ...state, connection: next, faults: withFault(faults, 'shutdown') } });
  }
  return moves;
}

// --- properties ------------------------------------------------------------------------------------------------------

function judge({ script, connection, faults }: SenderState, atRest: boolean): string | undefined {
  const wrong = judgeConnection(connection, atRest);
  if (wrong !== undefined) return wrong;
  const answers = connection.down.items.flatMap((item) => (item.kind === 'message' ? [nameAnswer(item.message)] : []));
  const right = rightAnswers(script);
  // What went wrong may end the connection before its time, with an `end` or an error, and then nothing follows.
  const last = answers.at(-1) ?? '';
  const isCutOff = faults.length > 0 && (last === 'end 0' || last === 'timeout 0');
  const kept = isCutOff && last !== right[answers.length - 1] ? answers.slice(0, -1) : answers;
  if (kept.some((answer, index) => answer !== right[index])) {
    return `the responder sent ${answers.join(', ')}, where ${right.join(', ') || 'nothing'} is right`;
  }
  if (atRest && faults.length === 0 && answers.length < right.length) {
    return `the responder did not send ${right[answers.length]}`;
  }
  return undefined;
}

/** `open 1`, `bad-type 2`, `end 0` */
function nameAnswer(message: Message): string {
  const isError = messageForms[message.name].body === 'error';
  return `${isError ? decodeErrorCode(message) : message.name} ${message.id}`;
}

/** What the specification has a responder send for the script: in order, and nothing after what ends the connection. */
function rightAnswers({ items, then }: Script): string[] {
  const answers: string[] = [];
  for (const [index, item] of items.entries()) {
    const id = index + 1;
    if (item === 'open?') answers.push(`open ${id}`);
    if (item === 'os?') answers.push(`information ${id}`);
    if (item === 'moon?') answers.push(`bad-value ${id}`);
    if (item === 'end') return answers;
    if (item === 'violation') return [...answers, `bad-type ${id}`];
    if (item === 'half') return then === 'stays' ? [...answers, 'timeout 0'] : answers;
  }
  return then === 'stays' ? [...answers, 'end 0'] : answers;
}
