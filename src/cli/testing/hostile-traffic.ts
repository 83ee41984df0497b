import { connect, type Socket } from 'node:net';
import { encodeMessage } from '../../protocol/encoder.ts';
import { concatenate } from '../../protocol/octets.ts';
import { requestMessage } from '../../protocol/request.ts';
import type { SocketAddress } from '../../runtime/connection.ts';

/** What peers do to a responder that wish it ill. Each is done again as soon as its connection is over, until stopped. */

const request = requestMessage({
  question: 'status',
  id: 1,
  source: { address: '192.0.2.7', port: 7 },
  destination: { address: '192.0.2.1', port: 1 },
  encoding: 'binary',
});
const longest = encodeMessage({ ...request, body: new Uint8Array(65_535).fill(0x2e) });
const halfMessage = longest.subarray(0, 60_000);
const manyRequests = concatenate(Array.from({ length: 1_000 }, () => encodeMessage(request)));
const oversized = new TextEncoder().encode(
  'PSAP/1 COMMAND CONNECTION SYN\r\nId: 1\r\nSource: 192.0.2.7:7\r\nDestination: 192.0.2.1:1\r\n' +
    `Encoding: text\r\nLength: 70000\r\n\r\n${'x'.repeat(70_000)}`,
);

const attacks = {
  /** Most of a long message, and never its end. */
  'half messages': (socket: Socket) => void socket.resume().write(halfMessage),
  /** Requests upon requests, and no answer taken. */
  'slow readers': (socket: Socket) => {
    socket.pause();
    const more = (): void => {
      while (socket.writable && socket.write(manyRequests));
    };
    socket.on('drain', more);
    more();
  },
  'idle connections': (socket: Socket) => void socket.resume(),
  'oversized bodies': (socket: Socket) => void socket.resume().write(oversized),
  resets: (socket: Socket) => void socket.resume().resetAndDestroy(),
} satisfies Record<string, (socket: Socket) => void>;

export type Attack = keyof typeof attacks;

/** So many connections of each kind at once, from an address of their own. */
export class HostileTraffic {
  /** Connections made so far. */
  connections = 0;
  readonly #sockets = new Set<Socket>();
  readonly #target: SocketAddress;
  readonly #localAddress: string;
  #stopped = false;

  constructor(target: SocketAddress, localAddress: string, sizes: Readonly<Record<Attack, number>>) {
    this.#target = target;
    this.#localAddress = localAddress;
    for (const [name, size] of Object.entries(sizes)) {
      for (let count = 0; count < size; count += 1) this.#attack(attacks[name as Attack]);
    }
  }

  stop(): void {
    this.#stopped = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  #attack(attack: (socket: Socket) => void): void {
    const socket = connect({ host: this.#target.address, port: this.#target.port, localAddress: this.#localAddress });
    this.#sockets.add(socket);
    socket.once('connect', () => {
      this.connections += 1;
      attack(socket);
    });
    // A responder that ends, resets or refuses the connection does what it should.
    socket.on('error', () => {});
    socket.once('close', () => {
      this.#sockets.delete(socket);
      if (!this.#stopped) setTimeout(() => this.#stopped || this.#attack(attack), 10);
    });
  }
}
