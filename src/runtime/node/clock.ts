import type { Clock, Timer } from '../clock.ts';

/** The longest delay that setTimeout takes; it fires anything longer at once. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/**
 * Real time: `performance.now` and `setTimeout`. Node counts timers in whole milliseconds, so one may fire up to a
 * millisecond before `now()` reaches its time, and later by whatever the event loop is busy with: code that must not
 * be early compares with `now()` and waits again.
 */
export const nodeClock: Clock = {
  now() {
    return performance.now();
  },

  setTimer<T>(delayMs: number, callback: (argument: T) => void, argument: T): Timer {
    if (!Number.isFinite(delayMs)) throw new RangeError(`a timer needs a finite delay, got ${delayMs}`);
    if (delayMs > LONGEST_DELAY_MS) return new LongTimer(delayMs, callback, argument);
    return new NodeTimer(setTimeout(callback, delayMs, argument));
  },
};

class NodeTimer implements Timer {
  readonly #timeout: NodeJS.Timeout;

  constructor(timeout: NodeJS.Timeout) {
    this.#timeout = timeout;
  }

  cancel(): void {
    clearTimeout(this.#timeout);
  }
}

/** A delay that setTimeout cannot hold, waited for in stretches that it can. */
class LongTimer<T> implements Timer {
  readonly #callback: (argument: T) => void;
  readonly #argument: T;
  #remainingMs: number;
  #timeout: NodeJS.Timeout;

  constructor(delayMs: number, callback: (argument: T) => void, argument: T) {
    this.#callback = callback;
    this.#argument = argument;
    this.#remainingMs = delayMs;
    this.#timeout = this.#waitAStretch();
  }

  cancel(): void {
    clearTimeout(this.#timeout);
  }

  #waitAStretch(): NodeJS.Timeout {
    const stretchMs = Math.min(this.#remainingMs, LONGEST_DELAY_MS);
    this.#remainingMs -= stretchMs;
    return setTimeout(LongTimer.#stretchIsOver<T>, stretchMs, this);
  }

  static #stretchIsOver<T>(timer: LongTimer<T>): void {
    if (timer.#remainingMs > 0) timer.#timeout = timer.#waitAStretch();
    else timer.#callback(timer.#argument);
  }
}
