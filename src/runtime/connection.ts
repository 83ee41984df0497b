/**
 * Stream connections as the rest of the house sees them: over TCP, over memory, in real or in virtual time.
 * Handlers are objects, not closures, so that one object per connection is all that a connection costs.
 */

/** One end of a connection. `address` is an IP address without brackets or zone; IPv4-mapped IPv6 is written as IPv4. */
export interface SocketAddress {
  readonly address: string;
  readonly port: number;
}

/** The local address of a connection that is not up. */
export const NOT_CONNECTED: SocketAddress = { address: '0.0.0.0', port: 0 };

export interface Connection {
  /** This side's address; `NOT_CONNECTED` until the connection is up. */
  readonly local: SocketAddress;

  /** The other side's address. */
  readonly remote: SocketAddress;

  /**
   * Queues octets for sending; they must not be changed afterwards. Returns false when the peer takes them more slowly
   * than they come: stop writing then and wait for `drained`. After `end`, or on a connection that is gone, the octets
   * are dropped and it returns false.
   */
  write(octets: Uint8Array): boolean;

  /** Ends the sending side once all that was written is sent. Receiving goes on. */
  end(): void;

  /** Closes both sides now; what was written and not yet sent may be lost. The handler is not called again. */
  destroy(): void;

  /** Closes with a reset (RST) where the transport has one. The handler is not called again. */
  reset(): void;

  /**
   * Stops reading, so that the peer feels back-pressure. No octets arrive until `resume`; `ended` and `closed` may, where
   * no octets wait before them.
   */
  pause(): void;

  /** Reads again after `pause`. */
  resume(): void;
}

/** What happens on one connection. Calls come in the order below; `closed` is the last. */
export interface ConnectionHandler {
  /**
   * The connection is up (for a dialled connection; an accepted one is up when it is handed over). A peer that accepts
   * and resets at once may show as `closed` with `ECONNRESET` alone.
   */
  connected(connection: Connection): void;

  /** Octets arrived. The view dies when this call returns: copy what must live longer. */
  received(octets: Uint8Array, connection: Connection): void;

  /** Everything written has been taken by the transport, after a `write` that returned false; not after `end`. */
  drained(connection: Connection): void;

  /**
   * The peer ended its sending side. This side may still send. (A reset that is read together with octets before it
   * may show as an end: libuv does not tell them apart.)
   */
  ended(connection: Connection): void;

  /**
   * The connection is gone, or never came up. `errno` is the symbolic error (`ECONNREFUSED`, `ECONNRESET`, `EMFILE` …),
   * undefined where both sides ended in order.
   */
  closed(errno: string | undefined, connection: Connection): void;
}

/** Opens connections. */
export interface Dialer {
  /**
   * Starts a connection to `target` and returns at once; what becomes of it reaches `handler`, never inside this call.
   * Local failures (`EMFILE`, `EADDRNOTAVAIL`, `ENOBUFS` …) arrive at `closed` like remote ones.
   */
  dial(target: SocketAddress, handler: ConnectionHandler): Connection;
}

/** Takes a connection that a peer opened and returns its handler, or undefined to refuse it with a reset. */
export type Acceptor = (connection: Connection) => ConnectionHandler | undefined;

export interface Listener {
  /** Where it really listens: a requested port 0 is resolved here. */
  readonly local: SocketAddress;

  /** Stops accepting and resolves once the port is free. Connections already accepted go on. */
  close(): Promise<void>;
}

/** Opens listeners. */
export interface ListenerFactory {
  /** Listens on `local` (port 0: any free port). Rejects with an error whose `code` is the errno. */
  listen(local: SocketAddress, acceptor: Acceptor): Promise<Listener>;
}
