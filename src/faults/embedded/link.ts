import type net from 'node:net';
import { ChunkQueue } from './chunk-queue.ts';
import { type Sources, Stage } from './stage.ts';
import type { Toxic } from './toxic.ts';

/**
 * One direction of one connection: what comes in at one socket goes through a chain of toxics and out at the other.
 *
 *     source → queue → stage → queue → … → stage → queue → destination
 *
 * Each stage owns the queue before it. What holds a queue up holds up the socket, and so the peer.
 */
export class Link {
  readonly #source: net.Socket;
  readonly #destination: net.Socket;
  readonly #closeDestination: () => void;
  readonly #sources: Sources;
  readonly #stages: Stage[] = [];

  /** The last queue, which the destination reads. */
  readonly #tail = new ChunkQueue();

  /**
   * @param source a paused socket; octets flow from the next turn on
   * @param closeDestination called once everything has been written that will come out
   */
  constructor(
    source: net.Socket,
    destination: net.Socket,
    toxics: readonly Toxic[],
    sources: Sources,
    closeDestination: () => void,
  ) {
    this.#source = source;
    this.#destination = destination;
    this.#sources = sources;
    this.#closeDestination = closeDestination;
    this.#tail.onReadable = this.#write;
    destination.on('drain', this.#write);
    source.on('data', (data) => {
      this.#head.push({ data, arrivedAtMs: sources.clock.now() });
      if (this.#head.full) source.pause();
    });
    source.on('end', () => this.#head.end());
    source.on('close', () => this.#head.end());
    this.#connect(undefined, this.#tail);
    for (const toxic of toxics) this.add(toxic);
  }

  /** Puts a toxic at the end of the chain. */
  add(toxic: Toxic): void {
    const before = this.#stages.at(-1);
    if (before?.closing) return;
    const stage = new Stage(toxic, this.#tail, this.#sources);
    // What is held there is let go, past the new toxic; so it is when a toxic changes or goes.
    before?.interrupt();
    this.#stages.push(stage);
    stage.start();
    this.#connect(before, stage.input);
  }

  /** Lets a toxic go on with its new attributes. */
  update(toxic: Toxic): void {
    const stage = this.#stages.find((stage) => stage.toxic === toxic);
    if (stage === undefined || stage.closing) return;
    stage.interrupt();
    stage.start();
  }

  /** Takes a toxic out of the chain; what waits for it goes on without it. */
  remove(toxic: Toxic): void {
    const index = this.#stages.findIndex((stage) => stage.toxic === toxic);
    const stage = this.#stages[index];
    if (stage === undefined || stage.closing) return;
    if (toxic.type.closesWhenRemoved) {
      stage.close();
      return;
    }
    const before = this.#stages[index - 1];
    stage.interrupt();
    before?.interrupt();
    stage.input.moveTo(stage.output);
    this.#stages.splice(index, 1);
    this.#connect(before, stage.output);
  }

  /** Stops every toxic. For when both sockets are gone. */
  dispose(): void {
    for (const stage of this.#stages) stage.dispose();
  }

  /** Makes a queue the one that a stage writes to, or the source where there is no stage before it. */
  #connect(before: Stage | undefined, queue: ChunkQueue): void {
    if (before === undefined) {
      queue.onRoom = () => this.#source.resume();
      if (!queue.full) this.#source.resume();
    } else {
      before.output = queue;
      if (!before.closing) before.start();
    }
  }

  /** The first queue, which the source writes to. */
  get #head(): ChunkQueue {
    return this.#stages[0]?.input ?? this.#tail;
  }

  readonly #write = (): void => {
    const destination = this.#destination;
    // Once the destination is gone, what comes stays where it is, and holds up the source until that is closed too.
    while (!destination.destroyed && !destination.writableNeedDrain) {
      const chunk = this.#tail.shift();
      if (chunk === undefined) break;
      destination.write(chunk.data);
    }
    if (this.#tail.ended) this.#closeDestination();
  };
}
