import type { Acceptor, Connection, ConnectionHandler, Dialer, SocketAddress } from '../../runtime/connection.ts';

/**
 * Passes connections on to an endpoint, octets, ends and resets alike, so that whoever connects meets what stands there.
 * Octets are passed on as fast as the slower side takes them.
 */
export class Relay {
  readonly #dialer: Dialer;
  readonly #target: () => SocketAddress | undefined;
  readonly #passages = new Set<Passage>();

  /** `target` is asked at each connection; where there is none yet, the connection is reset. */
  constructor(dialer: Dialer, target: () => SocketAddress | undefined) {
    this.#dialer = dialer;
    this.#target = target;
  }

  readonly accept: Acceptor = (connection) => {
    const target = this.#target();
    if (target === undefined) return undefined;
    const passage = new Passage(connection, () => this.#passages.delete(passage));
    this.#passages.add(passage);
    passage.far.connection = this.#dialer.dial(target, passage.far);
    return passage.near;
  };

  /** Closes the connections that there are. Close the listener first. */
  close(): void {
    for (const { near, far } of this.#passages) {
      near.connection.destroy();
      far.connection.destroy();
    }
    this.#passages.clear();
  }
}

/** One connection, and the one that it is passed on to. */
class Passage {
  readonly near: Side;
  readonly far: Side;
  readonly #gone: () => void;

  constructor(accepted: Connection, gone: () => void) {
    this.#gone = gone;
    this.near = new Side(this, accepted);
    this.far = new Side(this, accepted);
  }

  otherOf(side: Side): Side {
    return side === this.near ? this.far : this.near;
  }

  /** One side is gone: in order, once both have ended; or else the other one goes the same way. */
  closed(side: Side, errno: string | undefined): void {
    const other = this.otherOf(side);
    if (errno !== undefined && !other.isClosed) {
      other.isClosed = true;
      other.connection.reset();
    }
    if (other.isClosed) this.#gone();
  }
}

class Side implements ConnectionHandler {
  readonly #passage: Passage;
  connection: Connection;
  isClosed = false;

  constructor(passage: Passage, connection: Connection) {
    this.#passage = passage;
    this.connection = connection;
  }

  connected(): void {}

  received(octets: Uint8Array): void {
    if (!this.#other.connection.write(octets.slice())) this.connection.pause();
  }

  drained(): void {
    this.#other.connection.resume();
  }

  ended(): void {
    this.#other.connection.end();
  }

  closed(errno: string | undefined): void {
    this.isClosed = true;
    this.#passage.closed(this, errno);
  }

  get #other(): Side {
    return this.#passage.otherOf(this);
  }
}
