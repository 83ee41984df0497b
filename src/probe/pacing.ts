import type { Observation } from './prober.ts';

/** Turns observations and the clock into how much may be under way, how fast, and how long an attempt may take. */
export interface PacingController {
  /** How long one attempt may wait for its answer. */
  readonly timeoutMs: number;

  /** How many probes may be sent now, with `underWay` in flight. */
  allowance(underWay: number, nowMs: number): number;

  /** When to ask again after an allowance of 0 that no observation will change; undefined: after the next observation. */
  nextChangeMs(underWay: number, nowMs: number): number | undefined;

  /** Tells of probes sent. */
  sent(count: number, nowMs: number): void;

  /** Tells of an observation. */
  observed(observation: Observation): void;
}

export interface FixedPacingOptions {
  /** Probes under way at most. */
  readonly concurrency: number;
  /** Probes sent per second at most; undefined: no limit. */
  readonly ratePerSecond?: number;
  readonly timeoutMs: number;
}

/** After a failure nothing is sent for this long, doubling up to the limit while failures go on. */
const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 640;
/** A rate limit lets probes gather for this long, so that a timer per probe is not needed. */
const BURST_MS = 10;
/** What counting in fractions of intervals may be wrong by. */
const ROUNDING = 1e-9;

/**
 * A fixed window that yields to this machine's limits alone: a local failure (no descriptor, port or buffer left) halves
 * it and pauses sending; it grows back by one for every window of probes that went well. An agent that cannot be reached
 * pauses sending too, so that one that is being restarted does not cost every port its attempts.
 */
export class FixedPacing implements PacingController {
  readonly timeoutMs: number;
  readonly #ceiling: number;
  /** Between two probes, on average, where there is a rate. */
  readonly #intervalMs: number | undefined;
  readonly #burst: number;
  #window: number;
  #pauseMs = FIRST_PAUSE_MS;
  #pausedUntilMs = Number.NEGATIVE_INFINITY;
  /** From when on the rate lets the next probe go. */
  #dueMs: number | undefined;

  constructor(options: FixedPacingOptions) {
    this.timeoutMs = options.timeoutMs;
    this.#ceiling = options.concurrency;
    this.#window = options.concurrency;
    const { ratePerSecond } = options;
    this.#intervalMs = ratePerSecond === undefined ? undefined : 1_000 / ratePerSecond;
    this.#burst = this.#intervalMs === undefined ? 1 : Math.max(1, BURST_MS / this.#intervalMs);
  }

  allowance(underWay: number, nowMs: number): number {
    if (nowMs < this.#pausedUntilMs) return 0;
    const room = Math.max(0, Math.floor(this.#window) - underWay);
    if (this.#intervalMs === undefined) return room;
    const dueMs = this.#dueAt(nowMs, this.#intervalMs);
    return dueMs > nowMs ? 0 : Math.min(room, Math.floor((nowMs - dueMs) / this.#intervalMs + ROUNDING) + 1);
  }

  nextChangeMs(underWay: number, nowMs: number): number | undefined {
    if (nowMs < this.#pausedUntilMs) return this.#pausedUntilMs;
    if (underWay >= Math.floor(this.#window) || this.#intervalMs === undefined) return undefined;
    return Math.max(nowMs, this.#dueAt(nowMs, this.#intervalMs));
  }

  sent(count: number, nowMs: number): void {
    if (this.#intervalMs === undefined) return;
    this.#dueMs = this.#dueAt(nowMs, this.#intervalMs) + count * this.#intervalMs;
  }

  observed(observation: Observation): void {
    const { kind } = observation;
    if (kind === 'local' || kind === 'unreached') {
      // One burst of failures is one event: those that were under way when the first came back tell nothing new.
      if (observation.atMs < this.#pausedUntilMs) return;
      if (kind === 'local') this.#window = Math.max(1, this.#window / 2);
      this.#pausedUntilMs = observation.atMs + this.#pauseMs;
      this.#pauseMs = Math.min(LONGEST_PAUSE_MS, this.#pauseMs * 2);
      return;
    }
    this.#pauseMs = FIRST_PAUSE_MS;
    this.#window = Math.min(this.#ceiling, this.#window + 1 / this.#window);
  }

  /** When the next probe is due; never so long ago that more than a burst would have gathered. */
  #dueAt(nowMs: number, intervalMs: number): number {
    return Math.max(this.#dueMs ?? nowMs, nowMs - (this.#burst - 1) * intervalMs);
  }
}
