import type { Random } from '../../runtime/random.ts';
import type { Chunk } from './chunk-queue.ts';

/** A kind of fault: how the octets of one direction of one connection get through it. */
export interface ToxicType<Attributes extends Record<string, number> = Record<string, number>> {
  /** Its attributes, whole numbers all, as they are where a client leaves them out. */
  readonly defaults: Attributes;

  /** How many chunks may wait in front of it before its writer has to stop; few by default. */
  readonly bufferedChunks?: number;

  /** Whether connections made while it exists close with a reset, whatever closes them. */
  readonly resetsOnClose?: true;

  /** Whether removing it closes the connections that it was on. */
  readonly closesWhenRemoved?: true;

  /** Says what is wrong with attributes that it cannot work with. */
  reject?(attributes: Attributes): string | undefined;

  /**
   * Lets octets through until the stream ends or closes. It is run again from the start when its attributes or its
   * neighbours in the chain change; the run before is then abandoned: what it awaits never settles.
   */
  pipe(run: ToxicRun, attributes: Attributes): Promise<void>;
}

/** What a toxic works with while it runs. */
export interface ToxicRun {
  readonly random: Random;

  /** What the toxic remembers of this connection from run to run. */
  readonly memory: { passedOctets: number };

  /** The clock's milliseconds. */
  now(): number;

  /**
   * Takes the next chunk once there is one and what comes after has room. A chunk taken and not passed on is dropped by
   * the next take, but passed on when the run is abandoned. Undefined at the end of the stream, and where nothing came
   * `withinMs`.
   */
  take(withinMs?: number): Promise<Chunk | undefined>;

  /** Passes the chunk in hand on, or its first `octets`, keeping the rest in hand. */
  pass(octets?: number): void;

  /** Resolves in `delayMs`, at once if that is not above 0, never if it is infinite. */
  sleep(delayMs: number): Promise<void>;

  /** Ends the stream for what comes after. Nothing passes any more. */
  close(): void;

  /** Closes in `delayMs`, whatever happens to the toxic in the meantime. */
  closeAfter(delayMs: number): void;
}

/** A toxic on a proxy, as its client set it. */
export interface Toxic {
  readonly name: string;
  readonly typeName: string;
  readonly type: ToxicType;

  /** The direction in the client's own spelling. */
  readonly stream: string;

  readonly direction: Direction;

  /** The chance that a run of it has any effect. */
  toxicity: number;

  attributes: Record<string, number>;
}

/** `upstream` is from the client to the server, `downstream` is back. */
export const directions = ['upstream', 'downstream'] as const;

export type Direction = (typeof directions)[number];

/** A draw from 0 up to but not including 1. */
export function fraction(random: Random): number {
  return random.nextUint32() / 2 ** 32;
}
