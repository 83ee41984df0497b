import type { Clock, Timer } from '../runtime/clock.ts';
import type { Change } from './model.ts';

export interface PlayerParts {
  readonly clock: Clock;
  /** Makes a change true; `atMs` is when it was to come, after the beginning. */
  readonly apply: (change: Change, atMs: number) => Promise<void>;
  /** Told once, of the first change that could not be made; none comes after it. */
  readonly failed: (error: unknown) => void;
}

/** A change that is to come. */
interface Due {
  /** After the beginning. */
  readonly atMs: number;
  /** Where it is written in the timeline. */
  readonly index: number;
  readonly change: Change;
}

/**
 * Makes the changes of a timeline when their time comes: in order of time, those of one time as they are written, each
 * once the one before it is made. One that comes again does so by its own time, however long the making takes.
 */
export class TimelinePlayer {
  readonly #parts: PlayerParts;
  readonly #beganMs: number;
  #due: readonly Due[];
  #timer: Timer | undefined;
  #underWay: Promise<void> = Promise.resolve();
  #stopped = false;

  /** Begins: times count from now. */
  constructor(timeline: readonly Change[], parts: PlayerParts) {
    this.#parts = parts;
    this.#beganMs = parts.clock.now();
    this.#due = inOrder(timeline.map((change, index) => ({ atMs: change.atMs, index, change })));
    this.#waitForNext();
  }

  /** Makes no further change; resolves once one that is being made is made, or has failed. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.cancel();
    await this.#underWay;
  }

  #waitForNext(): void {
    const [next] = this.#due;
    if (next === undefined || this.#stopped) return;
    const { clock } = this.#parts;
    const delayMs = this.#beganMs + next.atMs - clock.now();
    this.#timer = clock.setTimer(
      delayMs,
      (due) => {
        this.#underWay = this.#make(due);
      },
      next,
    );
  }

  async #make({ atMs, index, change }: Due): Promise<void> {
    const { everyMs } = change;
    const [, ...others] = this.#due;
    this.#due = everyMs === undefined ? others : inOrder([...others, { atMs: atMs + everyMs, index, change }]);
    try {
      await this.#parts.apply(change, atMs);
    } catch (error) {
      this.#stopped = true;
      this.#parts.failed(error);
    }
    this.#waitForNext();
  }
}

function inOrder(due: readonly Due[]): readonly Due[] {
  return due.toSorted((one, other) => one.atMs - other.atMs || one.index - other.index);
}
