import { toHex } from '../protocol/octets.ts';
import type { Connection, ConnectionHandler, Dialer, SocketAddress } from '../runtime/connection.ts';
import type { Recording } from './recording.ts';

/**
 * A dialer that writes down what becomes of its connections, and changes nothing about them. It goes around a
 * `RoutedDialer`, not inside: so it sees logical addresses, and learns the real one from the connection.
 */
export class RecordingDialer implements Dialer {
  readonly #dialer: Dialer;
  readonly #recording: Recording;
  readonly #scanner: string;

  /** `scanner` is who dials, by the name that it has in the timeline. */
  constructor(dialer: Dialer, recording: Recording, scanner: string) {
    this.#dialer = dialer;
    this.#recording = recording;
    this.#scanner = scanner;
  }

  /** Throws what the dialer inside throws; nothing is written down then. */
  dial(target: SocketAddress, handler: ConnectionHandler): Connection {
    const recorded = new RecordedConnection(handler, this.#recording);
    const connection = this.#dialer.dial(target, recorded);
    recorded.begin(connection, this.#scanner, target);
    return recorded;
  }
}

/** Stands between a connection and its handler, and is each to the other. */
class RecordedConnection implements Connection, ConnectionHandler {
  readonly #handler: ConnectionHandler;
  readonly #recording: Recording;
  #connection!: Connection;
  #number = 0;

  /** What was written before the connection was up: nothing of it has moved yet. */
  #early: string[] | undefined = [];
  #hasEnded = false;
  #peerHasEnded = false;
  #isOver = false;

  constructor(handler: ConnectionHandler, recording: Recording) {
    this.#handler = handler;
    this.#recording = recording;
  }

  begin(connection: Connection, scanner: string, { address, port }: SocketAddress): void {
    this.#connection = connection;
    this.#number = this.#recording.nextConnection();
    const { remote } = connection;
    const isRouted = remote.address !== address || remote.port !== port;
    const dial = { kind: 'dial', connection: this.#number, scanner, address, port } as const;
    this.#recording.add(isRouted ? { ...dial, real: { address: remote.address, port: remote.port } } : dial);
  }

  get local(): SocketAddress {
    return this.#connection.local;
  }

  get remote(): SocketAddress {
    return this.#connection.remote;
  }

  write(octets: Uint8Array): boolean {
    if (octets.length > 0 && !this.#hasEnded && !this.#isOver) {
      const digits = toHex(octets);
      if (this.#early === undefined) this.#moved('sent', digits);
      else this.#early.push(digits);
    }
    return this.#connection.write(octets);
  }

  end(): void {
    if (!this.#hasEnded && !this.#isOver) {
      this.#hasEnded = true;
      if (this.#early === undefined) this.#recording.add({ kind: 'end', connection: this.#number });
    }
    this.#connection.end();
  }

  destroy(): void {
    this.#closedByUs();
    this.#connection.destroy();
  }

  reset(): void {
    // Before it is up there is nothing to reset.
    this.#closedByUs(this.#early === undefined);
    this.#connection.reset();
  }

  pause(): void {
    this.#connection.pause();
  }

  resume(): void {
    this.#connection.resume();
  }

  connected({ local }: Connection): void {
    const connection = this.#number;
    this.#recording.add({ kind: 'up', connection, local: { address: local.address, port: local.port } });
    for (const octets of this.#early ?? []) this.#moved('sent', octets);
    this.#early = undefined;
    if (this.#hasEnded) this.#recording.add({ kind: 'end', connection });
    this.#handler.connected(this);
  }

  received(octets: Uint8Array): void {
    this.#moved('received', toHex(octets));
    this.#handler.received(octets, this);
  }

  drained(): void {
    this.#handler.drained(this);
  }

  ended(): void {
    this.#peerHasEnded = true;
    this.#recording.add({ kind: 'close', connection: this.#number, by: 'peer' });
    this.#handler.ended(this);
  }

  closed(errno: string | undefined): void {
    this.#isOver = true;
    const close = { kind: 'close', connection: this.#number } as const;
    if (errno !== undefined) this.#recording.add({ ...close, by: 'error', errno });
    else if (!this.#peerHasEnded) this.#recording.add({ ...close, by: 'peer' });
    this.#handler.closed(errno, this);
  }

  #moved(direction: 'sent' | 'received', octets: string): void {
    this.#recording.add({ kind: 'octets', connection: this.#number, direction, octets });
  }

  #closedByUs(reset = false): void {
    if (this.#isOver) return;
    this.#isOver = true;
    // Where both sides have ended, nothing was left to close.
    if (this.#hasEnded && this.#peerHasEnded) return;
    const close = { kind: 'close', connection: this.#number, by: 'scanner' } as const;
    this.#recording.add(reset ? { ...close, reset: true } : close);
  }
}
