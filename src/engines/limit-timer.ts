import type { Clock, Timer } from '../runtime/clock.ts';

/**
 * The end of a time limit, the very end included (TIME-8): what arrives at that moment is heard before the limit is over.
 * On a machine that is busy that holds for what has arrived by then and was not read yet.
 */
export class LimitTimer<T> implements Timer {
  /** When the limit ends, by the clock. */
  readonly endMs: number;
  readonly #clock: Clock;
  readonly #callback: (argument: T) => void;
  readonly #argument: T;
  #timer: Timer;
  #reachedMs = Number.NaN;

  /** Calls `callback(argument)` once, when the limit is over. */
  constructor(clock: Clock, endMs: number, callback: (argument: T) => void, argument: T) {
    this.endMs = endMs;
    this.#clock = clock;
    this.#callback = callback;
    this.#argument = argument;
    this.#timer = clock.setTimer(endMs - clock.now(), LimitTimer.#hasEnded<T>, this);
  }

  /** When the end was seen to have come, for the callback: what had arrived by then was heard before it is called. */
  get reachedMs(): number {
    return this.#reachedMs;
  }

  cancel(): void {
    this.#timer.cancel();
  }

  /** The end has come, unless the clock called too early. A timer that is set now waits for what is there to be heard. */
  static #hasEnded<T>(limit: LimitTimer<T>): void {
    limit.#reachedMs = limit.#clock.now();
    const leftMs = limit.endMs - limit.#reachedMs;
    limit.#timer = limit.#clock.setTimer(leftMs, leftMs > 0 ? LimitTimer.#hasEnded<T> : LimitTimer.#isOver<T>, limit);
  }

  static #isOver<T>(limit: LimitTimer<T>): void {
    limit.#callback(limit.#argument);
  }
}
