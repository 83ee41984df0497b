import type { Socket } from 'node:net';
import { type Connection, type ConnectionHandler, NOT_CONNECTED, type SocketAddress } from '../connection.ts';
import { silentHandler } from '../silent-handler.ts';
import { socketAddress } from './socket-address.ts';

/*
 * A scan opens thousands of connections a second, so each costs one socket and one TcpConnection, and nothing else.
 * The functions that listen on sockets are shared by all of them and find their connection through the socket.
 */
const connectionKey = Symbol('connection');

type TcpSocket = Socket & { [connectionKey]: TcpConnection };

/** A `Connection` over a node:net socket, which must allow half-open. */
export class TcpConnection implements Connection {
  local: SocketAddress = NOT_CONNECTED;
  readonly remote: SocketAddress;
  readonly #socket: TcpSocket;
  #handler: ConnectionHandler = silentHandler;

  /** Why the socket failed; node tells it before it closes. */
  #errno: string | undefined = undefined;

  constructor(socket: Socket, remote: SocketAddress) {
    this.remote = remote;
    this.#socket = socket as TcpSocket;
    this.#socket[connectionKey] = this;
    socket.on('drain', onDrain);
    socket.on('end', onEnd);
    socket.on('error', onError);
    socket.on('close', onClose);
  }

  /** Reports to `handler` from now on, unless the connection was destroyed already. */
  handTo(handler: ConnectionHandler): void {
    if (!this.#socket.destroyed) this.#handler = handler;
  }

  write(octets: Uint8Array): boolean {
    // Node reports a write that comes too late as an error of the connection; here it is merely not sent.
    return this.#socket.writable && this.#socket.write(octets);
  }

  end(): void {
    this.#socket.end();
  }

  destroy(): void {
    this.#handler = silentHandler;
    this.#socket.destroy();
  }

  reset(): void {
    this.#handler = silentHandler;
    const { connecting, writableEnded, writableFinished } = this.#socket;
    // Node would wait for a pending connection in order to reset it, and never close one whose end is under way.
    if (connecting || (writableEnded && !writableFinished)) this.#socket.destroy();
    else this.#socket.resetAndDestroy();
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  isConnected(): void {
    this.local = socketAddress(this.#socket.localAddress, this.#socket.localPort) ?? NOT_CONNECTED;
    this.#handler.connected(this);
  }

  hasReceived(octets: Uint8Array): void {
    this.#handler.received(octets, this);
  }

  hasDrained(): void {
    this.#handler.drained(this);
  }

  hasEnded(): void {
    this.#handler.ended(this);
  }

  hasFailed(errno: string | undefined): void {
    this.#errno = errno;
  }

  hasClosed(): void {
    const handler = this.#handler;
    this.#handler = silentHandler;
    handler.closed(this.#errno, this);
  }
}

/** The 'connect' listener of a dialled socket. */
export function onConnect(this: Socket): void {
  (this as TcpSocket)[connectionKey].isConnected();
}

/** The 'data' listener of an accepted socket. */
export function onData(this: Socket, octets: Uint8Array): void {
  (this as TcpSocket)[connectionKey].hasReceived(octets);
}

/**
 * How dialled sockets read: all of them into one buffer, since what is read is handed on before anything else is read.
 * It saves an allocation of 64 KiB per read.
 */
export const SHARED_READ = {
  buffer: new Uint8Array(65_536),
  callback(this: Socket, length: number, buffer: Uint8Array): boolean {
    (this as TcpSocket)[connectionKey].hasReceived(buffer.subarray(0, length));
    return true;
  },
};

function onDrain(this: Socket): void {
  (this as TcpSocket)[connectionKey].hasDrained();
}

function onEnd(this: Socket): void {
  (this as TcpSocket)[connectionKey].hasEnded();
}

function onError(this: Socket, error: NodeJS.ErrnoException): void {
  (this as TcpSocket)[connectionKey].hasFailed(error.code);
}

function onClose(this: Socket): void {
  (this as TcpSocket)[connectionKey].hasClosed();
}
