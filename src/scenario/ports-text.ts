import { countPorts, formatPortRanges, type PortRange } from '../protocol/port-list.ts';

/** Ranges that a person still reads. */
const SHOWN_RANGES = 4;

/** `port 22`, `ports 22,80`, `ports 1,3,5,… (7 ports)` */
export function portsText(ports: readonly PortRange[]): string {
  const count = countPorts(ports);
  if (count === 1) return `port ${formatPortRanges(ports)}`;
  if (ports.length <= SHOWN_RANGES) return `ports ${formatPortRanges(ports)}`;
  return `ports ${formatPortRanges(ports.slice(0, SHOWN_RANGES - 1))},… (${count} ports)`;
}
