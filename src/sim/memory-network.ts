import type { Clock } from '../runtime/clock.ts';
import type {
  Acceptor,
  Connection,
  ConnectionHandler,
  Dialer,
  Listener,
  ListenerFactory,
  SocketAddress,
} from '../runtime/connection.ts';
import { createPair, type MemoryConnection } from './memory-connection.ts';
import type { MemoryLink } from './memory-pipe.ts';

/** What stands at an address and port, when somebody dials it. */
export type MemoryEndpoint =
  /** Connections come up. An acceptor that returns undefined resets them then. */
  | { readonly kind: 'accept'; readonly acceptor: Acceptor }
  /** `ECONNREFUSED`, after one round trip. */
  | { readonly kind: 'refuse' }
  /** The SYN vanishes, and nothing ever happens. */
  | { readonly kind: 'drop' }
  /** Somebody on the way reports `errno`, `EHOSTUNREACH` or `ENETUNREACH`, after one round trip. */
  | { readonly kind: 'unreachable'; readonly errno: string }
  /** The dialling machine itself fails, as with `EMFILE`, and no packet leaves. */
  | { readonly kind: 'local-failure'; readonly errno: string };

export interface MemoryNetworkOptions {
  readonly clock: Clock;

  /** Asked within each `dial` what stands at `target`, unless a listener of this network does. */
  readonly resolve: (target: SocketAddress) => MemoryEndpoint;

  /** From one side to the other, in milliseconds: half a round trip. */
  readonly latencyMs: number;

  /**
   * How many octets may be under way or unread in each direction, and how many more a `write` takes before it returns
   * false. 65,536 by default.
   */
  readonly bufferOctets?: number;

  /**
   * Cuts what one `write` was given into the segments in which it arrives; together they must be what was given. By
   * default it arrives in one, or as the buffer has room.
   */
  readonly segment?: (octets: Uint8Array) => Iterable<Uint8Array>;

  /** Hands octets out in a view that is overwritten when `received` returns, so that no handler keeps one unnoticed. */
  readonly poisonViews?: boolean;
}

/** The ports that Linux gives to connections. */
const FIRST_EPHEMERAL_PORT = 32_768;
const LAST_EPHEMERAL_PORT = 60_999;

const DEFAULT_BUFFER_OCTETS = 65_536;

/**
 * A network within the process, in real or in virtual time. What stands where is asked for when somebody dials, so a
 * host with all its ports costs nothing until then. Connections, listeners and local ports are numbered in the order in
 * which they are asked for, and nothing is left to chance.
 */
export class MemoryNetwork implements Dialer, ListenerFactory {
  readonly #link: MemoryLink;
  readonly #resolve: (target: SocketAddress) => MemoryEndpoint;
  readonly #listeners = new Map<string, MemoryListener>();
  #nextPort = FIRST_EPHEMERAL_PORT;

  constructor(options: MemoryNetworkOptions) {
    this.#resolve = options.resolve;
    this.#link = {
      clock: options.clock,
      latencyMs: options.latencyMs,
      bufferOctets: options.bufferOctets ?? DEFAULT_BUFFER_OCTETS,
      segment: options.segment ?? inOneSegment,
      poisonViews: options.poisonViews ?? false,
    };
  }

  /** Dials from the loopback address of the target's family. */
  dial(target: SocketAddress, handler: ConnectionHandler): Connection {
    return this.#dial(target.address.includes(':') ? '::1' : '127.0.0.1', target, handler);
  }

  /** A dialler whose connections come from `address`. */
  dialerAt(address: string): Dialer {
    return { dial: (target, handler) => this.#dial(address, target, handler) };
  }

  /** Listens at exactly this address, which nobody else may have; rejects with an `AddressInUseError` otherwise. */
  async listen(local: SocketAddress, acceptor: Acceptor): Promise<Listener> {
    const { address } = local;
    const port = local.port === 0 ? this.#freePort(address) : local.port;
    const key = keyOf({ address, port });
    if (this.#listeners.has(key)) throw new AddressInUseError({ address, port });
    const listener = new MemoryListener({ address, port }, acceptor, () => this.#listeners.delete(key));
    this.#listeners.set(key, listener);
    return listener;
  }

  #dial(address: string, target: SocketAddress, handler: ConnectionHandler): Connection {
    const endpoint = this.#listeners.get(keyOf(target))?.endpoint ?? this.#resolve(target);
    const from = { address, port: this.#portTowards(target, address) };
    const { dialled, accepted } = createPair(this.#link, from, target);
    dialled.handTo(handler);
    const { clock, latencyMs } = this.#link;
    switch (endpoint.kind) {
      case 'accept':
        clock.setTimer(2 * latencyMs, establishDialled, {
          dialled,
          accepted,
          acceptor: endpoint.acceptor,
          link: this.#link,
        });
        break;
      case 'refuse':
        clock.setTimer(2 * latencyMs, fail, { dialled, errno: 'ECONNREFUSED' });
        break;
      case 'unreachable':
        clock.setTimer(2 * latencyMs, fail, { dialled, errno: endpoint.errno });
        break;
      case 'local-failure':
        clock.setTimer(0, fail, { dialled, errno: endpoint.errno });
        break;
      case 'drop':
        break;
    }
    return dialled;
  }

  /** The next local port; never such that the connection would be one with itself. */
  #portTowards(target: SocketAddress, address: string): number {
    const port = this.#takePort();
    return port === target.port && address === target.address ? this.#takePort() : port;
  }

  #freePort(address: string): number {
    for (let port = FIRST_EPHEMERAL_PORT; port <= LAST_EPHEMERAL_PORT; port++) {
      if (!this.#listeners.has(keyOf({ address, port }))) return port;
    }
    throw new AddressInUseError({ address, port: 0 });
  }

  #takePort(): number {
    const port = this.#nextPort;
    this.#nextPort = port === LAST_EPHEMERAL_PORT ? FIRST_EPHEMERAL_PORT : port + 1;
    return port;
  }
}

/** Thrown by `listen` where somebody listens already, or where no port is left. */
export class AddressInUseError extends Error {
  readonly code = 'EADDRINUSE';

  constructor({ address, port }: SocketAddress) {
    super(port === 0 ? `every port of ${address} is taken` : `somebody listens at ${address} port ${port} already`);
    this.name = 'AddressInUseError';
  }
}

class MemoryListener implements Listener {
  readonly local: SocketAddress;
  readonly endpoint: MemoryEndpoint;
  readonly #leave: () => void;
  #isOpen = true;

  constructor(local: SocketAddress, acceptor: Acceptor, leave: () => void) {
    this.local = local;
    // A connection whose handshake the listener does not live to see is reset.
    this.endpoint = { kind: 'accept', acceptor: (connection) => (this.#isOpen ? acceptor(connection) : undefined) };
    this.#leave = leave;
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#leave();
  }
}

interface Handshake {
  readonly link: MemoryLink;
  readonly dialled: MemoryConnection;
  readonly accepted: MemoryConnection;
  readonly acceptor: Acceptor;
}

/** The dialling side has the answer to its SYN; its own ACK is what brings the other side up. */
function establishDialled(handshake: Handshake): void {
  const { dialled, link } = handshake;
  if (dialled.isGone) return;
  link.clock.setTimer(link.latencyMs, establishAccepted, handshake);
  dialled.establish();
  dialled.tellConnected();
}

function establishAccepted({ accepted, acceptor }: Handshake): void {
  accepted.establish();
  const handler = acceptor(accepted);
  if (handler === undefined) accepted.reset();
  else accepted.handTo(handler);
}

function fail({ dialled, errno }: { dialled: MemoryConnection; errno: string }): void {
  dialled.close(errno);
}

function keyOf({ address, port }: SocketAddress): string {
  return `${address} ${port}`;
}

function inOneSegment(octets: Uint8Array): Iterable<Uint8Array> {
  return octets.length === 0 ? [] : [octets];
}
