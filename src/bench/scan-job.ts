import type { BenchEngine, BenchProbe } from '../results/bench.ts';
import type { PortState } from '../results/scan.ts';
import type { TargetFacts } from './target.ts';

/** One scan to be made and measured; plain data, since it goes to another process. */
export interface ScanJob {
  /** Ours, or the bare loop that it is compared with. */
  readonly how: { readonly engine: BenchEngine; readonly probe: BenchProbe } | 'net.connect';
  readonly target: Omit<TargetFacts, 'truth'>;
  readonly concurrency: number;
  readonly ratePerSecond?: number;
  readonly timeoutMs: number;
  readonly retries: number;
  readonly seed: number;
}

/** What one scan found, and took. */
export interface ScanSample {
  readonly elapsedMs: number;
  /** User and system time of the process meanwhile, all its threads. */
  readonly cpuMs: number;
  /** By port; a port without a verdict is missing. */
  readonly states: readonly (readonly [port: number, state: PortState])[];
  /** Of each port with a verdict; undefined where the scanner does not tell. */
  readonly timesMs?: readonly number[];
  /** Of all ports together; undefined where the scanner does not tell. */
  readonly attempts?: number;
  /** What was sent: attempts and canaries; undefined where the scanner does not tell. */
  readonly probes?: number;
}
