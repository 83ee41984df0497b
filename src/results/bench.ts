import type { Percentiles } from './percentiles.ts';

/** What `portlab bench scan` produces: plain data, the shapes of the JSON document. */

/** How a target behaves; `filtered` is a mix, a tenth of it filtered. */
export const benchBehaviours = ['closed', 'open', 'filtered', 'slow', 'lossy', 'limited'] as const;
export type BenchBehaviour = (typeof benchBehaviours)[number];

/** A behaviour, and how much of it, where there is a measure. */
export interface TargetBehaviour {
  readonly behaviour: BenchBehaviour;
  /** How much later a slow target answers. */
  readonly delayMs?: number;
  /** The part of the attempts that a lossy target loses, from 0 to 1. */
  readonly lossShare?: number;
  /** Connections that a limited target serves; it resets what is beyond. */
  readonly servedPerSecond?: number;
}

/** `direct`: a connection to each port. `agent`: requests pipelined to the agent of the host. */
export const benchEngines = ['direct', 'agent'] as const;
export type BenchEngine = (typeof benchEngines)[number];

export type BenchProbe = 'psap' | 'tcp';

/** Verdicts that are not the truth, over all repeats of a row. */
export interface BenchErrors {
  /** Another state than the true one. */
  readonly wrong: number;
  /** No verdict at all. */
  readonly missing: number;
  /** The scanner says that it failed itself. */
  readonly error: number;
}

/** One scanner at one point of the sweep, all its repeats together. */
export interface BenchRow extends TargetBehaviour {
  /** `portlab`, `net.connect` for the reference, or the name of a peer. */
  readonly scanner: string;
  /** `reference`: what the others of the same target and concurrency are compared with. */
  readonly role: 'own' | 'reference' | 'peer';
  /** Of our own scanner. */
  readonly engine?: BenchEngine;
  readonly probe: BenchProbe;
  readonly concurrency: number;
  /** Probes per second at most; undefined: no limit. */
  readonly ratePerSecond?: number;
  readonly ports: number;
  readonly repeats: number;
  /** Of one repeat, the median. */
  readonly elapsedMs: number;
  readonly portsPerSecond: number;
  /** With canaries, which are no attempts at a port; where a scanner does not tell them, one is counted for each port. */
  readonly probesPerSecond: number;
  /** User and system time of the scanner's process for each probe, counted in the same way. */
  readonly cpuUsPerProbe: number;
  /** From the first attempt at a port to its verdict, over the ports of all repeats; peers do not tell it. */
  readonly timePerPortMs?: Pick<Percentiles, 'p50' | 'p99'>;
  /** Peers do not tell it. */
  readonly attemptsPerPort?: number;
  /** The states that the scanner reports: ports of other states cannot be told from ports that it lost. */
  readonly judged: 'all states' | 'open ports alone';
  readonly errors: BenchErrors;
  /** Ports per second as a multiple of the reference's. */
  readonly ratioToReference?: number;
}

/** What the figures depend on. */
export interface BenchMachine {
  readonly cpu: string;
  readonly cores: number;
  readonly node: string;
  readonly kernel: string;
  /** Descriptors that a process may have open; undefined where the system does not say. */
  readonly descriptors?: number;
}

export interface BenchPeer {
  readonly name: string;
  /** What it says of itself; undefined where it is not installed. */
  readonly version?: string;
}

/** A peer that could not be measured somewhere, and what it said. */
export type BenchFailure = TargetBehaviour & Pick<BenchRow, 'scanner' | 'concurrency'> & { readonly why: string };

export interface BenchReport {
  /** What makes the same sweep again. */
  readonly rerun: string;
  readonly seed: number;
  readonly machine: BenchMachine;
  readonly timeoutMs: number;
  readonly retries: number;
  readonly peers: readonly BenchPeer[];
  readonly elapsedMs: number;
  /** False where it was interrupted. */
  readonly complete: boolean;
  readonly rows: readonly BenchRow[];
  readonly failures: readonly BenchFailure[];
  /** `failed`: rows of our own whose verdicts were wrong where nothing excuses it. */
  readonly summary: { readonly rows: number; readonly withErrors: number; readonly failed: number };
}

/** Verdicts of a row that are not the truth. */
export function countErrors({ wrong, missing, error }: BenchErrors): number {
  return wrong + missing + error;
}
