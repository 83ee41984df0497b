import type { Observation, Probe, Prober } from '../probe/prober.ts';
import type { Encoding } from '../protocol/message.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Dialer } from '../runtime/connection.ts';
import { DirectAttempt } from './direct-attempt.ts';
import { ObservationQueue } from './observation-queue.ts';

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
  readonly #options: DirectProberOptions;
  readonly #attempts = new Map<number, DirectAttempt>();

  constructor(options: DirectProberOptions) {
    super();
    this.#options = options;
  }

  submit(probes: readonly Probe[]): void {
    const { dialer, clock, encoding } = this.#options;
    for (const { index, question, subject, timeoutMs } of probes) {
      const exchange = { question, encoding, id: REQUEST_ID, subject, timeoutMs };
      const attempt = new DirectAttempt(index, exchange, dialer, clock, this.#settled);
      this.#attempts.set(index, attempt);
      attempt.begin();
    }
  }

  cancel(index: number): void {
    this.#attempts.get(index)?.abandon();
    this.#attempts.delete(index);
  }

  close(): void {
    for (const attempt of this.#attempts.values()) attempt.abandon();
    this.#attempts.clear();
  }

  readonly #settled = (observation: Observation): void => {
    this.#attempts.delete(observation.index);
    this.push(observation);
  };
}
