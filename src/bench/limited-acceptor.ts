import { RateLimiter } from '../probe/rate-limiter.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Acceptor } from '../runtime/connection.ts';

/** An acceptor that serves so many connections a second, and refuses those beyond with a reset. */
export function limitConnections(acceptor: Acceptor, perSecond: number, clock: Clock): Acceptor {
  const limiter = new RateLimiter(perSecond);
  return (connection) => {
    const nowMs = clock.now();
    if (limiter.allowance(nowMs) < 1) return undefined;
    limiter.sent(1, nowMs);
    return acceptor(connection);
  };
}
