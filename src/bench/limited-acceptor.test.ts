import { expect, test } from 'vitest';
import type { Connection, ConnectionHandler } from '../runtime/connection.ts';
import { VirtualClock } from '../sim/virtual-clock.ts';
import { limitConnections } from './limited-acceptor.ts';

test('serves as many a second as it is to, and refuses those beyond', async () => {
  const clock = new VirtualClock();
  const accept = limitConnections(() => ({}) as ConnectionHandler, 200, clock);
  let served = 0;
  let refused = 0;
  const offer = (): void => {
    if (accept({} as Connection) === undefined) refused += 1;
    else served += 1;
    if (clock.now() < 1_000) clock.setTimer(1, offer, undefined);
  };
  offer();
  await clock.runUntilSettled(new Promise<void>((resolve) => clock.setTimer(1_000, resolve, undefined)));
  expect(served).toBeGreaterThanOrEqual(199);
  expect(served).toBeLessThanOrEqual(203);
  expect(refused).toBeGreaterThan(700);
});
