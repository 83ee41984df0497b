import type { Observation, Probe, Prober } from '../probe/prober.ts';
import type { Encoding } from '../protocol/message.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Dialer } from '../runtime/connection.ts';
import { DirectAttempt, type DirectAttemptOptions } from './direct-attempt.ts';
import { ObservationQueue } from './observation-queue.ts';
import { TimeLimits } from './time-limits.ts';

export interface DirectProberOptions {
  readonly dialer: Dialer;
  readonly clock: Clock;
  /** Of status requests. */
  readonly encoding: Encoding;
}

/** The id of every request in direct mode: a connection carries one request. */
const REQUEST_ID = 1;

/** The stream engine in direct mode: a connection to the subject port for every probe. */
export class DirectProber extends ObservationQueue implements Prober {
  readonly engine = 'stream';
  readonly mode = 'direct';
  readonly #encoding: Encoding;
  readonly #options: DirectAttemptOptions;
  /**
   * Under way, in no order. No map: a table that it outgrew points to the next one and to what stood in both, so that
   * a collection of young objects, which asks nothing of old tables, would keep every attempt and its socket.
   */
  readonly #attempts: DirectAttempt[] = [];

  constructor({ dialer, clock, encoding }: DirectProberOptions) {
    super();
    this.#encoding = encoding;
    this.#options = { dialer, clock, limits: new TimeLimits(clock), settled: this.#settled };
  }

  submit(probes: readonly Probe[]): void {
    for (const { index, question, subject, timeoutMs } of probes) {
      const exchange = { question, encoding: this.#encoding, id: REQUEST_ID, subject, timeoutMs };
      const attempt = new DirectAttempt(index, exchange, this.#options);
      attempt.slot = this.#attempts.length;
      this.#attempts.push(attempt);
      attempt.begin();
    }
  }

  cancel(index: number): void {
    const attempt = this.#attempts.find((each) => each.index === index);
    if (attempt === undefined) return;
    attempt.abandon();
    this.#forget(attempt);
  }

  close(): void {
    for (const attempt of this.#attempts) attempt.abandon();
    this.#attempts.length = 0;
  }

  readonly #settled = (observation: Observation, attempt: DirectAttempt): void => {
    this.#forget(attempt);
    this.push(observation);
  };

  #forget(attempt: DirectAttempt): void {
    const last = this.#attempts.pop()!;
    if (last === attempt) return;
    this.#attempts[attempt.slot] = last;
    last.slot = attempt.slot;
  }
}
