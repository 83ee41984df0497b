import type { PortResult, ScanMode, ScanResult } from '../../results/scan.ts';
import type { Scanner } from '../model.ts';
import type { RecordedScanner } from '../record-scenario.ts';

/** The result of a scan of one host that found these ports. */
export function scanOf(address: string, ports: readonly PortResult[], options: Partial<ScanResult> = {}): ScanResult {
  const summary = { open: 0, closed: 0, filtered: 0, error: 0 };
  for (const { state } of ports) summary[state] += 1;
  const mode: ScanMode = 'list';
  const hosts = [{ address, up: null, ports: ports.toSorted((one, other) => one.port - other.port), summary }];
  return { mode, probe: 'psap', engine: 'stream', seed: 7, elapsedMs: 1, complete: true, hosts, summary, ...options };
}

/** How the scanner of a scenario looked. */
export function lookOf(
  scanner: Scanner,
  defaults: { timeoutMs: number; retries: number },
  agentPort?: number,
): RecordedScanner {
  return { ...defaults, ...scanner, ...(agentPort !== undefined && { agentPort }) };
}
