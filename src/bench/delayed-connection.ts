import type { Clock } from '../runtime/clock.ts';
import type { Acceptor, Connection, ConnectionHandler, SocketAddress } from '../runtime/connection.ts';

/** An acceptor whose answers, and ends, come later by so much. */
export function delayAnswers(acceptor: Acceptor, delayMs: number, clock: Clock): Acceptor {
  return (connection) => {
    const delayed = new DelayedConnection(connection, delayMs, clock);
    const handler = acceptor(delayed);
    return handler && handOn(handler, delayed);
  };
}

/** A connection whose writes and whose end wait; timers of one delay keep their order. */
class DelayedConnection implements Connection {
  readonly #connection: Connection;
  readonly #delayMs: number;
  readonly #clock: Clock;

  constructor(connection: Connection, delayMs: number, clock: Clock) {
    this.#connection = connection;
    this.#delayMs = delayMs;
    this.#clock = clock;
  }

  get local(): SocketAddress {
    return this.#connection.local;
  }

  get remote(): SocketAddress {
    return this.#connection.remote;
  }

  write(octets: Uint8Array): boolean {
    this.#clock.setTimer(this.#delayMs, (late) => this.#connection.write(late), octets);
    return true;
  }

  end(): void {
    this.#clock.setTimer(this.#delayMs, (connection) => connection.end(), this.#connection);
  }

  destroy(): void {
    this.#connection.destroy();
  }

  reset(): void {
    this.#connection.reset();
  }

  pause(): void {
    this.#connection.pause();
  }

  resume(): void {
    this.#connection.resume();
  }
}

/** A handler that sees the delayed connection in place of the one that it is of. */
function handOn(handler: ConnectionHandler, delayed: Connection): ConnectionHandler {
  return {
    connected: () => handler.connected(delayed),
    received: (octets) => handler.received(octets, delayed),
    drained: () => handler.drained(delayed),
    ended: () => handler.ended(delayed),
    closed: (errno) => handler.closed(errno, delayed),
  };
}
