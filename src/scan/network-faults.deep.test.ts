import { describe, expect, it } from 'vitest';
import { runScan } from './testing/run-scan.ts';
import { mixed, openPath, portsTo, wrongOf } from './testing/scan-mixed-host.ts';

/** Many scans over networks that lose answers, in virtual time; what is wrong is told with its seed. */

const SEEDS = 200;

/** Most ports of a sparse host are filtered. */
function sparse(port: number): 'open' | 'no-response' {
  return port % 10 === 1 ? 'open' : 'no-response';
}

describe.each([
  ['mixed', mixed, 20, SEEDS],
  ['mixed', mixed, 100, SEEDS],
  ['mixed', mixed, 1_000, SEEDS / 4],
  ['sparse', sparse, 20, SEEDS],
  ['sparse', sparse, 100, SEEDS / 4],
] as const)('a %s host', (_, truthOf, count, seeds) => {
  const ports = portsTo(count);

  describe(`of ${count} ports`, () => {
    const cases = [0.01, 0.05, 0.2].flatMap((loss) => [1, 20].map((rttMs) => ({ loss, rttMs })));

    it.each(cases)('never has a port wrong: loss $loss, round trip $rttMs ms', async ({ loss, rttMs }) => {
      const wrong: string[] = [];
      for (let seed = 1; seed <= seeds; seed += 1) {
        const { clock, path } = openPath({ seed, loss, rttMs });
        const script = ({ subject }: { readonly subject: { readonly port: number } }) =>
          path.send(truthOf(subject.port));
        const watched = await clock.runUntilSettled(runScan({ clock, seed, ports, script, concurrency: 'auto' }));
        wrong.push(...wrongOf(watched, truthOf).map((port) => `seed ${seed}: ${port}`));
      }
      expect(wrong).toEqual([]);
    });
  });
});
