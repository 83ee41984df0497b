import type { Clock, Timer } from '../../runtime/clock.ts';
import type { Random } from '../../runtime/random.ts';
import { type Chunk, ChunkQueue } from './chunk-queue.ts';
import { fraction, type Toxic, type ToxicRun } from './toxic.ts';
import { noop } from './toxics/noop.ts';

/** Where time and chance come from. */
export interface Sources {
  readonly clock: Clock;
  readonly random: Random;
}

/** The place of one toxic in the chain of one direction of one connection. */
export class Stage {
  readonly toxic: Toxic;
  readonly input: ChunkQueue;
  output: ChunkQueue;
  readonly #sources: Sources;
  readonly #memory = { passedOctets: 0 };
  #run: Run | undefined;
  #closed = false;

  constructor(toxic: Toxic, output: ChunkQueue, sources: Sources) {
    this.toxic = toxic;
    this.input = new ChunkQueue(toxic.type.bufferedChunks);
    this.output = output;
    this.#sources = sources;
  }

  /** Whether it has ended the stream, or is bound to. Nothing changes that, so it must not be started again. */
  get closing(): boolean {
    return this.#closed || this.#run?.closing === true;
  }

  /** Starts the toxic, or lets everything through if chance has it so. Not while it runs. */
  start(): void {
    const effective = fraction(this.#sources.random) < this.toxic.toxicity;
    const run = new Run(this, this.#memory, this.#sources);
    this.#run = run;
    this.input.onReadable = () => run.look();
    this.output.onRoom = () => run.look();
    void (effective ? this.toxic.type : noop).pipe(run, this.toxic.attributes);
  }

  /**
   * Stops the toxic; what it has in hand is passed on at once. Call it in a turn of the event loop of its own, so that
   * no toxic is between taking a chunk and waiting with it.
   */
  interrupt(): void {
    this.#run?.abandon();
  }

  /** Stops the toxic and ends the stream here. */
  close(): void {
    this.#run?.abandon();
    this.#closed = true;
    this.output.end();
  }

  /** Stops the toxic for good, with everything it still meant to do. */
  dispose(): void {
    this.#run?.dispose();
  }
}

/** Settles never: what an abandoned run awaits. It is collected together with the run. */
function never<T>(): Promise<T> {
  return new Promise(() => {});
}

/** One run of a toxic, from its start or the last change around it to the next. */
class Run implements ToxicRun {
  readonly random: Random;
  readonly memory: { passedOctets: number };
  closing = false;
  readonly #stage: Stage;
  readonly #clock: Clock;
  #inHand: Chunk | undefined;
  #abandoned = false;
  #taken: ((chunk: Chunk | undefined) => void) | undefined;
  #timer: Timer | undefined;

  constructor(stage: Stage, memory: { passedOctets: number }, { clock, random }: Sources) {
    this.#stage = stage;
    this.memory = memory;
    this.#clock = clock;
    this.random = random;
  }

  now(): number {
    return this.#clock.now();
  }

  take(withinMs = Infinity): Promise<Chunk | undefined> {
    if (this.#stopped) return never();
    this.#inHand = undefined;
    return new Promise((resolve) => {
      this.#taken = (chunk) => {
        this.#taken = undefined;
        this.#timer?.cancel();
        this.#inHand = chunk;
        resolve(chunk);
      };
      this.look();
      if (this.#taken !== undefined) this.#wait(withinMs, () => this.#taken?.(undefined));
    });
  }

  /** Sees whether the chunk or the end that is being waited for has come. */
  look(): void {
    const { input, output } = this.#stage;
    if (this.#taken === undefined || output.full) return;
    const chunk = input.shift();
    if (chunk !== undefined || input.ended) this.#taken(chunk);
  }

  pass(octets?: number): void {
    const chunk = this.#inHand;
    if (chunk === undefined || this.#stopped) return;
    const { data, arrivedAtMs } = chunk;
    if (octets === undefined || octets >= data.length) {
      this.#inHand = undefined;
      this.#stage.output.push(chunk);
    } else {
      chunk.data = data.subarray(octets);
      this.#stage.output.push({ data: data.subarray(0, octets), arrivedAtMs });
    }
  }

  sleep(delayMs: number): Promise<void> {
    if (this.#stopped) return never();
    return new Promise((resolve) => this.#wait(delayMs, resolve));
  }

  close(): void {
    if (this.#stopped) return;
    this.closing = true;
    this.#stage.output.end();
  }

  closeAfter(delayMs: number): void {
    if (this.#stopped) return;
    this.closing = true;
    this.#wait(delayMs, () => this.#stage.output.end());
  }

  abandon(): void {
    if (this.#stopped) return;
    const chunk = this.#inHand;
    this.dispose();
    if (chunk !== undefined) this.#stage.output.push(chunk);
  }

  dispose(): void {
    this.#abandoned = true;
    this.#timer?.cancel();
    this.#inHand = undefined;
    this.#taken = undefined;
  }

  get #stopped(): boolean {
    return this.#abandoned || this.closing;
  }

  /** Calls back in `delayMs`: not earlier, as a timer may, and at once if that is not above 0. */
  #wait(delayMs: number, callback: () => void): void {
    if (delayMs === Infinity) return;
    const dueMs = this.#clock.now() + delayMs;
    const due = () => {
      const leftMs = dueMs - this.#clock.now();
      if (leftMs > 0) this.#timer = this.#clock.setTimer(leftMs, due, undefined);
      else callback();
    };
    due();
  }
}
