import { describe, expect, it } from 'vitest';
import { drawFraction } from '../runtime/draw.ts';
import { CounterRandom } from '../sim/random.ts';
import { NetworkPath } from './testing/network-path.ts';
import { HOST, runScan, type ScriptedScan, type Watched } from './testing/run-scan.ts';
import { mixed, openPath, portsTo, RTT_MS, scanOver, TIMEOUT_MS, wrongOf } from './testing/scan-mixed-host.ts';

/** Whole scans over networks that lose, delay and limit, in virtual time; the seed of each is in its title. */

const seeds = Array.from({ length: 10 }, (_, index) => index + 1);

const attemptsAtFiltered = ({ ports }: Watched): number[] =>
  ports.filter(({ state }) => state === 'filtered').map(({ attempts }) => attempts);

describe('answers that are lost', () => {
  const cases = [0.01, 0.05, 0.2].flatMap((loss) => seeds.map((seed) => ({ loss, seed })));

  it.each(cases)('cost no port its verdict: loss $loss, seed $seed', async ({ loss, seed }) => {
    for (const count of [20, 100, 1_000]) {
      const watched = await scanOver({ loss, seed }, { ports: portsTo(count) });
      expect(wrongOf(watched)).toEqual([]);
      expect(watched.endedMs).toBeLessThan(120_000);
    }
  });

  it.each([20, 100, 1_000])(
    'are looked for while silent ports wait: %i ports cost no time where none are',
    async (count) => {
      const { endedMs, prober, probes } = await scanOver({}, { ports: portsTo(count) });
      const silentMs = prober.observed.filter(({ kind }) => kind === 'no-response').map(({ atMs }) => atMs);
      expect(endedMs).toBeLessThanOrEqual(Math.max(...silentMs) + RTT_MS);
      expect(prober.sent.length).toBeLessThan(1.1 * count + 1_024);
      expect(probes).toBe(prober.sent.length);
    },
  );

  it('are not looked for at the cost of the rate that was asked for', async () => {
    const ports = portsTo(200);
    const { endedMs } = await scanOver({}, { ports, ratePerSecond: 100 });
    // Ports are asked 220 times in all, and the last of them wait for their time limit.
    expect(endedMs).toBeLessThan(2_200 + 2 * TIMEOUT_MS + RTT_MS);
  });

  it('earn silent ports further attempts, but no more than asked for where nothing is lost', async () => {
    const clean = await scanOver({});
    expect(new Set(attemptsAtFiltered(clean))).toEqual(new Set([2]));
    const lossy = await scanOver({ loss: 0.2 });
    expect(Math.min(...attemptsAtFiltered(lossy))).toBeGreaterThanOrEqual(8);
    expect(Math.max(...attemptsAtFiltered(lossy))).toBeLessThanOrEqual(11);
  });

  it('are none of ports that lose their first attempts by themselves', async () => {
    const asked = new Set<number>();
    const script: ScriptedScan['script'] = ({ subject: { port } }) => {
      const isFirst = !asked.has(port);
      asked.add(port);
      if (port % 10 === 0) return { kind: 'no-response', afterMs: TIMEOUT_MS };
      if (port % 4 === 0 && isFirst) return { kind: 'no-response', afterMs: TIMEOUT_MS };
      return { kind: port % 3 === 0 ? 'open' : 'refused', afterMs: RTT_MS };
    };
    const watched = await scanOver({}, { script });
    expect(wrongOf(watched)).toEqual([]);
    expect(new Set(attemptsAtFiltered(watched))).toEqual(new Set([2]));
  });

  it('do not make a scan without retries ask again', async () => {
    const watched = await scanOver({ loss: 0.2 }, { retries: 0 });
    expect(watched.ports.every(({ attempts }) => attempts === 1)).toBe(true);
  });
});

describe('a sparse host behind a path that loses a share of everything', () => {
  // Eleven attempts of a second each are the least that its silent ports take where a fifth is lost.
  it.each([
    [0.05, 30_000],
    [0.2, 90_000],
  ])('is not taken for congested: loss %d', async (loss, mostMs) => {
    const truthOf = (port: number) => (port % 10 === 1 ? 'open' : 'no-response');
    for (const seed of seeds.slice(0, 5)) {
      const { clock, path } = openPath({ loss, seed, rttMs: 1 });
      const script: ScriptedScan['script'] = ({ subject }) => path.send(truthOf(subject.port));
      const watched = await clock.runUntilSettled(
        runScan({ clock, seed, script, ports: portsTo(1_000), concurrency: 'auto' }),
      );
      expect(wrongOf(watched, truthOf)).toEqual([]);
      expect(watched.endedMs).toBeLessThan(mostMs);
    }
  });
});

describe('answers that are late', () => {
  it.each(seeds)('are heard within the time limit, whatever was expected: seed %i', async (seed) => {
    const random = new CounterRandom(seed);
    const script: ScriptedScan['script'] = ({ subject: { port } }) => {
      const kind = mixed(port);
      const isLate = kind === 'no-response' || drawFraction(random) < 0.2;
      return { kind, afterMs: kind === 'no-response' ? TIMEOUT_MS : isLate ? 0.9 * TIMEOUT_MS : RTT_MS };
    };
    const watched = await scanOver({ seed }, { script });
    expect(wrongOf(watched)).toEqual([]);
    expect(watched.ports.filter(({ state }) => state !== 'filtered').every(({ attempts }) => attempts === 1)).toBe(
      true,
    );
  });
});

describe('a host that answers no more than so many probes a second', () => {
  it.each([50, 200, 1_000])('is scanned at nearly that rate, rightly: %i per second', async (perSecond) => {
    const watched = await scanOver({ rttMs: 1, bottleneck: { perSecond, queue: 10 } });
    expect(wrongOf(watched)).toEqual([]);
    // Nine hundred ports answer; the silent ones take their attempts after that.
    const answeredMs = watched.prober.observed.filter(({ kind }) => kind !== 'no-response').map(({ atMs }) => atMs);
    const mostMs = answeredMs.toSorted((one, other) => one - other)[850]!;
    expect(mostMs).toBeLessThan(1_000 * (2 + (1.6 * 1_000) / perSecond));
  });
});

describe('a responder that turns connections away beyond a rate', () => {
  it.each([
    ['reset', 30],
    ['reset', 500],
    ['hangup', 100],
    ['no-reply', 100],
  ] as const)('by %s, is scanned rightly all the same, at nearly that rate: %i per second', async (kind, perSecond) => {
    const { clock } = openPath({});
    let tokens = 10;
    let lastMs = 0;
    const script: ScriptedScan['script'] = (_probe, _time, nowMs) => {
      tokens = Math.min(10, tokens + ((nowMs - lastMs) * perSecond) / 1_000);
      lastMs = nowMs;
      if (tokens < 1) return { kind, afterMs: kind === 'no-reply' ? TIMEOUT_MS : 2 };
      tokens -= 1;
      return { kind: 'open', afterMs: 2 };
    };
    const ports = portsTo(500);
    const watched = await clock.runUntilSettled(runScan({ clock, script, ports, concurrency: 'auto' }));
    expect(watched.result.summary).toEqual({ open: 500, closed: 0, filtered: 0, error: 0 });
    expect(watched.endedMs).toBeLessThan(3_000 + (1.3 * 500 * 1_000) / perSecond);
  });
});

describe('a host that is filtered for the most part', () => {
  it('does not hold the scan back: silence is not congestion', async () => {
    const script: ScriptedScan['script'] = ({ subject: { port } }) =>
      port % 50 === 0 ? { kind: 'open', afterMs: RTT_MS } : { kind: 'no-response', afterMs: TIMEOUT_MS };
    const ports = portsTo(10_000);
    const watched = await scanOver({}, { script, ports });
    expect(watched.result.summary).toMatchObject({ open: 200, filtered: 9_800 });
    expect(watched.ports.every(({ attempts }) => attempts <= 2)).toBe(true);
    // With 1,024 under way at most, 19,600 time limits take nineteen seconds.
    expect(watched.endedMs).toBeLessThan(25_000);
  });
});

describe('several hosts', () => {
  const hosts = portsTo(10).map((number) => `127.0.0.${number}`);

  it('are not slowed down by one of them that is dead', async () => {
    const scan = async (dead: string | undefined): Promise<number> => {
      const { clock, path } = openPath({});
      const ended = new Map<string, number>();
      const script: ScriptedScan['script'] = ({ subject: { address } }, _time, nowMs) => {
        if (address === dead) return path.silence;
        ended.set(address, nowMs);
        return { kind: 'refused', afterMs: RTT_MS };
      };
      await clock.runUntilSettled(runScan({ clock, hosts, script, ports: portsTo(500), concurrency: 40 }));
      return Math.max(...[...ended].filter(([host]) => host !== HOST).map(([, atMs]) => atMs));
    };
    expect(await scan(HOST)).toBeLessThan(1.3 * (await scan(undefined)));
  });
});

describe('two scanners that share a bottleneck', () => {
  it.each([100, 500, 2_000])('get their fair shares of it (Jain): %i per second', async (perSecond) => {
    const { clock, path } = openPath({ bottleneck: { perSecond, queue: 20 } });
    const scan = (seed: number): Promise<Watched> =>
      runScan({
        clock,
        seed,
        ports: portsTo(60_000),
        concurrency: 'auto',
        stopAtMs: 20_000,
        script: () => path.send('refused'),
      });
    const [one, other] = await clock.runUntilSettled(Promise.all([scan(1), scan(2)]));
    const shares = [one!, other!].map(({ decided }) => decided.length);
    const sum = shares[0]! + shares[1]!;
    const jain = sum ** 2 / (2 * (shares[0]! ** 2 + shares[1]! ** 2));
    expect(jain).toBeGreaterThan(0.85);
    expect(sum).toBeGreaterThan(0.85 * 20 * perSecond);
  });
});

describe('congestion that passes', () => {
  it('is forgotten: the scan becomes fast again', async () => {
    const { clock, path } = openPath({ rttMs: 5 });
    const jam = new NetworkPath({
      clock,
      random: new CounterRandom(1),
      rttMs: 5,
      timeoutMs: TIMEOUT_MS,
      bottleneck: { perSecond: 100, queue: 10 },
    });
    const script: ScriptedScan['script'] = (_probe, _time, nowMs) => (nowMs < 3_000 ? jam : path).send('refused');
    const watched = await clock.runUntilSettled(
      runScan({ clock, script, ports: portsTo(20_000), concurrency: 'auto' }),
    );
    expect(watched.result.summary.closed).toBe(20_000);
    expect(watched.endedMs).toBeLessThan(15_000);
  });
});

describe('a host that falls silent in mid-scan', () => {
  it('does not keep the scan for long', async () => {
    const script: ScriptedScan['script'] = (_probe, _time, nowMs) =>
      nowMs < 200 ? { kind: 'refused', afterMs: RTT_MS } : { kind: 'no-response', afterMs: TIMEOUT_MS };
    const { result, endedMs } = await scanOver({}, { script, ports: portsTo(5_000) });
    expect(result.summary.closed + result.summary.filtered).toBe(5_000);
    expect(endedMs).toBeLessThan(100_000);
  });
});

describe('a host that serves one connection after another, and whose queue is longer than the time limit', () => {
  it.each([
    [500, 0],
    [500, 0.05],
    [1_000, 0],
  ])(
    'is not taken for silent while it works off what came too fast: %i per second, loss %d',
    async (perSecond, loss) => {
      for (const seed of seeds) {
        const { clock } = openPath({});
        const random = new CounterRandom(seed);
        const timeoutMs = 200;
        let freeMs = 0;
        let stallMs = 0;
        const script: ScriptedScan['script'] = (_probe, _time, nowMs) => {
          if (drawFraction(random) < loss) return { kind: 'no-response', afterMs: timeoutMs };
          // Now and then it stands still for a while.
          if (nowMs >= stallMs) {
            freeMs = Math.max(freeMs, nowMs) + 100;
            stallMs = nowMs + 50 + 400 * drawFraction(random);
          }
          // It serves also those who do not wait any more.
          freeMs = Math.max(freeMs, nowMs) + 1_000 / perSecond;
          const afterMs = freeMs - nowMs + 1;
          return afterMs > timeoutMs ? { kind: 'no-reply', afterMs: timeoutMs } : { kind: 'open', afterMs };
        };
        const scan = { clock, seed, script, timeoutMs, ports: portsTo(500), concurrency: 320 };
        const { result } = await clock.runUntilSettled(runScan(scan));
        expect(result.summary).toEqual({ open: 500, closed: 0, filtered: 0, error: 0 });
      }
    },
  );
});
