import { once } from 'node:events';
import net from 'node:net';
import type { SocketAddress } from '../../runtime/connection.ts';
import { Peer } from './peer.ts';
import { waitUntil } from './wait.ts';

/** The server behind a proxy: takes connections and does nothing by itself. */
export class Origin {
  readonly local: SocketAddress;

  /** The connections it has taken, oldest first. */
  readonly accepted: Peer[] = [];

  readonly #server: net.Server;

  private constructor(server: net.Server) {
    this.#server = server;
    const { address, port } = server.address() as net.AddressInfo;
    this.local = { address, port };
    server.on('connection', (socket) => this.accepted.push(new Peer(socket)));
  }

  static async open(): Promise<Origin> {
    const server = net.createServer({ allowHalfOpen: true, noDelay: true }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Origin(server);
  }

  /** The connection of that number, counted from 0, once it has been taken. */
  async connection(number: number): Promise<Peer> {
    await waitUntil(
      () => this.accepted.length > number,
      () => `${this.accepted.length} connections`,
    );
    return this.accepted[number]!;
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const { socket } of this.accepted) socket.destroy();
    await closed;
  }
}
