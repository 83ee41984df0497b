import type { PortResult } from '../results/scan.ts';
import type { RunBegan, TimelineEvent, TimelineSink } from '../results/timeline.ts';
import type { Clock } from '../runtime/clock.ts';

/** An event without its time. */
export type Happening = TimelineEvent extends infer Event
  ? Event extends unknown
    ? Omit<Event, 'atMs'>
    : never
  : never;

/**
 * A run's timeline while it is written: whatever happens goes through it, so that all of it counts from one beginning
 * and all connections of the run, whoever dials them, are numbered in one row.
 */
export class Recording {
  readonly #clock: Clock;
  readonly #sink: TimelineSink;
  readonly #beganMs: number;
  #connections = 0;

  /** Begins the timeline now. */
  constructor(clock: Clock, sink: TimelineSink, run: Omit<RunBegan, 'atMs' | 'kind'>) {
    this.#clock = clock;
    this.#sink = sink;
    this.#beganMs = clock.now();
    sink({ atMs: 0, kind: 'began', ...run });
  }

  /** Writes down what happens now. */
  add(happening: Happening): void {
    this.#sink({ atMs: this.#clock.now() - this.#beganMs, ...happening });
  }

  /** Writes down that a port has its verdict now. */
  addVerdict(scanner: string, { host, port, state, reason, attempts, elapsedMs }: PortResult): void {
    this.add({ kind: 'verdict', scanner, host, port, state, reason, attempts, elapsedMs });
  }

  /** The number of a connection that is being dialled. */
  nextConnection(): number {
    this.#connections += 1;
    return this.#connections;
  }
}
