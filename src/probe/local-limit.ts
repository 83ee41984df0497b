import { BackOff } from './back-off.ts';

/** Up to this share of what this machine could not do any more, growth is quick. */
const SAFE_SHARE = 7 / 8;
/** Beyond it, it is so much slower: the limit is tried again rarely, and others on this machine have the rest. */
const CAUTION = 16;

/**
 * How many probes this machine can have under way at once, learned from local failures (no descriptor, port or buffer
 * left): each halves it and pauses sending; it grows back by one for every window of probes that went well.
 */
export class LocalLimit {
  readonly #ceiling: number;
  readonly #backOff = new BackOff();
  #limit: number;
  /** Where the last failure was. */
  #tooMany = Number.POSITIVE_INFINITY;

  constructor(ceiling: number) {
    this.#ceiling = ceiling;
    this.#limit = ceiling;
  }

  /** A whole number, at least 1. */
  get limit(): number {
    return Math.floor(this.#limit);
  }

  /** Nothing may be sent before. */
  get pausedUntilMs(): number {
    return this.#backOff.untilMs;
  }

  /** `underWay` counts the probe that failed. */
  failed(atMs: number, underWay: number): void {
    if (!this.#backOff.failed(atMs)) return;
    this.#tooMany = Math.min(this.#limit, Math.max(1, underWay));
    this.#limit = Math.max(1, this.#tooMany / 2);
  }

  succeeded(): void {
    this.#backOff.succeeded();
    const step = this.#limit < SAFE_SHARE * this.#tooMany ? 1 : 1 / CAUTION;
    this.#limit = Math.min(this.#ceiling, this.#limit + step / this.#limit);
  }
}
