/** What may be sent gathers for this long, so that a timer per probe is not needed. */
const BURST_MS = 10;
/** What counting in fractions of intervals may be wrong by. */
const ROUNDING = 1e-9;

/** Lets so many probes go per second, on average, and no more than ten milliseconds of them, or one, at once. */
export class RateLimiter {
  #intervalMs: number;
  /** From when on the next probe may go. */
  #dueMs: number | undefined;

  constructor(ratePerSecond: number) {
    this.#intervalMs = 1_000 / ratePerSecond;
  }

  get ratePerSecond(): number {
    return 1_000 / this.#intervalMs;
  }

  set ratePerSecond(ratePerSecond: number) {
    this.#intervalMs = 1_000 / ratePerSecond;
  }

  /** How many may go now. */
  allowance(nowMs: number): number {
    const dueMs = this.dueMs(nowMs);
    return dueMs > nowMs ? 0 : Math.floor((nowMs - dueMs) / this.#intervalMs + ROUNDING) + 1;
  }

  sent(count: number, nowMs: number): void {
    this.#dueMs = this.dueMs(nowMs) + count * this.#intervalMs;
  }

  /** When the next probe may go; never so long ago that more than a burst would have gathered. */
  dueMs(nowMs: number): number {
    const burst = Math.max(1, BURST_MS / this.#intervalMs);
    return Math.max(this.#dueMs ?? nowMs, nowMs - (burst - 1) * this.#intervalMs);
  }
}
