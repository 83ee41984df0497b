/** Octets on their way through a chain of toxics. */
export interface Chunk {
  data: Uint8Array;

  /** When the octets came in, in the clock's milliseconds; a latency moves it on. Later toxics count from here. */
  arrivedAtMs: number;
}

/** Enough to keep a connection busy, little enough that a stalled one feels it. */
const DEFAULT_MAX_CHUNKS = 16;

/** What a chunk of the kernel's size times the real server's longest buffer, 1024 chunks, comes to. */
const MAX_OCTETS = 32 * 1024 * 1024;

/**
 * Chunks in order between one writer and one reader. It takes whatever is pushed; `full` asks the writer to stop, and
 * `onRoom` tells it to go on, so what it holds stays bounded by what a writer has in hand.
 */
export class ChunkQueue {
  /** Called when there is a chunk or the end to read. */
  onReadable: () => void = () => {};

  /** Called when a full queue has room again. */
  onRoom: () => void = () => {};

  readonly #maxChunks: number;
  readonly #chunks: Chunk[] = [];
  #octets = 0;
  #noMore = false;

  constructor(maxChunks = DEFAULT_MAX_CHUNKS) {
    this.#maxChunks = maxChunks;
  }

  get full(): boolean {
    return this.#chunks.length >= this.#maxChunks || this.#octets >= MAX_OCTETS;
  }

  /** Whether everything has been read and no more will come. */
  get ended(): boolean {
    return this.#noMore && this.#chunks.length === 0;
  }

  /** Appends a chunk; one that comes after the end is dropped. */
  push(chunk: Chunk): void {
    if (this.#noMore) return;
    this.#chunks.push(chunk);
    this.#octets += chunk.data.length;
    this.onReadable();
  }

  /** Says that no more will come. */
  end(): void {
    if (this.#noMore) return;
    this.#noMore = true;
    this.onReadable();
  }

  /** Takes the oldest chunk, if there is one. */
  shift(): Chunk | undefined {
    const wasFull = this.full;
    const chunk = this.#chunks.shift();
    if (chunk !== undefined) this.#octets -= chunk.data.length;
    if (wasFull && !this.full) this.onRoom();
    return chunk;
  }

  /** Moves everything, the end included, to the end of another queue, whatever room that has. */
  moveTo(other: ChunkQueue): void {
    for (const chunk of this.#chunks.splice(0)) other.push(chunk);
    this.#octets = 0;
    if (this.#noMore) other.end();
  }
}
