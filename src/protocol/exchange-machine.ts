import { type Endpoint, sameEndpoint } from './address.ts';
import { type Answer, judgeAnswer, judgeBadAnswer } from './answer.ts';
import type { Encoding, Message } from './message.ts';
import { type Question, requestMessage } from './request.ts';
import type { Violation } from './violation.ts';

/**
 * One exchange in direct mode, as the scanner sees it: a TCP connection, one request, one answer (clauses STATUS-*,
 * INFO-*, SCAN-*). Pure: `stepExchange(state, event)` gives the next state and what to do.
 */

/** What is asked; the same for the whole exchange. */
export interface Exchange {
  readonly question: Question;
  /** Of a status request; a GET is always binary. */
  readonly encoding: Encoding;
  /** Of the request, from 1 up. */
  readonly id: number;
  /** The subject port; logical, wherever the connection really goes. */
  readonly subject: Endpoint;
  /** Bounds the wait for the TCP answer and, from when the request was sent, the wait for its answer. */
  readonly timeoutMs: number;
}

export type ExchangeState =
  | { readonly phase: 'connecting'; readonly exchange: Exchange }
  | {
      readonly phase: 'waiting';
      readonly exchange: Exchange;
      readonly source: Endpoint;
      /** Whether an answer has begun and is not whole. */
      readonly begun: boolean;
    }
  | { readonly phase: 'done' };

export type ExchangeEvent =
  | { readonly kind: 'connected'; readonly local: Endpoint; readonly remote: Endpoint }
  /** The first octets of an answer came, the rest did not yet. */
  | { readonly kind: 'begun' }
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'violation'; readonly violation: Violation }
  /** The peer ended its sending side. */
  | { readonly kind: 'ended' }
  /** The connection failed, before it was up or after: the symbolic errno. */
  | { readonly kind: 'failed'; readonly errno: string }
  | { readonly kind: 'timer' };

export type ExchangeEffect =
  | { readonly kind: 'connect' }
  | { readonly kind: 'send'; readonly message: Message }
  /** Replaces the timer; the machine has one. */
  | { readonly kind: 'set-timer'; readonly delayMs: number }
  /** The exchange is over: stop the timer, close the connection. */
  | { readonly kind: 'settle'; readonly outcome: Outcome };

/** What came of one exchange. */
export type Outcome =
  | Answer
  /** TCP is up and nothing more was asked. */
  | { readonly kind: 'connected' }
  | { readonly kind: 'refused' | 'no-response' | 'unreachable' | 'no-reply' | 'reset' | 'hangup' | 'cut' }
  /** Something on this machine failed: no statement about the peer. */
  | { readonly kind: 'local'; readonly errno: string };

export type OutcomeKind = Outcome['kind'];

type Step = readonly [ExchangeState, readonly ExchangeEffect[]];

const DONE: ExchangeState = { phase: 'done' };
const NOTHING: readonly ExchangeEffect[] = [];

/** Begins an exchange. */
export function beginExchange(exchange: Exchange): Step {
  return [{ phase: 'connecting', exchange }, [{ kind: 'connect' }, { kind: 'set-timer', delayMs: exchange.timeoutMs }]];
}

/** One step. Every state takes every event; a done exchange ignores what still comes. */
export function stepExchange(state: ExchangeState, event: ExchangeEvent): Step {
  switch (state.phase) {
    case 'connecting':
      return stepConnecting(state, event);
    case 'waiting':
      return stepWaiting(state, event);
    case 'done':
      return [state, NOTHING];
  }
}

function stepConnecting(state: ExchangeState & { phase: 'connecting' }, event: ExchangeEvent): Step {
  const { exchange } = state;
  switch (event.kind) {
    case 'connected': {
      // Nothing listens: the kernel has connected the socket to itself (simultaneous open with its own port).
      if (sameEndpoint(event.local, event.remote)) return settle({ kind: 'refused' });
      const { question, encoding, id, subject, timeoutMs } = exchange;
      if (question === 'tcp') return settle({ kind: 'connected' });
      const message = requestMessage({ question, encoding, id, source: event.local, destination: subject });
      return [
        { phase: 'waiting', exchange, source: event.local, begun: false },
        [
          { kind: 'send', message },
          { kind: 'set-timer', delayMs: timeoutMs },
        ],
      ];
    }
    case 'failed':
      return settle(classifyFailure(event.errno, false));
    case 'timer':
      return settle({ kind: 'no-response' });
    default:
      return [state, NOTHING];
  }
}

function stepWaiting(state: ExchangeState & { phase: 'waiting' }, event: ExchangeEvent): Step {
  const { exchange, source, begun } = state;
  switch (event.kind) {
    case 'begun':
      return begun ? [state, NOTHING] : [{ ...state, begun: true }, NOTHING];
    case 'message': {
      // A responder's `end` counts as ending the connection, and nothing of an answer came before it.
      if (event.message.name === 'end') return settle({ kind: 'hangup' });
      const { question, encoding, id, subject } = exchange;
      if (question === 'tcp') return [state, NOTHING];
      return settle(judgeAnswer({ question, encoding, id, source, destination: subject }, event.message));
    }
    case 'violation':
      return settle(judgeBadAnswer(event.violation));
    case 'ended':
      return settle({ kind: begun ? 'cut' : 'hangup' });
    case 'failed':
      // A connection that was up and died of silence got its TCP answer: what is missing is the reply.
      return settle(event.errno === 'ETIMEDOUT' && !begun ? { kind: 'no-reply' } : classifyFailure(event.errno, begun));
    case 'timer':
      return settle({ kind: begun ? 'cut' : 'no-reply' });
    case 'connected':
      return [state, NOTHING];
  }
}

const peerFailures: Readonly<Record<string, OutcomeKind & ('refused' | 'no-response' | 'unreachable' | 'reset')>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'no-response',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
};

/** What an errno says of the peer; every errno that says nothing of it is a failure of this machine. */
export function classifyFailure(errno: string, begun: boolean): Outcome {
  const kind = peerFailures[errno];
  if (kind === undefined) return { kind: 'local', errno };
  return { kind: begun ? 'cut' : kind };
}

function settle(outcome: Outcome): Step {
  return [DONE, [{ kind: 'settle', outcome }]];
}
