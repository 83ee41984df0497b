import type { ObservationKind } from '../../probe/prober.ts';
import type { PortState } from '../../results/scan.ts';
import { CounterRandom } from '../../sim/random.ts';
import { VirtualClock } from '../../sim/virtual-clock.ts';
import { NetworkPath, type PathOptions } from './network-path.ts';
import { runScan, type ScriptedScan, type Watched } from './run-scan.ts';

export const RTT_MS = 20;
export const TIMEOUT_MS = 1_000;

/** Of a mixed host: every tenth port is filtered, a third of the others is open. */
export function mixed(port: number): ObservationKind {
  if (port % 10 === 0) return 'no-response';
  return port % 3 === 0 ? 'open' : 'refused';
}

const states: Partial<Record<ObservationKind, PortState>> = {
  open: 'open',
  refused: 'closed',
  'no-response': 'filtered',
};

export function portsTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

/** The ports of which the scan says something wrong. */
export function wrongOf({ result }: Watched, truthOf = mixed): string[] {
  return result.hosts
    .flatMap(({ ports }) => ports)
    .filter(({ port, state }) => state !== states[truthOf(port)])
    .map(({ host, port, state, attempts }) => `${host} ${port} ${state} ×${attempts}`);
}

export interface Path extends Partial<PathOptions> {
  readonly seed?: number;
}

/** A path in a world of its own, in virtual time. */
export function openPath({ seed = 1, ...options }: Path): { clock: VirtualClock; path: NetworkPath } {
  const clock = new VirtualClock();
  const random = new CounterRandom(seed).fork('path');
  return { clock, path: new NetworkPath({ clock, random, rttMs: RTT_MS, timeoutMs: TIMEOUT_MS, ...options }) };
}

/** Scans a mixed host of 1,000 ports over a path. */
export async function scanOver(options: Path, scan: Partial<ScriptedScan> = {}): Promise<Watched> {
  const { clock, path } = openPath(options);
  const script = scan.script ?? (({ subject }) => path.send(mixed(subject.port)));
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
