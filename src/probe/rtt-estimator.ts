/** The gains of RFC 6298, section 2.3, and what it multiplies the variation with. */
const MEAN_GAIN = 1 / 8;
const VARIATION_GAIN = 1 / 4;
const VARIATIONS = 4;

export interface RttBounds {
  /** The retransmission timeout is never less. */
  readonly floorMs: number;
  /** It is never more, and is this until there is a sample. */
  readonly ceilingMs: number;
}

/**
 * Estimates round trips as RFC 6298 does. Give it no sample of a port that was asked more than once (Karn's rule): a
 * timeout that was backed off stays so until a sample comes that nothing can be wrong with.
 */
export class RttEstimator {
  readonly #bounds: RttBounds;
  #meanMs: number | undefined;
  #variationMs = 0;
  #backOffs = 0;

  constructor(bounds: RttBounds) {
    this.#bounds = bounds;
  }

  /** SRTT; undefined until there is a sample. */
  get meanMs(): number | undefined {
    return this.#meanMs;
  }

  /** RTO: after so long without an answer none is expected any more. */
  get rtoMs(): number {
    const { floorMs, ceilingMs } = this.#bounds;
    if (this.#meanMs === undefined) return ceilingMs;
    const rtoMs = Math.max(floorMs, this.#meanMs + VARIATIONS * this.#variationMs);
    return Math.min(ceilingMs, rtoMs * 2 ** this.#backOffs);
  }

  sample(rttMs: number): void {
    this.#backOffs = 0;
    if (this.#meanMs === undefined) {
      this.#meanMs = rttMs;
      this.#variationMs = rttMs / 2;
      return;
    }
    this.#variationMs += VARIATION_GAIN * (Math.abs(this.#meanMs - rttMs) - this.#variationMs);
    this.#meanMs += MEAN_GAIN * (rttMs - this.#meanMs);
  }

  /** Something was lost: doubles the timeout (section 5.5). */
  backOff(): void {
    if (this.rtoMs < this.#bounds.ceilingMs) this.#backOffs += 1;
  }
}
