import type { PortState, Reason } from './scan.ts';

/**
 * What happened during a run, in order of time: plain data, one JSON object a line in a trace. Times are milliseconds
 * since the run began.
 */
export type TimelineEvent =
  | RunBegan
  | FaultEvent
  | ConnectionOpened
  | ConnectionUp
  | OctetsMoved
  | SendingEnded
  | ConnectionClosed
  | VerdictReached;

interface At {
  readonly atMs: number;
}

/** The first event: what the times count from. */
export interface RunBegan extends At {
  readonly kind: 'began';
  /** Of the scenario, or the command. */
  readonly name: string;
  readonly seed: number;
  /** Wall-clock time of the beginning, in ISO 8601 and UTC. */
  readonly wallClock: string;
}

/** A fault of the world began, changed or ended. */
export interface FaultEvent extends At {
  readonly kind: 'fault';
  readonly change: 'begins' | 'changes' | 'ends';
  readonly host: string;
  /** A port list: `443,8000-8010`. */
  readonly ports: string;
  /** For people: `slow 250 ms ± 50 ms`. */
  readonly fault: string;
}

/** A scanner dials. Addresses are the logical ones that messages carry; `real` is where the connection goes. */
export interface ConnectionOpened extends At {
  readonly kind: 'dial';
  /** Unique within the run, in order of dialling, from 1. */
  readonly connection: number;
  readonly scanner: string;
  readonly address: string;
  readonly port: number;
  readonly real?: { readonly address: string; readonly port: number };
}

export interface ConnectionUp extends At {
  readonly kind: 'up';
  readonly connection: number;
  /** This side's end. */
  readonly local: { readonly address: string; readonly port: number };
}

/** One write, once the connection is up, or one segment as it was read. */
export interface OctetsMoved extends At {
  readonly kind: 'octets';
  readonly connection: number;
  readonly direction: 'sent' | 'received';
  /** Hexadecimal, lower case, without spaces. */
  readonly octets: string;
}

/** We ended our sending side alone: the peer may go on. */
export interface SendingEnded extends At {
  readonly kind: 'end';
  readonly connection: number;
}

/**
 * The connection is over for the scanner. Where the peer ended its side first there may be two: that, and how we closed
 * then or how it failed. After `end` and `close` by the peer nothing is left to close.
 */
export interface ConnectionClosed extends At {
  readonly kind: 'close';
  readonly connection: number;
  /**
   * `scanner`: we closed it. `peer`: the peer ended its side (we may still close later). `error`: it failed, or never
   * came up; `errno` says how.
   */
  readonly by: 'scanner' | 'peer' | 'error';
  readonly errno?: string;
  /** We closed it with a reset. */
  readonly reset?: true;
}

export interface VerdictReached extends At {
  readonly kind: 'verdict';
  readonly scanner: string;
  readonly host: string;
  readonly port: number;
  readonly state: PortState;
  readonly reason: Reason;
  readonly attempts: number;
  readonly elapsedMs: number;
}

/** Takes events as they happen. */
export type TimelineSink = (event: TimelineEvent) => void;
