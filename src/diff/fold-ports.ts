import type { PortSpan } from '../results/scan-diff.ts';
import type { SavedPort } from './saved-scan.ts';

/** Neighbouring ports in one state as one span, ascending. */
export function foldPorts(ports: readonly SavedPort[]): PortSpan[] {
  const spans: { first: number; last: number; state: PortSpan['state'] }[] = [];
  for (const { port, state } of ports.toSorted((one, other) => one.port - other.port)) {
    const span = spans.at(-1);
    if (span?.last === port - 1 && span.state === state) span.last = port;
    else spans.push({ first: port, last: port, state });
  }
  return spans;
}
