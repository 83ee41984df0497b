import type net from 'node:net';
import { Link } from './link.ts';
import type { Sources } from './stage.ts';
import { type Direction, directions, type Toxic } from './toxic.ts';

/** The toxics of a proxy, for each direction in the order of their creation. */
export type Chains = Readonly<Record<Direction, readonly Toxic[]>>;

/** One client of a proxy, and the connection to the upstream server that was made for it. */
export class Connection {
  readonly #client: net.Socket;
  readonly #upstream: net.Socket;
  #links: Readonly<Record<Direction, Link>> | undefined;
  #resetsOnClose = false;

  /** Resolves when both sockets are gone. */
  readonly closed: Promise<void>;

  /**
   * @param client an accepted socket, paused
   * @param upstream a socket that is connecting, for as long as it takes; the client has its connection already, and
   *   loses it when that fails. Both must allow half-open.
   * @param chains looked at when the upstream socket is connected
   */
  constructor(client: net.Socket, upstream: net.Socket, chains: Chains, sources: Sources) {
    this.#client = client;
    this.#upstream = upstream;
    upstream.once('connect', () => this.#start(chains, sources));
    upstream.once('close', () => {
      if (this.#links === undefined) client.destroy();
    });
    this.closed = Promise.all([client, upstream].map(untilClosed)).then(() => this.#dispose());
  }

  /** The link of a direction; undefined before the upstream socket is connected. */
  link(direction: Direction): Link | undefined {
    return this.#links?.[direction];
  }

  /** Closes both sockets at once, whatever is on its way. */
  destroy(): void {
    for (const socket of [this.#client, this.#upstream]) {
      if (this.#resetsOnClose) socket.resetAndDestroy();
      else socket.destroy();
    }
  }

  #start(chains: Chains, sources: Sources): void {
    this.#resetsOnClose = directions.some((direction) => chains[direction].some(({ type }) => type.resetsOnClose));
    const { upstream, downstream } = chains;
    this.#links = {
      upstream: new Link(this.#client, this.#upstream, upstream, sources, () => this.#close(this.#upstream)),
      downstream: new Link(this.#upstream, this.#client, downstream, sources, () => this.#close(this.#client)),
    };
  }

  /** Closes both directions of a socket once what was written is sent: an end passed on is no half-close. */
  #close(socket: net.Socket): void {
    if (!this.#resetsOnClose) socket.destroySoon();
    else if (socket.writableLength === 0) socket.resetAndDestroy();
    else socket.write('', () => socket.resetAndDestroy());
  }

  #dispose(): void {
    for (const direction of directions) this.#links?.[direction].dispose();
  }
}

async function untilClosed(socket: net.Socket): Promise<void> {
  // An error is followed by the close, which is all that passes on.
  socket.on('error', () => {});
  if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve));
}
