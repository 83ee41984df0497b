import { once } from 'node:events';
import type net from 'node:net';

/**
 * Closes a socket with a reset and resolves once it is gone. A reset leaves no TIME_WAIT behind, so its port is free at
 * once. Harmless on a socket that has closed.
 */
export async function resetSocket(socket: net.Socket): Promise<void> {
  if (socket.closed) return;
  const gone = once(socket, 'close');
  socket.resetAndDestroy();
  await gone;
}
