import type { HostResult, PortResult, PortState, Reason, ScanResult, StateCounts } from '../../results/scan.ts';

/** Results to render. */

export function portResult(port: number, state: PortState, reason: Reason, more: Partial<PortResult> = {}): PortResult {
  return { host: '127.0.0.1', port, state, reason, elapsedMs: 1.24, attempts: 1, ...more };
}

/** So many ports alike, from `first` on. */
export function crowd(first: number, size: number, state: PortState, reason: Reason): PortResult[] {
  return Array.from({ length: size }, (_, index) => portResult(first + index, state, reason));
}

export function hostResult(ports: readonly PortResult[], more: Partial<HostResult> = {}): HostResult {
  return { address: '127.0.0.1', up: true, ports, summary: countStates(ports), ...more };
}

export function scanResult(hosts: readonly HostResult[], more: Partial<ScanResult> = {}): ScanResult {
  const summary = countStates(hosts.flatMap(({ ports }) => ports));
  const identity = { mode: 'list', probe: 'psap', engine: 'stream', seed: 7 } as const;
  return { ...identity, elapsedMs: 812.4, complete: true, hosts, summary, ...more };
}

function countStates(ports: readonly PortResult[]): StateCounts {
  const counts = { open: 0, closed: 0, filtered: 0, error: 0 };
  for (const { state } of ports) counts[state] += 1;
  return counts;
}
