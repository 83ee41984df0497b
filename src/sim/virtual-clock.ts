import type { Clock, Timer } from '../runtime/clock.ts';
import { type HeapEntry, TimerHeap } from '../runtime/timer-heap.ts';
import { TurnTaker } from './turn-taker.ts';

/**
 * A clock whose time passes only when it is told to, from one timer to the next. It starts at 0 ms.
 *
 * Timers fire in order of their time, and at equal times in the order in which they were set: a run is the same each
 * time, whatever the machine is busy with.
 *
 * After each timer every promise continuation runs that it made ready, however long the chain, before the next timer
 * fires, and before a run ends. So asynchronous code sees the time at which it was woken, as in a real event loop. A
 * promise that waits for anything but this clock (a file, a socket) is not waited for.
 */
export class VirtualClock implements Clock {
  readonly #timers = new TimerHeap<VirtualTimer>();
  #nowMs = 0;
  #timersSet = 0;
  #running = false;

  now(): number {
    return this.#nowMs;
  }

  setTimer<T>(delayMs: number, callback: (argument: T) => void, argument: T): Timer {
    if (!Number.isFinite(delayMs)) throw new RangeError(`a timer needs a finite delay, got ${delayMs}`);
    const dueMs = this.#nowMs + Math.max(delayMs, 0);
    const timer = new VirtualTimer(this.#timers, dueMs, this.#timersSet++, callback as Callback, argument);
    this.#timers.add(timer);
    return timer;
  }

  /** How many timers are set and have neither fired nor been cancelled. */
  get pendingTimers(): number {
    return this.#timers.size;
  }

  /** Fires timers until none is left. Rejects with what a timer's callback throws, as do the other runs. */
  async run(): Promise<void> {
    await this.#fireWhile(() => true);
  }

  /**
   * Fires timers until `condition` holds, which is asked before each of them. Returns whether it held in the end; false
   * means that no timers are left.
   */
  async runUntil(condition: () => boolean): Promise<boolean> {
    await this.#fireWhile(() => !condition());
    return condition();
  }

  /**
   * Fires timers until `work` is settled, and returns what it resolved to or throws what it rejected with. Throws an
   * error where no timers are left and `work` still waits.
   */
  async runUntilSettled<T>(work: Promise<T>): Promise<T> {
    let settled = false;
    const note = () => {
      settled = true;
    };
    work.then(note, note);
    if (!(await this.runUntil(() => settled))) {
      throw new Error(`stuck at ${this.#nowMs} ms: no timers are left, and the work still waits for something else`);
    }
    return work;
  }

  /** Fires every timer that is due in the next `ms` milliseconds, those set meanwhile included, and ends at that time. */
  async advance(ms: number): Promise<void> {
    const endMs = this.#nowMs + ms;
    await this.#fireWhile((timer) => timer.dueMs <= endMs);
    this.#nowMs = endMs;
  }

  async #fireWhile(wanted: (next: VirtualTimer) => boolean): Promise<void> {
    if (this.#running) throw new Error('this clock is being run already: await that run first');
    this.#running = true;
    const turns = new TurnTaker();
    try {
      for (;;) {
        await turns.next();
        const timer = this.#timers.peek();
        if (timer === undefined || !wanted(timer)) return;
        this.#timers.remove(timer);
        this.#nowMs = timer.dueMs;
        timer.callback(timer.argument);
      }
    } finally {
      turns.stop();
      this.#running = false;
    }
  }
}

type Callback = (argument: unknown) => void;

class VirtualTimer implements Timer, HeapEntry {
  heapIndex = -1;
  readonly dueMs: number;
  readonly sequence: number;
  readonly callback: Callback;
  readonly argument: unknown;
  readonly #heap: TimerHeap<VirtualTimer>;

  constructor(heap: TimerHeap<VirtualTimer>, dueMs: number, sequence: number, callback: Callback, argument: unknown) {
    this.#heap = heap;
    this.dueMs = dueMs;
    this.sequence = sequence;
    this.callback = callback;
    this.argument = argument;
  }

  cancel(): void {
    this.#heap.remove(this);
  }
}
