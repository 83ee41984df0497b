import net from 'node:net';
import type { SocketAddress } from '../runtime/connection.ts';
import { CannotRealiseError } from './cannot-realise-error.ts';
import { closeOnce } from './close-once.ts';
import { resetSocket } from './reset-socket.ts';
import { listenWithoutAccepting } from './saturated-listener-thread.ts';

/** A port that answers no SYN. */
export interface SaturatedListener {
  /** The port, with port 0 resolved. */
  readonly local: SocketAddress;

  /** Frees the port, once however often it is asked. Leaves no socket and, with the last listener, no thread. */
  close(): Promise<void>;
}

/** A connect within one machine is through in microseconds; one that takes this long met a full backlog. */
const STALLED_AFTER_MS = 50;

/** One stalled connect could be chance on a busy machine; this many in a row are not. */
const STALLS_TO_BE_SURE = 2;

/** Linux lets in one more than the backlog of one. A system that lets this many in has a queue of another kind. */
const MOST_FILLERS = 16;

/**
 * Opens a port that looks filtered at the level of SYNs, without privilege: a listener that never accepts, and whose
 * backlog is filled with connections of our own, so that the kernel drops every later SYN and connects time out.
 * Resolves once that has been seen to happen.
 *
 * @param where an IP address and a port; port 0 takes a free one
 * @throws CannotRealiseError where the system does not drop SYNs in this way
 * @throws an error whose `code` is the errno where the port cannot be bound
 */
export async function openSaturatedListener(where: { host: string; port: number }): Promise<SaturatedListener> {
  if (process.platform !== 'linux') {
    throw new CannotRealiseError(
      'a filtered port',
      `a full backlog drops SYNs on Linux alone, and this is ${process.platform}; run the scenario there`,
    );
  }
  const listener = await listenWithoutAccepting({ address: where.host, port: where.port });
  const fillers: net.Socket[] = [];
  const close = closeOnce(async () => {
    await Promise.all(fillers.map(resetSocket));
    await listener.close();
  });
  try {
    await fill(listener.local, fillers);
  } catch (error) {
    await close();
    throw error;
  }
  return { local: listener.local, close };
}

/** Connects to `local` until connecting stalls; what got through goes into `fillers` and has to stay open. */
async function fill(local: SocketAddress, fillers: net.Socket[]): Promise<void> {
  // One at a time: of two at once the second can complete on our side alone, its last ACK dropped by a full queue.
  for (let stalls = 0; stalls < STALLS_TO_BE_SURE; ) {
    const filler = await connectUnlessStalled(local);
    if (filler === undefined) {
      stalls++;
      continue;
    }
    stalls = 0;
    fillers.push(filler);
    if (fillers.length === MOST_FILLERS) {
      throw new CannotRealiseError(
        'a filtered port',
        `${MOST_FILLERS} connections got through to a listener with a backlog of one; run the scenario on a system that honours it`,
      );
    }
  }
}

/** Resolves with a connection, or with nothing when it did not come up in time. Rejects when it was refused. */
function connectUnlessStalled(local: SocketAddress): Promise<net.Socket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: local.address, port: local.port });
    const stalled = () => {
      socket.destroy();
      resolve(undefined);
    };
    // On a busy machine the timer can be due before the loop has looked at the socket, so let it look once more.
    const timer = setTimeout(() => setImmediate(() => socket.connecting && stalled()), STALLED_AFTER_MS);
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve(socket);
    });
    // A filler is reset when its listener closes; before it is up, an error is a failure to fill.
    socket.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}
