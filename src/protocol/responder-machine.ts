import type { Endpoint } from './address.ts';
import { type Attribute, decodeAttributes, encodeAttributes, fitAttributes } from './attributes.ts';
import { encodeError } from './error-body.ts';
import type { ErrorCode } from './errors.ts';
import { type Encoding, type Message, type MessageKind, messageForms, NO_BODY } from './message.ts';
import { blankEcho, type Echo, type Violation } from './violation.ts';

/**
 * One connection as the responder sees it, in direct and in agent mode (clauses CONN-*, STATUS-*, INFO-*, ERR-*,
 * TIME-*). Pure: `stepResponder(responder, state, event)` gives the next state and what to do.
 */

/** The truth about a subject port. */
export type SubjectState = 'open' | 'closed' | 'filtered';

/** What a responder knows about the host that it answers for; constant while a connection lasts. */
export interface HostView {
  /** Whether the access policy lets the TCP peer ask this. The source field plays no part. */
  allows(peerAddress: string, wants: 'status' | 'information'): boolean;
  /** Whether this connection answers for that destination. */
  serves(destination: Endpoint): boolean;
  stateOf(port: number): SubjectState;
  /** At least SERVICE and TRANSPORT. */
  portAttributes(port: number): readonly Attribute[];
  /** At least OS_FAMILY. */
  osAttributes(): readonly Attribute[];
}

/** What one connection's steps need to know; the same for the whole connection. */
export interface Responder {
  readonly host: HostView;
  /** The TCP connection's own addresses. */
  readonly local: Endpoint;
  readonly peer: Endpoint;
  readonly timers: ResponderTimers;
}

/** The responder's timers (TIME-*), in milliseconds. */
export interface ResponderTimers {
  /** Without an octet in either direction and no message begun: the connection is ended. */
  readonly idleMs: number;
  /** For a message begun and not finished. */
  readonly messageMs: number;
  /** After an error that closes: how long what still arrives is discarded. */
  readonly discardMs: number;
}

export const defaultResponderTimers: ResponderTimers = { idleMs: 30_000, messageMs: 5_000, discardMs: 2_000 };

/** `encoding` is that of the last message begun; text before the first. */
export interface ResponderState {
  /**
   * `idle`: between messages. `receiving`: a message has begun. `closing`: our sending side is ended, what arrives is
   * discarded. `closed`: the connection is gone.
   */
  readonly phase: 'idle' | 'receiving' | 'closing' | 'closed';
  readonly encoding: Encoding;
}

export type ResponderEvent =
  /** A message's first octets came, the rest did not yet. */
  | { readonly kind: 'begun'; readonly encoding: Encoding }
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'violation'; readonly violation: Violation }
  /** The peer ended its sending side; all that came before has been stepped. */
  | { readonly kind: 'ended' }
  /** The connection is gone. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'timer' }
  /** The responder is shutting down: a connection between messages is ended, another once its message is done. */
  | { readonly kind: 'drain' };

export type ResponderEffect =
  | { readonly kind: 'send'; readonly message: Message }
  /** Replaces the timer; the machine has one, and its phase says what for. */
  | { readonly kind: 'set-timer'; readonly delayMs: number }
  /** End the sending side once all that was sent is through. */
  | { readonly kind: 'end' }
  /** Stop the timer and close the connection. */
  | { readonly kind: 'close' };

type Step = readonly [ResponderState, readonly ResponderEffect[]];

const NOTHING: readonly ResponderEffect[] = [];

/** A connection was accepted. */
export function acceptConnection(responder: Responder): Step {
  return [{ phase: 'idle', encoding: 'text' }, [{ kind: 'set-timer', delayMs: responder.timers.idleMs }]];
}

/** A connection was accepted that a limit leaves no room for: it is told so, and closed (ERR-11). */
export function rejectConnection(responder: Responder): Step {
  return closeWith(responder, { phase: 'idle', encoding: 'text' }, [
    errorAnswer(responder, blankEcho('text'), 'busy', 'too many connections, try again later'),
  ]);
}

/** One step. Every state takes every event. */
export function stepResponder(responder: Responder, state: ResponderState, event: ResponderEvent): Step {
  if (state.phase === 'closed') return [state, NOTHING];
  if (event.kind === 'lost') return [{ ...state, phase: 'closed' }, [{ kind: 'close' }]];
  if (state.phase === 'closing') return stepClosing(state, event);
  const { timers } = responder;
  switch (event.kind) {
    case 'begun':
      // The limit counts from the first octet and does not start again with later ones.
      if (state.phase === 'receiving') return [state, NOTHING];
      return [{ phase: 'receiving', encoding: event.encoding }, [{ kind: 'set-timer', delayMs: timers.messageMs }]];
    case 'message': {
      const { encoding, name } = event.message;
      const next: ResponderState = { phase: 'idle', encoding };
      if (name === 'end') return closeWith(responder, next, []);
      const answer = answerTo(responder, event.message);
      const rearm = { kind: 'set-timer', delayMs: timers.idleMs } as const;
      return [next, answer === undefined ? [rearm] : [{ kind: 'send', message: answer }, rearm]];
    }
    case 'violation': {
      const { code, echo, expected, actual } = event.violation;
      const text = `expected ${expected}, got ${actual}`;
      return closeWith(responder, { ...state, encoding: echo.encoding }, [errorAnswer(responder, echo, code, text)]);
    }
    case 'ended':
      // Earlier requests have been answered; a message merely begun gets nothing.
      return closeWith(responder, state, []);
    case 'drain':
      if (state.phase === 'receiving') return [state, NOTHING];
      return closeWith(responder, state, [endMessage(responder, state.encoding)]);
    case 'timer': {
      const goodbye =
        state.phase === 'receiving'
          ? errorAnswer(responder, blankEcho(state.encoding), 'timeout', 'the message was not finished in time')
          : endMessage(responder, state.encoding);
      return closeWith(responder, state, [goodbye]);
    }
  }
}

/** Our side is ended; the transport closes once the peer's is too. One that goes on sending is cut off in the end. */
function stepClosing(state: ResponderState, event: ResponderEvent): Step {
  if (event.kind === 'timer') return [{ ...state, phase: 'closed' }, [{ kind: 'close' }]];
  return [state, NOTHING];
}

function closeWith(responder: Responder, state: ResponderState, messages: readonly Message[]): Step {
  return [
    { ...state, phase: 'closing' },
    [
      ...messages.map((message) => ({ kind: 'send', message }) as const),
      { kind: 'end' },
      { kind: 'set-timer', delayMs: responder.timers.discardMs },
    ],
  ];
}

/** What a well-formed request gets, judged in this order: policy, destination, WANT, then the subject's truth (ERR-*). */
function answerTo(responder: Responder, request: Message): Message | undefined {
  const { host, peer } = responder;
  const { destination } = request;
  const aboutStatus = request.name === 'status-request';
  if (!host.allows(peer.address, aboutStatus ? 'status' : 'information')) {
    return refusal(responder, request, 'denied', 'the access policy does not let you ask this');
  }
  if (!host.serves(destination)) {
    return refusal(responder, request, 'not-served', 'this responder does not answer for that destination');
  }
  if (!aboutStatus) return informationFor(responder, request);
  const state = host.stateOf(destination.port);
  return state === 'filtered' ? undefined : answer(request, state, NO_BODY);
}

/** The answer to an information request that policy and destination let pass. */
function informationFor(responder: Responder, request: Message): Message | undefined {
  const { host } = responder;
  const { port } = request.destination;
  const wants = readWants(request.body);
  if (wants === undefined) return refusal(responder, request, 'bad-value', 'WANT is port or os');
  const state = host.stateOf(port);
  if (state === 'filtered') return undefined;
  if (wants.has('port') && state === 'closed') return refusal(responder, request, 'not-open', 'the port is closed');
  const attributes = [
    ...(wants.has('port') ? host.portAttributes(port) : []),
    ...(wants.has('os') ? host.osAttributes() : []),
  ];
  return answer(request, 'information', encodeAttributes(fitAttributes(attributes)));
}

function refusal(responder: Responder, request: Message, code: ErrorCode, text: string): Message {
  return errorAnswer(responder, echoOf(request), code, text);
}

/** The set of things wanted; undefined where there is none or one that version 1 does not know (ERR-14). */
function readWants(body: Uint8Array): ReadonlySet<'port' | 'os'> | undefined {
  const wants = new Set<'port' | 'os'>();
  for (const { name, value } of decodeAttributes(body)) {
    if (name !== 'WANT') continue;
    if (value !== 'port' && value !== 'os') return undefined;
    wants.add(value);
  }
  return wants.size === 0 ? undefined : wants;
}

/** An answer swaps the addresses of its request and repeats its id and encoding (MSG-*). */
function answer(request: Message, name: 'open' | 'closed' | 'information', body: Uint8Array): Message {
  const { encoding, id, source, destination } = request;
  return { name, encoding, id, source: destination, destination: source, body };
}

function echoOf(request: Message): Echo {
  const { name, encoding, id, source, destination } = request;
  return { encoding, kind: messageForms[name].kind, id, addresses: { source, destination } };
}

function errorAnswer(responder: Responder, echo: Echo, code: ErrorCode, text: string): Message {
  const names: Record<MessageKind, 'status-error' | 'refusal'> = { CONNECTION: 'status-error', GET: 'refusal' };
  const { encoding, kind, id, addresses } = echo;
  return {
    name: names[kind],
    encoding,
    id,
    source: addresses?.destination ?? responder.local,
    destination: addresses?.source ?? responder.peer,
    body: encodeError(encoding, code, text),
  };
}

function endMessage(responder: Responder, encoding: Encoding): Message {
  return { name: 'end', encoding, id: 0, source: responder.local, destination: responder.peer, body: NO_BODY };
}
