import type { Acceptor, Connection, ConnectionHandler } from '../../runtime/connection.ts';

/**
 * An agent whose connections die: each is reset once so many octets of requests have come, with whatever it had not
 * answered.
 */
export function mortal(agent: Acceptor, { octets }: { octets: number }): { acceptor: Acceptor; deaths(): number } {
  let deaths = 0;
  const died = (): void => {
    deaths += 1;
  };
  const acceptor: Acceptor = (connection) => {
    const handler = agent(connection);
    return handler === undefined ? undefined : new MortalHandler(handler, octets, died);
  };
  return { acceptor, deaths: () => deaths };
}

class MortalHandler implements ConnectionHandler {
  readonly #handler: ConnectionHandler;
  readonly #died: () => void;
  #left: number;

  constructor(handler: ConnectionHandler, octets: number, died: () => void) {
    this.#handler = handler;
    this.#left = octets;
    this.#died = died;
  }

  connected(connection: Connection): void {
    this.#handler.connected(connection);
  }

  received(octets: Uint8Array, connection: Connection): void {
    this.#left -= octets.length;
    if (this.#left >= 0) {
      this.#handler.received(octets, connection);
      return;
    }
    connection.reset();
    this.#handler.closed('ECONNRESET', connection);
    this.#died();
  }

  drained(connection: Connection): void {
    this.#handler.drained(connection);
  }

  ended(connection: Connection): void {
    this.#handler.ended(connection);
  }

  closed(errno: string | undefined, connection: Connection): void {
    this.#handler.closed(errno, connection);
  }
}
