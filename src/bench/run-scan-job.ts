import { AgentProber } from '../engines/agent-prober.ts';
import { DirectProber } from '../engines/direct-prober.ts';
import { type Route, RoutedDialer } from '../engines/routed-dialer.ts';
import { AdaptivePacing } from '../probe/adaptive-pacing.ts';
import type { Prober } from '../probe/prober.ts';
import type { BenchEngine } from '../results/bench.ts';
import type { PortState } from '../results/scan.ts';
import type { Dialer } from '../runtime/connection.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { tcpDialer } from '../runtime/node/tcp.ts';
import { ScanSession } from '../scan/scan-session.ts';
import { CounterRandom } from '../sim/random.ts';
import { connectBarely } from './bare-connects.ts';
import { loseSome } from './loss.ts';
import type { ScanJob, ScanSample } from './scan-job.ts';

type Found = Pick<ScanSample, 'states' | 'timesMs' | 'attempts' | 'probes'>;

/** Makes a scan in this process, and measures it: what comes before and after it does not count. */
export async function runScanJob(job: ScanJob): Promise<ScanSample> {
  const { target, seed } = job;
  const { loss } = target;
  const route = loss && loseSome(target.ports, loss.share, loss.blackHole, seed);
  const scan = job.how === 'net.connect' ? prepareBareLoop(job, route) : prepareSession(job, job.how, route);
  const cpuBefore = process.cpuUsage();
  const beganMs = performance.now();
  const collect = await scan();
  const elapsedMs = performance.now() - beganMs;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { elapsedMs, cpuMs: (user + system) / 1_000, ...collect() };
}

function prepareSession(
  { target, concurrency, ratePerSecond, timeoutMs, retries, seed }: ScanJob,
  { engine, probe }: Exclude<ScanJob['how'], string>,
  route: Route | undefined,
): () => Promise<() => Found> {
  const dialer = route === undefined ? tcpDialer : new RoutedDialer(tcpDialer, route);
  const session = new ScanSession(
    { mode: 'list', method: probe, hosts: [target.address], ports: target.ports, information: false, retries },
    {
      prober: createProber(engine, dialer, target.agentPort),
      pacing: new AdaptivePacing({ concurrency, timeoutMs, ...(ratePerSecond === undefined ? {} : { ratePerSecond }) }),
      clock: nodeClock,
      random: new CounterRandom(seed),
    },
  );
  return async () => {
    const { result, probes } = await session.run();
    return () => {
      const ports = result.hosts.flatMap((host) => host.ports);
      return {
        states: ports.map(({ port, state }) => [port, state] as const),
        timesMs: ports.map(({ elapsedMs }) => elapsedMs),
        attempts: ports.reduce((sum, { attempts }) => sum + attempts, 0),
        probes,
      };
    };
  };
}

function createProber(engine: BenchEngine, dialer: Dialer, agentPort: number): Prober {
  const parts = { dialer, clock: nodeClock, encoding: 'text' } as const;
  return engine === 'direct' ? new DirectProber(parts) : new AgentProber({ ...parts, agentPort });
}

function prepareBareLoop(
  { target: { address, ports }, concurrency, timeoutMs }: ScanJob,
  route: Route = (to) => to,
): () => Promise<() => Found> {
  const targets = ports.map((port) => route({ address, port })!);
  const states: (readonly [number, PortState])[] = [];
  const timesMs: number[] = [];
  const settled = (index: number, state: PortState, elapsedMs: number): void => {
    states.push([ports[index]!, state]);
    timesMs.push(elapsedMs);
  };
  return async () => {
    await connectBarely({ targets, concurrency, timeoutMs, settled });
    return () => ({ states, timesMs, attempts: ports.length, probes: ports.length });
  };
}
