import { connect } from 'node:net';
import type { SocketAddress } from '../src/runtime/connection.ts';

export interface BareExchanges {
  readonly place: SocketAddress;
  readonly count: number;
  /** How many at once. */
  readonly concurrency: number;
  /** What is written once the connection is up, as it is. */
  readonly request: Uint8Array;
  /** How many octets the answer has; when they are there the connection is destroyed. */
  readonly answerOctets: number;
}

/**
 * Connects, writes, waits for an answer that nobody looks at, and closes: what node:net does where the octets of a probe
 * of an open port are exchanged, and so the yardstick of one.
 */
export function exchangeBarely({ place, count, concurrency, request, answerOctets }: BareExchanges): Promise<void> {
  return new Promise((resolve, reject) => {
    let begun = 0;
    let done = 0;
    const next = (): void => {
      if (begun === count) return;
      begun += 1;
      let missing = answerOctets;
      const socket = connect({ host: place.address, port: place.port, noDelay: true }, () => socket.write(request));
      socket.on('data', (octets) => {
        missing -= octets.length;
        if (missing <= 0) socket.destroy();
      });
      socket.once('error', reject);
      socket.once('close', () => {
        done += 1;
        if (missing !== 0) reject(new Error(`an answer had ${missing} octets too few`));
        else if (done === count) resolve();
        else next();
      });
    };
    for (let started = 0; started < concurrency; started += 1) next();
  });
}
