import { openSync } from 'node:fs';
import { DirectProber } from '../../engines/direct-prober.ts';
import { AdaptivePacing } from '../../probe/adaptive-pacing.ts';
import type { Clock } from '../../runtime/clock.ts';
import { nodeClock } from '../../runtime/node/clock.ts';
import { tcpDialer } from '../../runtime/node/tcp.ts';
import { CounterRandom } from '../../sim/random.ts';
import { ScanSession } from '../scan-session.ts';

/**
 * A process that takes every descriptor it may have, scans then, and prints what it found. Its time runs twenty times as
 * fast, so that one need not wait for it to give up.
 */

const HASTE = 20;
const clock: Clock = {
  now: () => nodeClock.now() * HASTE,
  setTimer: (delayMs, callback, argument) => nodeClock.setTimer(delayMs / HASTE, callback, argument),
};

const session = new ScanSession(
  { mode: 'list', method: 'psap', hosts: ['127.0.0.1'], ports: [1, 2, 3], information: false, retries: 1 },
  {
    prober: new DirectProber({ dialer: tcpDialer, clock, encoding: 'text' }),
    pacing: new AdaptivePacing({ concurrency: 4, timeoutMs: 1_000 }),
    clock,
    random: new CounterRandom(1),
  },
);

takeAllDescriptors();
process.stdout.write(JSON.stringify((await session.run()).result));

function takeAllDescriptors(): void {
  try {
    for (;;) openSync('/dev/null', 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EMFILE') throw error;
  }
}
