import { decodeErrorCode } from '../src/protocol/error-body.ts';
import { isErrorCode, isFatal } from '../src/protocol/errors.ts';
import { type Encoding, type Message, messageForms } from '../src/protocol/message.ts';
import type { Responder, ResponderEffect, ResponderEvent, ResponderState } from '../src/protocol/responder-machine.ts';
import type { Move } from './explore.ts';
import type { Machines } from './machines.ts';
import { type TamperName, tampers } from './tamper.ts';
import { type Arrival, arrivalsOf, asItem, type Direction, EMPTY, type Item, labelOf, put } from './wire.ts';

/** A connection that was accepted: what is under way in both directions, and the responder at its end. */
export interface Connection {
  /** From the scanner. */
  readonly up: Direction;
  /** From the responder. */
  readonly down: Direction;
  readonly responder: ResponderState;
  /** The responder's timer, where it runs: the phase that it was set for. */
  readonly timer: ResponderState['phase'] | undefined;
  /** The responder is shutting down. */
  readonly draining: boolean;
  /** The responder has seen the end of the scanner's side. */
  readonly peerEnded: boolean;
  /** The responder has ended its side. */
  readonly ended: boolean;
  /** The responder has closed the connection. */
  readonly closed: boolean;
  /** The encoding of the last whole message that came to the responder; text before the first. */
  readonly heard: Encoding;
  /** The responder has sent its last word: an `end`, or an error after which nothing may come. */
  readonly finished: boolean;
  /** The id of its last answer that has one. Scanners ask with ids 1, 2, 3. */
  readonly lastId: number;
  /** The first thing that the responder did and must not. */
  readonly wrong: string | undefined;
}

/** What stays the same while a connection lasts. */
export interface Site {
  readonly machines: Machines;
  readonly responder: Responder;
  readonly tamper: TamperName;
}

type Step = readonly [ResponderState, readonly ResponderEffect[]];

/** Accepts a connection; `busy`: there is no room for it. */
export function accept({ machines, responder, tamper }: Site, busy: boolean): Connection {
  const [state, effects] = busy ? machines.rejectConnection(responder) : machines.acceptConnection(responder);
  const fresh = {
    up: EMPTY,
    down: EMPTY,
    responder: state,
    timer: undefined,
    draining: false,
    peerEnded: false,
    ended: false,
    closed: false,
    heard: 'text' as const,
    finished: false,
    lastId: 0,
    wrong: undefined,
  };
  return perform(fresh, [state, effects], tamper);
}

/** Steps the responder. */
function stepResponder(site: Site, connection: Connection, event: ResponderEvent): Connection {
  const { machines, responder, tamper } = site;
  return perform(connection, machines.stepResponder(responder, connection.responder, event), tamper);
}

/** The responder shuts down: it is told so now, and again after each message. */
export function shutDown(site: Site, connection: Connection): Connection {
  return stepResponder(site, { ...connection, draining: true }, { kind: 'drain' });
}

/** The responder's timer ends. */
export function endTimer(site: Site, connection: Connection): Connection {
  return stepResponder(site, { ...connection, timer: undefined }, { kind: 'timer' });
}

/**
 * What is under way to the responder arrives, and once both sides have ended the connection is lost. What comes after
 * that still reaches the machine, as a transport may have it in its queue.
 */
export function responderMoves(site: Site, connection: Connection, from = 'scanner'): Move<Connection>[] {
  const moves = arrivalsOf(connection.up).map((arrival) => {
    const arrived = arrive(site, connection, arrival);
    const next = arrived.draining && isReading(arrived) ? shutDown(site, arrived) : arrived;
    return { label: labelOf(arrival, `${from} → responder`), next };
  });
  if (connection.ended && connection.peerEnded && connection.responder.phase !== 'closed') {
    const next = stepResponder(site, connection, { kind: 'lost' });
    moves.push({ label: 'responder: both sides have ended', next });
  }
  return moves;
}

function arrive(site: Site, connection: Connection, { isSegment, item, left }: Arrival): Connection {
  const event = toEvent(isSegment, item);
  const before = { ...connection, up: left, peerEnded: connection.peerEnded || item.kind === 'end' };
  if (event.kind !== 'message' || !isReading(connection)) return stepResponder(site, before, event);
  // A limit that ran before a message is not the one that runs after it (TIME-4).
  const { encoding: heard } = event.message;
  const after = stepResponder(site, { ...before, heard, timer: undefined }, event);
  if (after.responder.phase !== 'receiving') return after;
  return { ...after, wrong: 'the responder goes on receiving a message that is whole' };
}

function isReading({ responder: { phase } }: Connection): boolean {
  return phase === 'idle' || phase === 'receiving';
}

/** What is wrong with a connection whatever it is about, or undefined; `atRest` where nothing can happen any more. */
export function judgeConnection(connection: Connection, atRest: boolean): string | undefined {
  const { wrong, up, responder, timer, ended, closed } = connection;
  if (wrong !== undefined) return wrong;
  if (ended === isReading(connection))
    return `the responder is ${responder.phase}, its side is ${ended ? '' : 'not '}ended`;
  if (closed !== (responder.phase === 'closed')) {
    return `the responder is ${responder.phase}, its connection is ${closed ? '' : 'not '}closed`;
  }
  if (timer !== undefined && timer !== responder.phase) {
    return `the responder is ${responder.phase}, and the timer that runs was set when it was ${timer}`;
  }
  const end = up.items.findIndex(({ kind }) => kind === 'end');
  if (end >= 0 && up.items.slice(end).some(({ kind }) => kind === 'message')) return 'a request was sent after the end';
  if (!atRest || responder.phase === 'closed') return undefined;
  return `the responder's connection stays ${responder.phase} for ever`;
}

function toEvent(isSegment: boolean, item: Item): ResponderEvent {
  switch (item.kind) {
    case 'message': {
      const { message } = item;
      return isSegment ? { kind: 'begun', encoding: message.encoding } : { kind: 'message', message };
    }
    case 'violation': {
      const { violation } = item;
      return isSegment ? { kind: 'begun', encoding: violation.echo.encoding } : { kind: 'violation', violation };
    }
    case 'half':
      return { kind: 'begun', encoding: item.encoding };
    case 'end':
      return { kind: 'ended' };
    case 'reset':
      return { kind: 'lost' };
  }
}

function perform(before: Connection, [responder, effects]: Step, tamper: TamperName): Connection {
  let connection: Connection = { ...before, responder };
  for (const effect of effects) {
    switch (effect.kind) {
      case 'send':
        connection = send(connection, effect.message, tamper);
        break;
      case 'set-timer':
        connection = { ...connection, timer: responder.phase };
        break;
      case 'end':
        if (connection.ended) connection = { ...connection, wrong: 'the responder ended its side twice' };
        connection = end(connection);
        break;
      case 'close':
        if (connection.closed) connection = { ...connection, wrong: 'the responder closed the connection twice' };
        connection = { ...end(connection), closed: true, timer: undefined };
        break;
    }
  }
  return connection;
}

function send(connection: Connection, message: Message, tamper: TamperName): Connection {
  const { id } = message;
  // What closes the connection is about no answer: whoever stands for the responder says it as the responder does.
  const items = isLastWord(message) ? [asItem(message)] : tampers[tamper].apply(message);
  return {
    ...connection,
    down: items.reduce(put, connection.down),
    finished: connection.finished || isLastWord(message),
    lastId: id === 0 ? connection.lastId : id,
    wrong: connection.wrong ?? judgeSending(connection, message),
  };
}

function judgeSending(connection: Connection, { name, id, encoding }: Message): string | undefined {
  const { ended, finished, lastId, heard } = connection;
  if (ended) return `the responder sent ${name} after its end`;
  if (finished) return `the responder sent ${name} after its last word`;
  if (name === 'end' && encoding !== heard) return `the responder sent an end in ${encoding} after ${heard}`;
  return id !== 0 && id <= lastId ? `answers out of order: id ${id} after id ${lastId}` : undefined;
}

function isLastWord(message: Message): boolean {
  if (message.name === 'end') return true;
  const code = messageForms[message.name].body === 'error' ? decodeErrorCode(message) : undefined;
  return code !== undefined && isErrorCode(code) && isFatal(code);
}

function end(connection: Connection): Connection {
  return connection.ended ? connection : { ...connection, ended: true, down: put(connection.down, { kind: 'end' }) };
}
