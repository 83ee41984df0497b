import { AdaptivePacing, type AdaptivePacingOptions } from '../../probe/adaptive-pacing.ts';
import type { ProbeMode } from '../../probe/prober.ts';
import type { PortResult } from '../../results/scan.ts';
import { CounterRandom } from '../../sim/random.ts';
import { VirtualClock } from '../../sim/virtual-clock.ts';
import type { ScanPlan } from '../scan-plan.ts';
import type { ScanReport } from '../scan-report.ts';
import { ScanSession } from '../scan-session.ts';
import { type Script, ScriptedProber } from './scripted-prober.ts';

export const HOST = '127.0.0.1';

export interface ScriptedScan extends Partial<ScanPlan>, Omit<Partial<AdaptivePacingOptions>, 'concurrency'> {
  /** 8 where nothing is said. */
  readonly concurrency?: number | 'auto';
  readonly script: Script;
  readonly prober?: ProbeMode;
  readonly seed?: number;
  /** Stops the scan at that time, or before it begins. */
  readonly stopAtMs?: number | 'before';
  /** Of several scans, run by whoever has it. */
  readonly clock?: VirtualClock;
}

export interface Watched extends ScanReport {
  readonly prober: ScriptedProber;
  /** In the order in which they were decided. */
  readonly decided: readonly PortResult[];
  readonly endedMs: number;
  /** Of the first host. */
  readonly ports: readonly PortResult[];
}

/** Runs a scan against a script, in virtual time, from 0 unless there is a clock. */
export async function runScan(scan: ScriptedScan): Promise<Watched> {
  const { script, prober: mode, seed = 1, stopAtMs, concurrency = 8, ratePerSecond, timeoutMs = 1_000, ...rest } = scan;
  const { clock = new VirtualClock(), ...plan } = rest;
  const prober = new ScriptedProber(clock, script, mode);
  const decided: PortResult[] = [];
  const session = new ScanSession(
    { mode: 'list', method: 'psap', hosts: [HOST], ports: [1], information: false, retries: 1, ...plan },
    {
      prober,
      pacing: new AdaptivePacing({
        timeoutMs,
        ...(concurrency === 'auto' ? {} : { concurrency }),
        ...(ratePerSecond === undefined ? {} : { ratePerSecond }),
      }),
      clock,
      random: new CounterRandom(seed),
      onDecided: (result) => decided.push(result),
    },
  );
  if (stopAtMs === 'before') session.stop();
  else if (stopAtMs !== undefined) clock.setTimer(stopAtMs, () => session.stop(), undefined);
  const report = await (scan.clock === undefined ? clock.runUntilSettled(session.run()) : session.run());
  return { ...report, prober, decided, endedMs: clock.now(), ports: report.result.hosts[0]?.ports ?? [] };
}

/** `22 open syn-ack ×1` */
export function brief({ port, state, reason, attempts }: PortResult): string {
  return `${port} ${state} ${reason} ×${attempts}`;
}
