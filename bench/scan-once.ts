import { AdaptivePacing } from '../src/probe/adaptive-pacing.ts';
import type { Prober } from '../src/probe/prober.ts';
import type { PortState } from '../src/results/scan.ts';
import type { Clock } from '../src/runtime/clock.ts';
import { nodeClock } from '../src/runtime/node/clock.ts';
import { ScanSession } from '../src/scan/scan-session.ts';
import { CounterRandom } from '../src/sim/random.ts';

/** The logical host that is scanned; nothing is ever sent to it. */
export const HOST = '192.0.2.1';

/**
 * Scans the ports from 1 to `count` of the host, without retries. Throws unless every one is found in `state`: a figure
 * of a scan that went wrong is none.
 */
export async function scanOnce(
  prober: Prober,
  count: number,
  concurrency: number,
  state: PortState,
  clock: Clock = nodeClock,
): Promise<void> {
  const session = new ScanSession(
    {
      mode: 'list',
      method: 'psap',
      hosts: [HOST],
      ports: Array.from({ length: count }, (_, index) => index + 1),
      information: false,
      retries: 0,
    },
    {
      prober,
      pacing: new AdaptivePacing({ concurrency, timeoutMs: 5_000 }),
      clock,
      random: new CounterRandom(1),
    },
  );
  const { result, end } = await session.run();
  if (end.kind !== 'finished' || result.summary[state] !== count) {
    throw new Error(`not all of ${count} ports were found ${state}: ${end.kind}, ${JSON.stringify(result.summary)}`);
  }
}
