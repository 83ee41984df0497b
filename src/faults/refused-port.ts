import { once } from 'node:events';
import net from 'node:net';
import type { SocketAddress } from '../runtime/connection.ts';
import { closeOnce } from './close-once.ts';
import { isLoopback } from './loopback.ts';
import { resetSocket } from './reset-socket.ts';

const LOOPBACK = '127.0.0.1';

/** A port that refuses connections for as long as it is held. */
export interface RefusedPort {
  readonly local: SocketAddress;

  /** Gives the port back, once however often it is asked. */
  close(): Promise<void>;
}

/** The listener that the holding sockets of one address are connected to; there while at least one of them is. */
interface Keeper {
  readonly listening: Promise<net.Server>;
  holders: number;
}

const keepers = new Map<string, Keeper>();

/**
 * Holds a port of `host` that refuses connections for as long as no listener of ours shares it. A port found closed may
 * be given to anyone the next moment; this one is bound by a socket that is connected elsewhere. So the kernel hands it to
 * nobody, and while nothing listens on it, answers each SYN with a reset.
 *
 * @param host an IP address of this machine
 * @param port 0 takes a free one
 * @throws an error whose `code` is the errno where the port cannot be bound, or none
 */
export async function holdRefusedPort(host: string, port = 0): Promise<RefusedPort> {
  // Whoever scans another loopback address does not see the listener.
  const keptAt = net.isIPv4(host) && isLoopback(host) ? LOOPBACK : host;
  const keeper = keeperOf(keptAt);
  keeper.holders++;
  const release = async () => {
    if (--keeper.holders > 0) return;
    keepers.delete(keptAt);
    const server = await keeper.listening;
    server.close();
    await once(server, 'close');
  };
  try {
    const { port: keeperPort } = (await keeper.listening).address() as net.AddressInfo;
    // A local address makes the socket bind before it connects, which is what keeps the port from others.
    const socket = net.connect({ host: keptAt, port: keeperPort, localAddress: host, localPort: port });
    await once(socket, 'connect');
    socket.on('error', () => {});
    return {
      local: { address: host, port: socket.localPort! },
      close: closeOnce(async () => {
        await resetSocket(socket);
        await release();
      }),
    };
  } catch (error) {
    await release().catch(() => {});
    throw error;
  }
}

function keeperOf(host: string): Keeper {
  let keeper = keepers.get(host);
  if (keeper === undefined) {
    keeper = { listening: listen(host), holders: 0 };
    keepers.set(host, keeper);
  }
  return keeper;
}

async function listen(host: string): Promise<net.Server> {
  const server = net.createServer((socket) => socket.on('error', () => {}).resume());
  server.listen({ host, port: 0 });
  await once(server, 'listening');
  return server;
}
