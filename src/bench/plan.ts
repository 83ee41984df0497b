import type { BenchBehaviour, BenchEngine, BenchProbe, TargetBehaviour } from '../results/bench.ts';

/** What to sweep: every behaviour with every concurrency and every rate, each with all scanners. */
export interface BenchPlan {
  readonly behaviours: readonly TargetBehaviour[];
  readonly concurrencies: readonly number[];
  /** Probes per second at most; undefined: no limit. */
  readonly ratesPerSecond: readonly (number | undefined)[];
  readonly engines: readonly BenchEngine[];
  readonly probes: readonly BenchProbe[];
  /** Of each target. */
  readonly ports: number;
  readonly repeats: number;
  readonly timeoutMs: number;
  readonly retries: number;
  readonly seed: number;
}

/** A point of the sweep; all that is measured there, at each rate, shares a target, and is compared. */
export interface Cell extends TargetBehaviour {
  readonly concurrency: number;
}

/** A way of our own to scan. */
export interface OwnScanner {
  readonly engine: BenchEngine;
  readonly probe: BenchProbe;
}

export function cellsOf({ concurrencies }: BenchPlan, behaviour: TargetBehaviour): Cell[] {
  return concurrencies.map((concurrency) => ({ ...behaviour, concurrency }));
}

/** Ours that a behaviour means something to. */
export function ownScanners({ engines, probes }: BenchPlan, behaviour: BenchBehaviour): OwnScanner[] {
  return engines
    .flatMap((engine) => probes.map((probe) => ({ engine, probe })))
    .filter(({ engine, probe }) => {
      // An agent is asked, and TCP asks nothing.
      if (engine === 'agent' && probe === 'tcp') return false;
      // The handshake of a slow responder is the kernel's, and as fast as any.
      if (behaviour === 'slow') return probe === 'psap';
      // So it is of a limited one, and to an agent there is one connection alone.
      if (behaviour === 'limited') return engine === 'direct' && probe === 'psap';
      // An agent takes one connection for all ports: whether that one is lost says nothing of the scan.
      if (behaviour === 'lossy') return engine === 'direct';
      return true;
    });
}

/** Whether a behaviour is one of the sockets themselves, so that any program meets it. */
export function isForPeers(behaviour: BenchBehaviour): boolean {
  return behaviour === 'closed' || behaviour === 'open' || behaviour === 'filtered';
}

/** Whether verdicts can be held to the truth: where attempts are lost or refused, and none is made again, so are ports. */
export function isHeldToTruth({ retries }: BenchPlan, behaviour: BenchBehaviour): boolean {
  return retries > 0 || (behaviour !== 'lossy' && behaviour !== 'limited');
}

/** Descriptors that its process holds beside those of ports and connections, with room to spare. */
const OTHER_DESCRIPTORS = 64;
/** Listener and fillers of a filtered port. */
const PER_FILTERED_PORT = 4;

/** Descriptors that the process of the hungriest target needs, with every connection to it open at once. */
export function descriptorsNeeded({ behaviours, ports, concurrencies }: BenchPlan): number {
  const ofPorts = behaviours.map(({ behaviour }) => {
    if (behaviour === 'closed') return 0;
    return behaviour === 'filtered' ? Math.ceil(ports / 10) * (1 + PER_FILTERED_PORT) : ports;
  });
  return Math.max(...ofPorts) + Math.max(...concurrencies) + OTHER_DESCRIPTORS;
}
