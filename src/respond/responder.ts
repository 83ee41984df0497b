import { defaultResponderTimers, type HostView, type ResponderTimers } from '../protocol/responder-machine.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Acceptor, Connection, ConnectionHandler, SocketAddress } from '../runtime/connection.ts';
import { OctetBudget } from './octet-budget.ts';
import { ResponderConnection, type ResponderParts, responderParts } from './responder-connection.ts';

export interface ResponderLimits {
  /** Connections served at the same time; further ones are told `busy`. */
  readonly connections: number;
  /** The same for one peer address, so that one peer cannot shut out the others. */
  readonly connectionsPerPeer: number;
  /** How long a peer may leave its answers untaken. */
  readonly writeStallMs: number;
  /**
   * Octets held for all connections together: unfinished messages, and what waits while answers are not taken. A few
   * that each connection may hold in any case come on top. One that would hold more than is left is dropped.
   */
  readonly heldOctets: number;
}

export const defaultLimits: ResponderLimits = {
  connections: 10_000,
  connectionsPerPeer: 8_000,
  writeStallMs: 5_000,
  heldOctets: 64 * 2 ** 20,
};

export interface ResponderOptions {
  readonly clock: Clock;
  readonly limits?: ResponderLimits;
  readonly timers?: ResponderTimers;
  /** Parts to run connections by in the place of the specification's, to see what comes of it. */
  readonly parts?: Partial<ResponderParts>;
  /**
   * Called where serving a connection threw, once the connection is closed: a bug of ours, that others are not to suffer
   * from. Where it is missing the error is thrown.
   */
  readonly onCrash?: (error: unknown, peer: SocketAddress) => void;
}

/** Serves the connections of any number of listeners, under common limits. */
export class Responder {
  readonly #clock: Clock;
  readonly #limits: ResponderLimits;
  readonly #timers: ResponderTimers;
  readonly #parts: ResponderParts;
  readonly #onCrash: (error: unknown, peer: SocketAddress) => void;
  readonly #budget: OctetBudget;
  readonly #connections = new Set<ResponderConnection>();
  /** Connections that are served, in all and by peer address; not those that are told `busy`. */
  #served = 0;
  readonly #servedPerPeer = new Map<string, number>();
  #whenEmpty: (() => void)[] = [];
  #draining = false;

  constructor(options: ResponderOptions) {
    this.#clock = options.clock;
    this.#limits = options.limits ?? defaultLimits;
    this.#timers = options.timers ?? defaultResponderTimers;
    this.#parts = { ...responderParts, ...options.parts };
    this.#onCrash = options.onCrash ?? rethrow;
    this.#budget = new OctetBudget(this.#limits.heldOctets);
  }

  /** Connections open now, those told `busy` included. */
  get connectionCount(): number {
    return this.#connections.size;
  }

  /** An acceptor for listeners that answer for `host`. */
  acceptorFor(host: HostView): Acceptor {
    return (connection) => this.#accept(connection, host);
  }

  /**
   * Shuts down: every connection is ended with `end` once no message is begun on it; what is left after `graceMs` is
   * closed. Resolves when no connection is left. Close the listeners first.
   */
  async drain(graceMs: number): Promise<void> {
    this.#draining = true;
    for (const connection of [...this.#connections]) connection.drain();
    if (this.#connections.size === 0) return;
    const timer = this.#clock.setTimer(graceMs, closeAll, this.#connections);
    await new Promise<void>((resolve) => {
      this.#whenEmpty.push(resolve);
    });
    timer.cancel();
  }

  #accept(connection: Connection, host: HostView): ConnectionHandler | undefined {
    const peer = connection.remote.address;
    const ofPeer = this.#servedPerPeer.get(peer) ?? 0;
    const busy = this.#served >= this.#limits.connections || ofPeer >= this.#limits.connectionsPerPeer;
    // Telling each of a flood that we are busy would itself be without limit.
    const turnedAway = this.#connections.size - this.#served;
    if (this.#draining || (busy && turnedAway >= this.#limits.connections)) return undefined;
    if (!busy) this.#count(peer, 1);
    const handler = new ResponderConnection(
      connection,
      {
        context: { host, local: connection.local, peer: connection.remote, timers: this.#timers },
        parts: this.#parts,
        clock: this.#clock,
        writeStallMs: this.#limits.writeStallMs,
        budget: this.#budget,
        crashed: (error) => this.#onCrash(error, connection.remote),
        gone: (gone) => this.#forget(gone, busy ? undefined : peer),
      },
      busy,
    );
    this.#connections.add(handler);
    return handler;
  }

  #count(peer: string, change: 1 | -1): void {
    this.#served += change;
    const ofPeer = (this.#servedPerPeer.get(peer) ?? 0) + change;
    if (ofPeer === 0) this.#servedPerPeer.delete(peer);
    else this.#servedPerPeer.set(peer, ofPeer);
  }

  /** `peer`: the address of one that was served. */
  #forget(connection: ResponderConnection, peer: string | undefined): void {
    if (!this.#connections.delete(connection)) return;
    if (peer !== undefined) this.#count(peer, -1);
    if (this.#connections.size > 0) return;
    for (const resolve of this.#whenEmpty.splice(0)) resolve();
  }
}

function closeAll(connections: ReadonlySet<ResponderConnection>): void {
  for (const connection of [...connections]) connection.destroy();
}

function rethrow(error: unknown): void {
  throw error;
}
