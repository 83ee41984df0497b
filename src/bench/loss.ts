import type { Route } from '../engines/routed-dialer.ts';
import type { SocketAddress } from '../runtime/connection.ts';
import { drawFraction } from '../runtime/draw.ts';
import { CounterRandom } from '../sim/random.ts';

/** Attempts at a port whose fate is drawn; that of later ones is the same again. */
const DRAWN_ATTEMPTS = 32;

/**
 * A route that loses a part of the attempts: they go to a port that answers no SYN. The seed alone decides which attempts
 * at which ports those are. All are drawn beforehand, so that a dial costs a look into a table.
 */
export function loseSome(ports: readonly number[], fraction: number, blackHole: SocketAddress, seed: number): Route {
  const random = new CounterRandom(seed).fork('bench loss');
  const lost = new Set<number>();
  for (const port of ports) {
    const ofPort = random.fork(port);
    for (let attempt = 0; attempt < DRAWN_ATTEMPTS; attempt += 1) {
      if (drawFraction(ofPort) < fraction) lost.add(port * DRAWN_ATTEMPTS + attempt);
    }
  }
  const attempts = new Map<number, number>();
  return (target) => {
    const attempt = attempts.get(target.port) ?? 0;
    attempts.set(target.port, (attempt + 1) % DRAWN_ATTEMPTS);
    return lost.has(target.port * DRAWN_ATTEMPTS + attempt) ? blackHole : target;
  };
}
