import type { PortResult, ScanResult, StateCounts } from '../../results/scan.ts';
import type { Scanner } from '../model.ts';
import type { RecordedScanner } from '../record-host.ts';

export interface FoundHost {
  readonly address: string;
  readonly ports: readonly PortResult[];
}

/** The result of a scan that found these ports. */
export function scanOf(found: readonly FoundHost[], options: Partial<ScanResult> = {}): ScanResult {
  const hosts = found.map(({ address, ports }) => ({
    address,
    up: null,
    ports: ports.toSorted((one, other) => one.port - other.port),
    summary: countOf(ports),
  }));
  const summary = countOf(found.flatMap(({ ports }) => ports));
  return {
    mode: 'list',
    probe: 'psap',
    engine: 'stream',
    seed: 7,
    elapsedMs: 1,
    complete: true,
    hosts,
    summary,
    ...options,
  };
}

function countOf(ports: readonly PortResult[]): StateCounts {
  const summary = { open: 0, closed: 0, filtered: 0, error: 0 };
  for (const { state } of ports) summary[state] += 1;
  return summary;
}

/** How the scanner of a scenario looked. */
export function lookOf(
  scanner: Scanner,
  defaults: { timeoutMs: number; retries: number },
  agentPort?: number,
): RecordedScanner {
  return { ...defaults, ...scanner, ...(agentPort !== undefined && { agentPort }) };
}
