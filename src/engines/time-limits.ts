import type { Clock, Timer } from '../runtime/clock.ts';
import { type HeapEntry, TimerHeap } from '../runtime/timer-heap.ts';
import { LimitTimer } from './limit-timer.ts';

/**
 * The time limits of many waits, on one timer of the clock: a timer for each would cost a good part of what its
 * connection does. Limits that end at the same time are over in the order in which they were set.
 */
export class TimeLimits {
  readonly #clock: Clock;
  readonly #limits = new TimerHeap<TimeLimit>();
  #limitsSet = 0;
  /**
   * Undefined where no limit is set. It may be that of a limit that was cancelled since: so it is set again once for
   * many limits, not for each.
   */
  #timer: LimitTimer<TimeLimits> | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls `callback(argument)` once, when the limit that begins now and takes `delayMs` is over, as a LimitTimer does. */
  set<T>(delayMs: number, callback: (argument: T) => void, argument: T): Timer {
    const endMs = this.#clock.now() + delayMs;
    const limit = new TimeLimit(this, endMs, this.#limitsSet++, callback as Callback, argument);
    this.#limits.add(limit);
    this.#wait();
    return limit;
  }

  /** For limits alone. */
  cancel(limit: TimeLimit): void {
    this.#limits.remove(limit);
    if (this.#limits.size > 0) return;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** Sees to it that the timer ends no later than the first limit. */
  #wait(): void {
    const first = this.#limits.peek();
    if (first === undefined || (this.#timer !== undefined && this.#timer.endMs <= first.dueMs)) return;
    this.#timer?.cancel();
    this.#timer = new LimitTimer<TimeLimits>(this.#clock, first.dueMs, TimeLimits.#timerFired, this);
  }

  static #timerFired(limits: TimeLimits): void {
    const { reachedMs } = limits.#timer!;
    limits.#timer = undefined;
    for (let first = limits.#limits.peek(); first !== undefined; first = limits.#limits.peek()) {
      if (first.dueMs > reachedMs) break;
      limits.#limits.remove(first);
      first.callback(first.argument);
    }
    limits.#wait();
  }
}

type Callback = (argument: unknown) => void;

class TimeLimit implements Timer, HeapEntry {
  heapIndex = -1;
  readonly dueMs: number;
  readonly sequence: number;
  readonly callback: Callback;
  readonly argument: unknown;
  readonly #limits: TimeLimits;

  constructor(limits: TimeLimits, dueMs: number, sequence: number, callback: Callback, argument: unknown) {
    this.#limits = limits;
    this.dueMs = dueMs;
    this.sequence = sequence;
    this.callback = callback;
    this.argument = argument;
  }

  cancel(): void {
    this.#limits.cancel(this);
  }
}
