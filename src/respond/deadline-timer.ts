import type { Clock, Timer } from '../runtime/clock.ts';

/**
 * One timer that is set again and again, nearly always to a later time: it lets the running timer fire and then waits
 * for what is left, so that setting it costs no more than reading the clock.
 */
export class DeadlineTimer {
  readonly #clock: Clock;
  readonly #expired: () => void;
  #deadlineMs: number | undefined;
  #firesAtMs = Number.POSITIVE_INFINITY;
  #timer: Timer | undefined;

  constructor(clock: Clock, expired: () => void) {
    this.#clock = clock;
    this.#expired = expired;
  }

  /** Replaces the deadline: `delayMs` from now. */
  set(delayMs: number): void {
    const nowMs = this.#clock.now();
    this.#deadlineMs = nowMs + delayMs;
    if (this.#timer === undefined || this.#firesAtMs > this.#deadlineMs) this.#start(nowMs);
  }

  cancel(): void {
    this.#deadlineMs = undefined;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #start(nowMs: number): void {
    this.#timer?.cancel();
    this.#firesAtMs = this.#deadlineMs!;
    this.#timer = this.#clock.setTimer(this.#firesAtMs - nowMs, fire, this);
  }

  /** For `fire` alone. */
  fired(): void {
    this.#timer = undefined;
    if (this.#deadlineMs === undefined) return;
    const nowMs = this.#clock.now();
    if (nowMs < this.#deadlineMs) {
      this.#start(nowMs);
      return;
    }
    this.#deadlineMs = undefined;
    this.#expired();
  }
}

function fire(timer: DeadlineTimer): void {
  timer.fired();
}
