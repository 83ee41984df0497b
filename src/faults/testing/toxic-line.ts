import type { Clock, Timer } from '../../runtime/clock.ts';
import { ChunkQueue } from '../embedded/chunk-queue.ts';
import { Stage } from '../embedded/stage.ts';
import type { Toxic, ToxicType } from '../embedded/toxic.ts';
import { seededRandom } from './sources.ts';

interface Pending {
  readonly dueMs: number;
  fire(): void;
}

/** Time that stands still until it is told to go on. */
class ManualClock implements Clock {
  #nowMs = 0;
  readonly #pending = new Set<Pending>();

  now(): number {
    return this.#nowMs;
  }

  setTimer<T>(delayMs: number, callback: (argument: T) => void, argument: T): Timer {
    const pending = { dueMs: this.#nowMs + delayMs, fire: () => callback(argument) };
    this.#pending.add(pending);
    return { cancel: () => this.#pending.delete(pending) };
  }

  /** How many timers are set. */
  get timers(): number {
    return this.#pending.size;
  }

  /** Goes on by `byMs`, and fires what is due on the way, in order. */
  async advance(byMs: number): Promise<void> {
    const untilMs = this.#nowMs + byMs;
    await settle();
    for (;;) {
      const next = [...this.#pending].filter(({ dueMs }) => dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs)[0];
      if (next === undefined) break;
      this.#nowMs = Math.max(this.#nowMs, next.dueMs);
      this.#pending.delete(next);
      next.fire();
      await settle();
    }
    this.#nowMs = untilMs;
  }
}

/** Lets everything go on that waits for no timer. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** One toxic on one direction of one connection, without a network and in time that stands still. */
export class ToxicLine {
  readonly clock = new ManualClock();

  /** What came through, with the time when it did; `end` for the end. */
  readonly out: [text: string, atMs: number][] = [];

  readonly toxic: Toxic;
  readonly #stage: Stage;

  constructor(type: ToxicType, attributes: Record<string, number>, { toxicity = 1, seed = 1 } = {}) {
    this.toxic = {
      name: 'under test',
      typeName: 'any',
      type,
      stream: 'downstream',
      direction: 'downstream',
      toxicity,
      attributes: { ...type.defaults, ...attributes },
    };
    const output = new ChunkQueue();
    output.onReadable = () => {
      for (let chunk = output.shift(); chunk !== undefined; chunk = output.shift()) {
        this.out.push([Buffer.from(chunk.data).toString(), this.clock.now()]);
      }
      if (output.ended) this.out.push(['end', this.clock.now()]);
    };
    this.#stage = new Stage(this.toxic, output, { clock: this.clock, random: seededRandom(seed) });
    this.#stage.start();
  }

  /** Lets octets arrive now. */
  send(text: string): void {
    this.#stage.input.push({ data: Buffer.from(text), arrivedAtMs: this.clock.now() });
  }

  /** Lets the end of the stream arrive now. */
  end(): void {
    this.#stage.input.end();
  }

  /** Changes attributes of the toxic and starts it again. */
  update(attributes: Record<string, number>): void {
    this.toxic.attributes = { ...this.toxic.attributes, ...attributes };
    this.#stage.interrupt();
    this.#stage.start();
  }

  /** Stops the toxic, as a change in its neighbourhood does. */
  interrupt(): void {
    this.#stage.interrupt();
  }

  /** What came through so far, as one text. */
  get text(): string {
    return this.out.map(([text]) => text).join('');
  }
}
