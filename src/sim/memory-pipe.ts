import type { Clock } from '../runtime/clock.ts';

/** What every connection of a network has in common. */
export interface MemoryLink {
  readonly clock: Clock;

  /** How long anything takes from one side to the other. */
  readonly latencyMs: number;

  /** How many octets may be under way or unread, and how many more may wait to be sent before `write` says so. */
  readonly bufferOctets: number;

  /** Cuts what was written at once into the segments in which it arrives. */
  readonly segment: (octets: Uint8Array) => Iterable<Uint8Array>;

  /** Whether octets are handed out in a view that is overwritten when the reader returns. */
  readonly poisonViews: boolean;
}

/** The side that writes into a pipe. The pipe calls it from timers, and `hasSentEnd` also from `end` itself. */
export interface PipeWriter {
  /** All that was written is under way, after a `write` that returned false. */
  hasDrained(): void;

  /** All that was written is under way, and the end behind it. */
  hasSentEnd(): void;

  /** Octets arrived at a reader that is gone. */
  wasRefused(): void;
}

/** The side that reads from a pipe. The pipe calls it from timers. */
export interface PipeReader {
  /** Nobody reads here any more. */
  readonly isGone: boolean;

  take(octets: Uint8Array): void;
  takeEnd(): void;
}

const END = Symbol('end');
type Arrival = Uint8Array | typeof END;

/**
 * One direction of a connection. What is written waits until there is room, is under way for the latency, and is held
 * while the reader is paused. What the reader takes makes room for the writer at once, as if acknowledgements took no
 * time.
 */
export class MemoryPipe {
  readonly #link: MemoryLink;
  readonly #writer: PipeWriter;
  readonly #reader: PipeReader;

  /** Segments to be sent, from `#next` on. */
  readonly #waiting: Uint8Array[] = [];
  #next = 0;
  #waitingOctets = 0;

  /** Octets that are under way or held. */
  #sentOctets = 0;

  readonly #held: Arrival[] = [];
  #isOpen = false;
  #isPaused = false;
  #saidFull = false;
  #isEnding = false;
  #hasEnded = false;

  constructor(link: MemoryLink, writer: PipeWriter, reader: PipeReader) {
    this.#link = link;
    this.#writer = writer;
    this.#reader = reader;
  }

  /** Sends what was written so far, and from now on what will be. */
  open(): void {
    this.#isOpen = true;
    this.#send();
  }

  /** Returns false where more waits than the buffer holds; `hasDrained` follows then. Drops what comes after the end. */
  write(octets: Uint8Array): boolean {
    if (this.#isEnding) return false;
    for (const segment of this.#link.segment(octets)) {
      this.#waiting.push(segment);
      this.#waitingOctets += segment.length;
    }
    this.#send();
    const isFull = this.#waitingOctets > this.#link.bufferOctets;
    this.#saidFull ||= isFull;
    return !isFull;
  }

  /** Ends the pipe behind what was written. */
  end(): void {
    this.#isEnding = true;
    this.#send();
  }

  /** Ends the pipe behind what is under way; what waits is lost. */
  abandon(): void {
    this.#waiting.length = this.#next = this.#waitingOctets = 0;
    this.end();
  }

  /** Whether octets have arrived that the reader has not taken. */
  get holdsOctets(): boolean {
    return this.#held.some((arrival) => arrival !== END);
  }

  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    if (this.#held.length > 0) this.#link.clock.setTimer(0, handOverHeld, this);
  }

  /** Hands over what was held, as far as the reader lets it. */
  handOverHeld(): void {
    let handedOver = 0;
    while (handedOver < this.#held.length && !this.#isPaused && !this.#reader.isGone) {
      this.#handOver(this.#held[handedOver]!);
      handedOver += 1;
    }
    this.#held.splice(0, handedOver);
  }

  arrive(arrival: Arrival): void {
    if (this.#reader.isGone) {
      if (arrival !== END) this.#writer.wasRefused();
    } else if (this.#isPaused || this.#held.length > 0) {
      this.#held.push(arrival);
    } else {
      this.#handOver(arrival);
    }
  }

  tellDrained(): void {
    if (!this.#isEnding) this.#writer.hasDrained();
  }

  #handOver(arrival: Arrival): void {
    if (arrival === END) {
      this.#reader.takeEnd();
      return;
    }
    if (this.#link.poisonViews) takePoisoned(this.#reader, arrival);
    else this.#reader.take(arrival);
    this.#sentOctets -= arrival.length;
    this.#send();
  }

  #send(): void {
    if (!this.#isOpen) return;
    while (this.#next < this.#waiting.length) {
      const room = this.#link.bufferOctets - this.#sentOctets;
      if (room <= 0) return;
      this.#sendSegment(this.#takeWaiting(room));
    }
    this.#waiting.length = this.#next = 0;
    if (this.#saidFull) {
      this.#saidFull = false;
      this.#link.clock.setTimer(0, tellDrained, this);
    }
    if (this.#isEnding && !this.#hasEnded) {
      this.#hasEnded = true;
      this.#sendSegment(END);
      this.#writer.hasSentEnd();
    }
  }

  /** The next segment to send, or as much of it as there is room for. */
  #takeWaiting(room: number): Uint8Array {
    const segment = this.#waiting[this.#next]!;
    const taken = segment.subarray(0, room);
    if (taken.length < segment.length) this.#waiting[this.#next] = segment.subarray(room);
    else this.#next += 1;
    this.#waitingOctets -= taken.length;
    this.#sentOctets += taken.length;
    return taken;
  }

  #sendSegment(arrival: Arrival): void {
    this.#link.clock.setTimer(this.#link.latencyMs, arriveAtPipe, { pipe: this, arrival });
  }
}

function arriveAtPipe(segment: { pipe: MemoryPipe; arrival: Arrival }): void {
  segment.pipe.arrive(segment.arrival);
}

function handOverHeld(pipe: MemoryPipe): void {
  pipe.handOverHeld();
}

function tellDrained(pipe: MemoryPipe): void {
  pipe.tellDrained();
}

/** An octet that stands out in a dump and that begins no message. */
const POISON = 0xdb;

function takePoisoned(reader: PipeReader, octets: Uint8Array): void {
  const view = new Uint8Array(octets);
  reader.take(view);
  view.fill(POISON);
}
