/**
 * Probes that wait for their answers, at first: as octets they are a third of what TCP may send at first (RFC 6928), and
 * a silent host of few ports does not take long.
 */
const INITIAL = 64;

/**
 * How many probes may wait for their answers at once: doubles each round trip up to where something was lost before, then
 * grows by one each round trip, and is halved by a loss, at most once in a round trip (RFC 5681). At least 1.
 */
export class CongestionWindow {
  readonly #ceiling: number;
  #size: number;
  #threshold = Number.POSITIVE_INFINITY;
  #cutMs = Number.NEGATIVE_INFINITY;

  constructor(ceiling: number) {
    this.#ceiling = ceiling;
    this.#size = Math.min(INITIAL, ceiling);
  }

  /** A whole number. */
  get size(): number {
    return Math.floor(this.#size);
  }

  grow(): void {
    this.#size = Math.min(this.#ceiling, this.#size + (this.#size < this.#threshold ? 1 : 1 / this.#size));
  }

  /** Whether it was cut: what was lost within a round trip of the last cut was sent before it. */
  cut(nowMs: number, roundTripMs: number): boolean {
    if (nowMs - this.#cutMs < roundTripMs) return false;
    this.#cutMs = nowMs;
    this.#size = Math.max(1, this.#size / 2);
    this.#threshold = this.#size;
    return true;
  }
}
