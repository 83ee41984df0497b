import type { SocketAddress } from '../runtime/connection.ts';

/** What is true of a target: no suite can know it, so somebody says it. */

export interface TargetProfile {
  /** Where its agent listens; undefined for a target in direct mode. */
  readonly agent: SocketAddress | undefined;
  /** The host that it answers for. */
  readonly address: string;
  readonly open: readonly number[];
  readonly closed: readonly number[];
  readonly filtered: readonly number[];
  /** Logical ports with a listener of their own, and where that is. */
  readonly direct: ReadonlyMap<number, SocketAddress>;
  /** The services of open ports, by port; `unknown` where the responder does not know it. */
  readonly services: ReadonlyMap<number, string>;
  /** The family of the operating system; `unknown` where the responder does not know it. */
  readonly osFamily: string | undefined;
  /** What it does not let us ask. */
  readonly denied: ReadonlySet<'status' | 'information'>;
  readonly limits: TargetLimits;
  /**
   * Something stands between that ends connections or translates addresses, as a proxy or a port mapping does: the
   * addresses of a connection are others for the target than for us.
   */
  readonly proxied: boolean;
}

/** Limits of section 13 that can be configured; undefined where nobody says what they are. */
export interface TargetLimits {
  readonly messageMs?: number;
  readonly idleMs?: number;
  readonly writeMs?: number;
  /** Connections that it serves at the same time for us. */
  readonly connections?: number;
}

/** A target of which only one thing is known: an open port that is asked on its own listener. */
export function directTarget(listener: SocketAddress): TargetProfile {
  return {
    agent: undefined,
    address: listener.address,
    open: [listener.port],
    closed: [],
    filtered: [],
    direct: new Map([[listener.port, listener]]),
    services: new Map(),
    osFamily: undefined,
    denied: new Set(),
    limits: {},
    proxied: false,
  };
}

/** Where the connections of a case go, and the port that is asked about there where nothing else is said. */
export interface Door {
  readonly mode: 'agent' | 'direct';
  readonly listener: SocketAddress;
  readonly port: number;
}

/** The door of that mode, or the target's usual one; undefined where the target has none. */
export function doorOf({ agent, open, direct }: TargetProfile, mode?: 'agent' | 'direct'): Door | undefined {
  const usual = agent === undefined ? 'direct' : 'agent';
  if ((mode ?? usual) === 'agent') {
    return agent === undefined || open[0] === undefined ? undefined : { mode: 'agent', listener: agent, port: open[0] };
  }
  const [first] = direct;
  return first === undefined ? undefined : { mode: 'direct', listener: first[1], port: first[0] };
}
