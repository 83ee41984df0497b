import { type AddressInfo, connect, createServer, isIP, type Server, type Socket } from 'node:net';
import type {
  Acceptor,
  Connection,
  ConnectionHandler,
  Dialer,
  Listener,
  ListenerFactory,
  SocketAddress,
} from '../connection.ts';
import { plainAddress, socketAddress } from './socket-address.ts';
import { onConnect, onData, SHARED_READ, TcpConnection } from './tcp-connection.ts';

/**
 * Dials TCP connections through node:net. Throws a TypeError for a target address that is not an IP address, and
 * node's RangeError for a port over 65535; whatever the system says about a connection reaches `closed`.
 */
export const tcpDialer: Dialer = {
  dial(target: SocketAddress, handler: ConnectionHandler): Connection {
    requireAddress(target.address);
    const remote = { address: plainAddress(target.address), port: target.port };
    // Given an address node connects in a later turn, so that local failures too are events of the socket.
    const socket = connect({
      host: remote.address,
      port: remote.port,
      allowHalfOpen: true,
      noDelay: true,
      autoSelectFamily: false,
      onread: SHARED_READ,
    });
    const connection = new TcpConnection(socket, remote);
    socket.on('connect', onConnect);
    connection.handTo(handler);
    return connection;
  },
};

/**
 * Listens for TCP connections through node:net. A connection that cannot be accepted for want of descriptors is ended
 * at once by libuv, unseen by the acceptor, and the listener goes on. Rejects with a TypeError for what is no IP address.
 */
export const tcpListeners: ListenerFactory = {
  listen(local: SocketAddress, acceptor: Acceptor): Promise<Listener> {
    return new Promise((resolve, reject) => {
      requireAddress(local.address);
      const server = createServer({ allowHalfOpen: true, noDelay: true });
      server.once('error', reject);
      server.listen({ host: local.address, port: local.port }, () => {
        server.off('error', reject);
        server.on('error', keepListening);
        server.on('connection', (socket) => accept(socket, acceptor));
        resolve(new TcpListener(server));
      });
    });
  },
};

class TcpListener implements Listener {
  readonly local: SocketAddress;
  readonly #server: Server;

  constructor(server: Server) {
    const { address, port } = server.address() as AddressInfo;
    this.local = { address: plainAddress(address), port };
    this.#server = server;
  }

  async close(): Promise<void> {
    // The port is free when this call returns; its callback would wait for the accepted connections too.
    this.#server.close();
  }
}

/** Node would look a name up, and take an empty address for every address of this machine. */
function requireAddress(address: string): void {
  if (isIP(address) === 0) throw new TypeError(`an IP address is needed here, got '${address}'`);
}

function accept(socket: Socket, acceptor: Acceptor): void {
  const local = socketAddress(socket.localAddress, socket.localPort);
  const remote = socketAddress(socket.remoteAddress, socket.remotePort);
  if (local === undefined || remote === undefined) {
    // The peer has reset the connection already, and its address went with it: there is nobody to answer.
    socket.destroy();
    return;
  }
  const connection = new TcpConnection(socket, remote);
  connection.local = local;
  const handler = acceptor(connection);
  if (handler === undefined) {
    connection.reset();
    return;
  }
  connection.handTo(handler);
  socket.on('data', onData);
}

/** Listens to a server's errors, which would end the process: accepting failed once, and may work the next time. */
function keepListening(): void {}
