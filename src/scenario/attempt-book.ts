import { classifyFailure, type OutcomeKind } from '../protocol/exchange-machine.ts';
import type { ConnectionClosed, TimelineEvent, TimelineSink } from '../results/timeline.ts';

/** What a recording shows of one connection to a port. Times are of the timeline. */
export interface SeenAttempt {
  readonly dialledMs: number;
  /** Undefined where the connection never came up. */
  readonly upMs?: number;
  /** When the first octets came, and the last. */
  readonly firstMs?: number;
  readonly lastMs?: number;
  /** How many octets came. */
  readonly octets: number;
  /** The first of them, as many as are worth keeping. */
  readonly received: Uint8Array;
  /** How it ended first, and when. */
  readonly close?: Pick<ConnectionClosed, 'by' | 'errno' | 'atMs'>;
}

/** A banner or an error is shorter; what is longer is told by its length. */
const KEPT_OCTETS = 4_096;

type Attempt = { -readonly [Key in keyof SeenAttempt]: SeenAttempt[Key] };

/** Sorts what happens in a scan by the port that it happened to; it holds little however much is received. */
export class AttemptBook {
  readonly #byConnection = new Map<number, Attempt>();
  readonly #byPort = new Map<string, Attempt[]>();

  /** Takes the events of one timeline. */
  readonly take: TimelineSink = (event) => {
    if (event.kind === 'dial') this.#begin(event);
    if (!('connection' in event)) return;
    const attempt = this.#byConnection.get(event.connection);
    if (attempt !== undefined) happen(attempt, event);
  };

  /**
   * The connections to a port, in order of dialling, without those that this machine failed: the attempts of its
   * verdict, and after them those that asked for information.
   */
  of(address: string, port: number): readonly SeenAttempt[] {
    return (this.#byPort.get(`${address} ${port}`) ?? []).filter((attempt) => outcomeOf(attempt) !== 'local');
  }

  /** How long connecting to the host took where it came to something: the median, and 0 where it never did. */
  usualConnectMs(address: string): number {
    const times: number[] = [];
    for (const [key, attempts] of this.#byPort) {
      if (!key.startsWith(`${address} `)) continue;
      for (const { dialledMs, upMs, close } of attempts) {
        const answeredMs = upMs ?? (close?.by === 'error' ? close.atMs : undefined);
        if (answeredMs !== undefined) times.push(answeredMs - dialledMs);
      }
    }
    return times.sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0;
  }

  #begin({ connection, address, port, atMs }: TimelineEvent & { readonly kind: 'dial' }): void {
    const attempt: Attempt = { dialledMs: atMs, octets: 0, received: new Uint8Array() };
    this.#byConnection.set(connection, attempt);
    const key = `${address} ${port}`;
    const before = this.#byPort.get(key);
    if (before === undefined) this.#byPort.set(key, [attempt]);
    else before.push(attempt);
  }
}

function happen(attempt: Attempt, event: TimelineEvent): void {
  switch (event.kind) {
    case 'up':
      attempt.upMs = event.atMs;
      break;
    case 'octets':
      if (event.direction === 'received') receive(attempt, event.octets, event.atMs);
      break;
    case 'close':
      attempt.close ??= event;
      break;
  }
}

function receive(attempt: Attempt, digits: string, atMs: number): void {
  attempt.firstMs ??= atMs;
  attempt.lastMs = atMs;
  attempt.octets += digits.length / 2;
  const room = KEPT_OCTETS - attempt.received.length;
  if (room <= 0) return;
  const more = (digits.slice(0, 2 * room).match(/../g) ?? []).map((digit) => Number.parseInt(digit, 16));
  attempt.received = Uint8Array.from([...attempt.received, ...more]);
}

/** What an attempt shows of its port; `answered` where octets came, whatever they say. */
export function outcomeOf({ upMs, octets, close }: SeenAttempt): OutcomeKind | 'answered' {
  if (octets > 0) return 'answered';
  if (close?.by === 'error' && (upMs === undefined || close.errno !== 'ETIMEDOUT')) {
    return classifyFailure(close.errno ?? '', false).kind;
  }
  if (upMs === undefined) return 'no-response';
  return close?.by === 'peer' ? 'hangup' : 'no-reply';
}
