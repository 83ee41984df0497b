import type { Observation, Probe, Prober } from '../../probe/prober.ts';
import type { Clock } from '../../runtime/clock.ts';

/** Drains a prober and writes down what it observes, in short: `12 closed 3` is what index 3 came to, 12 ms after the start. */
export class Observer {
  readonly observations: Observation[] = [];
  readonly log: string[] = [];
  /** How often it was called. */
  calls = 0;
  readonly #prober: Prober;
  readonly #clock: Clock;
  readonly #startedMs: number;
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  constructor(prober: Prober, clock: Clock) {
    this.#prober = prober;
    this.#clock = clock;
    this.#startedMs = clock.now();
    prober.onObservations = () => this.#take();
  }

  /** Resolves once so many observations were made. */
  whenObserved(count: number): Promise<void> {
    if (this.observations.length >= count) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push({ count, resolve });
    });
  }

  /** What became of each probe, without the times. */
  get outcomes(): string[] {
    return this.log.map((line) => line.replace(/^\S+ /, ''));
  }

  #take(): void {
    this.calls += 1;
    for (const observation of this.#prober.drain()) {
      this.observations.push(observation);
      const { kind, code, index } = observation;
      const what = code === undefined ? kind : kind === 'error-reply' ? code : `${kind} ${code}`;
      this.log.push(`${this.#clock.now() - this.#startedMs} ${what} ${index}`);
    }
    const ready = this.#waiting.filter(({ count }) => this.observations.length >= count);
    this.#waiting = this.#waiting.filter((waiter) => !ready.includes(waiter));
    for (const { resolve } of ready) resolve();
  }
}

/** A status probe of a port of 192.0.2.1, with a second to wait. */
export function probe(index: number, port: number, changes: Partial<Probe> = {}): Probe {
  return { index, question: 'status', subject: { address: '192.0.2.1', port }, timeoutMs: 1_000, ...changes };
}
