import type { Acceptor, Connection, ConnectionHandler } from '../runtime/connection.ts';
import { silentHandler } from '../runtime/silent-handler.ts';

/** What stands behind silent ports: takes every connection, says nothing, and never ends one of its own accord. */
export class MuteAcceptor {
  readonly #connections = new Set<Connection>();

  readonly accept: Acceptor = (connection) => {
    this.#connections.add(connection);
    return this.#handler;
  };

  /** Closes the connections that there are. Close the listener first. */
  close(): void {
    for (const connection of this.#connections) connection.destroy();
    this.#connections.clear();
  }

  readonly #handler: ConnectionHandler = {
    ...silentHandler,
    ended: (connection) => {
      connection.destroy();
      this.#connections.delete(connection);
    },
    closed: (_errno, connection) => this.#connections.delete(connection),
  };
}
