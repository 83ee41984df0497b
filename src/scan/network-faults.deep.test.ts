import { describe, expect, it } from 'vitest';
import { runScan, type ScriptedScan } from './testing/run-scan.ts';
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
  ['sparse', sparse, 1_000, SEEDS / 20],
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

/** Where few probes are under way at once, silence is over before much is known of the path. */
describe.each([1, 2, 8])('%i probes at a time', (concurrency) => {
  const hosts = { mixed, sparse, dense: (port: number) => (port % 20 === 1 ? 'no-response' : 'open') } as const;
  const cells = Object.entries(hosts).flatMap(([host, truthOf]) =>
    [20, 100].flatMap((count) => [0.05, 0.2].map((loss) => ({ host, truthOf, count, loss }))),
  );

  it.each(cells)('never have a port wrong: a $host host of $count ports, loss $loss', async (cell) => {
    const { truthOf, count, loss } = cell;
    const wrong: string[] = [];
    for (let seed = 1; seed <= SEEDS / 2; seed += 1) {
      const { clock, path } = openPath({ seed, loss, rttMs: 20 });
      const script: ScriptedScan['script'] = ({ subject }) => path.send(truthOf(subject.port));
      const scan = runScan({ clock, seed, ports: portsTo(count), script, concurrency });
      wrong.push(...wrongOf(await clock.runUntilSettled(scan), truthOf).map((port) => `seed ${seed}: ${port}`));
    }
    expect(wrong).toEqual([]);
  });
});

describe('a sparse host that turns connections away beyond a rate', () => {
  it.each([30, 100])('never has a port wrong: %i per second', async (perSecond) => {
    const wrong: string[] = [];
    for (let seed = 1; seed <= 36; seed += 1) {
      const { clock, path } = openPath({ seed });
      let tokens = 10;
      let lastMs = 0;
      const script: ScriptedScan['script'] = ({ subject: { port } }, _time, nowMs) => {
        if (sparse(port) === 'no-response') return path.silence;
        tokens = Math.min(10, tokens + ((nowMs - lastMs) * perSecond) / 1_000);
        lastMs = nowMs;
        if (tokens < 1) return { kind: 'reset', afterMs: 2 };
        tokens -= 1;
        return { kind: 'open', afterMs: 2 };
      };
      const watched = await clock.runUntilSettled(
        runScan({ clock, seed, ports: portsTo(500), script, concurrency: 'auto' }),
      );
      wrong.push(...wrongOf(watched, sparse).map((port) => `seed ${seed}: ${port}`));
    }
    expect(wrong).toEqual([]);
  });
});
