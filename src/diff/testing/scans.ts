import type { HostResult, PortResult, ScanResult, StateCounts } from '../../results/scan.ts';
import { type SavedScan, savedFromDocument } from '../saved-scan.ts';

/** Scans to compare, written as briefly as can be. */

type BriefPort = Pick<PortResult, 'port' | 'state' | 'reason' | 'info'>;
type BriefHost = Partial<Pick<HostResult, 'up' | 'os' | 'summary'>> & { readonly ports?: readonly BriefPort[] };

/** `22 open syn-ack` */
export function port(text: string, info?: PortResult['info']): BriefPort {
  const [number, state, reason] = text.split(' ') as [string, PortResult['state'], PortResult['reason']];
  return { port: Number(number), state, reason, ...(info !== undefined && { info }) };
}

/** Hosts by address; one is up where a port of it is open or closed, and nothing else is said. */
export function scan(hosts: Readonly<Record<string, BriefHost>>, more: Partial<ScanResult> = {}): ScanResult {
  const results = Object.entries(hosts).map(([address, { ports = [], ...host }]): HostResult => {
    const full = ports.map((one) => ({ ...one, host: address, elapsedMs: 1.2, attempts: 1 }));
    const answers = full.some(({ state }) => state === 'open' || state === 'closed');
    return { address, up: answers ? true : null, ports: full, summary: countStates(ports), ...host };
  });
  const summary = { open: 0, closed: 0, filtered: 0, error: 0 };
  for (const host of results) {
    for (const state of Object.keys(summary) as (keyof StateCounts)[]) summary[state] += host.summary[state];
  }
  const identity = { mode: 'list', probe: 'psap', engine: 'stream', seed: 7, elapsedMs: 12, complete: true } as const;
  return { ...identity, hosts: results, summary, ...more };
}

export function saved(result: ScanResult, file: string): SavedScan {
  return savedFromDocument(result, file);
}

function countStates(ports: readonly BriefPort[]): StateCounts {
  const counts = { open: 0, closed: 0, filtered: 0, error: 0 };
  for (const { state } of ports) counts[state] += 1;
  return counts;
}
