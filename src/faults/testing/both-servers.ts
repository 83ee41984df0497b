import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe } from 'vitest';
import { nodeClock } from '../../runtime/node/clock.ts';
import { openToxiproxy, type ToxiproxyServer } from '../toxiproxy-server.ts';
import { seededRandom } from './sources.ts';

const installed = fileURLToPath(new URL('../../../.cache/toxiproxy/2.12.0/toxiproxy-server', import.meta.url));

/**
 * Defines the same tests for the embedded server and for the real one, which is skipped, and says so, where it is not
 * installed. What both pass, they do alike.
 */
export function describeBothServers(define: (server: () => ToxiproxyServer) => void): void {
  describe('the embedded server', () => defineFor('embedded', define));
  if (existsSync(installed)) describe('the real server', () => defineFor(installed, define));
  else
    describe.skip('the real server (skipped: not in the cache, npm run toxiproxy:install)', () =>
      define(() => never()));
}

function defineFor(choice: string, define: (server: () => ToxiproxyServer) => void): void {
  let server: ToxiproxyServer;
  beforeAll(async () => {
    server = await openToxiproxy({ choice, clock: nodeClock, random: seededRandom(1) });
  });
  afterAll(() => server.close());
  define(() => server);
}

function never(): never {
  throw new Error('a skipped test does not run');
}
