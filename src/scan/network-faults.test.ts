import { describe, expect, it } from 'vitest';
import type { ObservationKind } from '../probe/prober.ts';
import type { PortState } from '../results/scan.ts';
import { drawFraction } from '../runtime/draw.ts';
import { CounterRandom } from '../sim/random.ts';
import { VirtualClock } from '../sim/virtual-clock.ts';
import { NetworkPath, type PathOptions } from './testing/network-path.ts';
import { HOST, runScan, type ScriptedScan, type Watched } from './testing/run-scan.ts';

/** Whole scans over networks that lose, delay and limit, in virtual time; the seed of each is in its title. */

const RTT_MS = 20;
const TIMEOUT_MS = 1_000;
const seeds = Array.from({ length: 10 }, (_, index) => index + 1);

/** Every tenth port is filtered, a third of the others is open. */
function truthOf(port: number): ObservationKind {
  if (port % 10 === 0) return 'no-response';
  return port % 3 === 0 ? 'open' : 'refused';
}

const states: Partial<Record<ObservationKind, PortState>> = {
  open: 'open',
  refused: 'closed',
  'no-response': 'filtered',
};

function portsTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

/** The ports of which the scan says something wrong. */
function wrongOf({ result }: Watched): string[] {
  return result.hosts
    .flatMap(({ ports }) => ports)
    .filter(({ port, state }) => state !== states[truthOf(port)])
    .map(({ host, port, state, attempts }) => `${host} ${port} ${state} ×${attempts}`);
}

interface Path extends Partial<PathOptions> {
  readonly seed?: number;
}

function open({ seed = 1, ...options }: Path): { clock: VirtualClock; path: NetworkPath } {
  const clock = new VirtualClock();
  const random = new CounterRandom(seed);
  return { clock, path: new NetworkPath({ clock, random, rttMs: RTT_MS, timeoutMs: TIMEOUT_MS, ...options }) };
}

/** Scans a host of 1,000 ports over a path. */
async function scanOver(options: Path, scan: Partial<ScriptedScan> = {}): Promise<Watched> {
  const { clock, path } = open(options);
  const script = scan.script ?? (({ subject }) => path.send(truthOf(subject.port)));
  const whole = {
    ports: portsTo(1_000),
    concurrency: 'auto',
    seed: options.seed ?? 1,
    ...scan,
    clock,
    script,
  } as const;
  return clock.runUntilSettled(runScan(whole));
}

const attemptsAtFiltered = ({ ports }: Watched): number[] =>
  ports.filter(({ state }) => state === 'filtered').map(({ attempts }) => attempts);

describe('answers that are lost', () => {
  const cases = [0.01, 0.05, 0.2].flatMap((loss) => seeds.map((seed) => ({ loss, seed })));

  it.each(cases)('cost no port its verdict: loss $loss, seed $seed', async ({ loss, seed }) => {
    const watched = await scanOver({ loss, seed });
    expect(wrongOf(watched)).toEqual([]);
    expect(watched.endedMs).toBeLessThan(120_000);
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

describe('answers that are late', () => {
  it.each(seeds)('are heard within the time limit, whatever was expected: seed %i', async (seed) => {
    const random = new CounterRandom(seed);
    const script: ScriptedScan['script'] = ({ subject: { port } }) => {
      const kind = truthOf(port);
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
    const { clock } = open({});
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
      const { clock, path } = open({});
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
    const { clock, path } = open({ bottleneck: { perSecond, queue: 20 } });
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
    const { clock, path } = open({ rttMs: 5 });
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
    expect(endedMs).toBeLessThan(120_000);
  });
});
