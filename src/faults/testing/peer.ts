import { once } from 'node:events';
import net from 'node:net';
import type { SocketAddress } from '../../runtime/connection.ts';
import { waitUntil } from './wait.ts';

/** One end of a TCP connection, and everything that happened at it. */
export class Peer {
  readonly socket: net.Socket;

  /** What was received, as text. */
  received = '';

  /** How many reads it came in. */
  reads = 0;

  /** How it ended, if it did: `end` for a FIN, or the errno. */
  ending: string | undefined;

  /** When octets and the ending came, by `performance.now()`. */
  receivedAtMs = Number.NaN;
  endedAtMs = Number.NaN;

  constructor(socket: net.Socket) {
    this.socket = socket;
    const end = (ending: string) => {
      this.ending ??= ending;
      this.endedAtMs = performance.now();
    };
    socket.on('data', (data: Buffer) => {
      this.received += data.toString('latin1');
      this.reads++;
      this.receivedAtMs = performance.now();
    });
    socket.once('end', () => end('end'));
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  }

  /** Connects, and resolves when the connection is up. */
  static async connect(to: SocketAddress): Promise<Peer> {
    const socket = net.connect({ host: to.address, port: to.port, allowHalfOpen: true, noDelay: true });
    const peer = new Peer(socket);
    await once(socket, 'connect');
    return peer;
  }

  send(text: string): void {
    this.socket.write(text, 'latin1');
  }

  /** Waits for so many octets in all. */
  async untilReceived(octets: number): Promise<void> {
    await waitUntil(
      () => this.received.length >= octets,
      () => `${this.received.length} octets and ${this.ending ?? 'no end'}, not ${octets}`,
    );
  }

  /** Waits for the end, and tells how it came. */
  async untilEnded(): Promise<string> {
    await waitUntil(
      () => this.ending !== undefined,
      () => `no end after ${this.received.length} octets`,
    );
    return this.ending!;
  }
}
