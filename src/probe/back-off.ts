const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 640;

/** Pauses after failures, of 10 ms at first, and doubling up to 640 ms while nothing else happens in between. */
export class BackOff {
  #pauseMs = FIRST_PAUSE_MS;
  #untilMs = Number.NEGATIVE_INFINITY;

  /** When the pause ends, or ended. */
  get untilMs(): number {
    return this.#untilMs;
  }

  /**
   * Whether a pause begins. One burst of failures is one event: what was under way when the first of them came back
   * tells nothing new.
   */
  failed(atMs: number): boolean {
    if (atMs < this.#untilMs) return false;
    this.#untilMs = atMs + this.#pauseMs;
    this.#pauseMs = Math.min(LONGEST_PAUSE_MS, this.#pauseMs * 2);
    return true;
  }

  succeeded(): void {
    this.#pauseMs = FIRST_PAUSE_MS;
  }
}
