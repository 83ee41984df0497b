import { connect, type Socket } from 'node:net';
import type { PortState } from '../results/scan.ts';
import type { SocketAddress } from '../runtime/connection.ts';

export interface BareConnects {
  /** A port may come several times. */
  readonly targets: readonly SocketAddress[];
  /** Connections under way at once. */
  readonly concurrency: number;
  /** A connection that is not up after this long is given up. */
  readonly timeoutMs: number;
  /** Told of each as it is over: its number, what it showed, and how long it took. */
  readonly settled: (index: number, state: PortState, elapsedMs: number) => void;
}

/** How often timeouts are looked for: a timer for each connection would cost more than the connection. */
const LOOKS_PER_TIMEOUT = 10;

/**
 * Opens TCP connections, and ends each as soon as it is up: what node:net does when nothing is asked, and so the
 * yardstick of a probe. One is over when the peer has ended it too, has refused it, or was silent for too long: a loop
 * that did not wait for the peer would overrun its backlog, and measure SYNs sent again.
 */
export function connectBarely({ targets, concurrency, timeoutMs, settled }: BareConnects): Promise<void> {
  return new Promise((resolve) => {
    const pending = new Map<Socket, number>();
    let begun = 0;
    let done = 0;
    const look = (): void => {
      const now = performance.now();
      // In the order of their beginning: the first that may go on is the last to be looked at.
      for (const [socket, beganMs] of pending) {
        if (now - beganMs < timeoutMs) break;
        if (socket.connecting) socket.destroy();
      }
    };
    const looks = setInterval(look, timeoutMs / LOOKS_PER_TIMEOUT);
    const next = (): void => {
      if (begun === targets.length) return;
      const index = begun;
      begun += 1;
      let state: PortState = 'filtered';
      const { address: host, port } = targets[index]!;
      const socket = connect({ host, port });
      pending.set(socket, performance.now());
      socket.once('connect', () => {
        state = 'open';
        socket.resume().end();
      });
      socket.once('error', ({ code }: NodeJS.ErrnoException) => {
        if (state === 'filtered') state = code === 'ECONNREFUSED' ? 'closed' : 'error';
      });
      socket.once('close', () => {
        const beganMs = pending.get(socket)!;
        pending.delete(socket);
        settled(index, state, performance.now() - beganMs);
        done += 1;
        if (done < targets.length) return next();
        clearInterval(looks);
        resolve();
      });
    };
    for (let started = 0; started < concurrency; started += 1) next();
  });
}
