/** Events are counted in stretches of this long. */
const STRETCH_MS = 250;

/** How many answers, or other events, there are per second: those of this stretch of time and of the one before. */
export class RecentRate {
  #stretchMs = Number.NEGATIVE_INFINITY;
  #count = 0;
  #countBefore = 0;
  #most = 0;

  add(nowMs: number): void {
    this.#moveOn(nowMs);
    this.#count += 1;
  }

  /** The most that ever came in one stretch, per second. */
  get most(): number {
    return (Math.max(this.#most, this.#count) * 1_000) / STRETCH_MS;
  }

  perSecond(nowMs: number): number {
    this.#moveOn(nowMs);
    return ((this.#countBefore + this.#count) * 1_000) / (nowMs - this.#stretchMs + STRETCH_MS);
  }

  #moveOn(nowMs: number): void {
    const stretches = Math.floor((nowMs - this.#stretchMs) / STRETCH_MS);
    if (stretches < 1) return;
    this.#most = Math.max(this.#most, this.#count);
    this.#countBefore = stretches === 1 ? this.#count : 0;
    this.#count = 0;
    this.#stretchMs = Number.isFinite(stretches) ? this.#stretchMs + stretches * STRETCH_MS : nowMs;
  }
}
