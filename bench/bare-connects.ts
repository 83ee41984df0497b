import { connect } from 'node:net';
import type { SocketAddress } from '../src/runtime/connection.ts';

/**
 * Opens `count` TCP connections to one place, `concurrency` at a time, and ends each as soon as it is up: what node:net
 * does when nothing is asked, and so the yardstick of a probe. One is over when the peer has ended it too, or has
 * refused it: a loop that did not wait for the peer would overrun its backlog, and measure SYNs sent again. Rejects
 * where anything but `outcome` comes.
 */
export function connectBarely(
  { address, port }: SocketAddress,
  count: number,
  concurrency: number,
  outcome: 'connected' | 'ECONNREFUSED',
): Promise<void> {
  return new Promise((resolve, reject) => {
    let begun = 0;
    let done = 0;
    const next = (): void => {
      if (begun === count) return;
      begun += 1;
      let came: string | undefined;
      const socket = connect({ host: address, port });
      socket.once('connect', () => {
        came = 'connected';
        socket.resume().end();
      });
      socket.once('error', (error: NodeJS.ErrnoException) => {
        came = error.code;
      });
      socket.once('close', () => {
        if (came !== outcome) reject(new Error(`a bare connect got ${came}, not ${outcome}`));
        done += 1;
        if (done === count) resolve();
        else next();
      });
    };
    for (let started = 0; started < concurrency; started += 1) next();
  });
}
