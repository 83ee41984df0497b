import { portRangesOf } from '../protocol/port-list.ts';
import { percentileOf } from '../results/percentile.ts';
import type { ExpectationResult } from '../results/run.ts';
import type { PortResult } from '../results/scan.ts';
import type { ScanReport } from '../scan/scan-report.ts';
import type { CountBound, Figure, Host, ThresholdExpectation } from './model.ts';
import { portsText } from './ports-text.ts';

/** What part of the values, in percent, a statistic does not exceed (nearest rank). */
const percents = { min: 0, p50: 50, p90: 90, p95: 95, p99: 99, max: 100 } as const;

/**
 * Holds a figure of a scan to its bound, and says what it was. Where no port was decided its figures are not there, and
 * nothing is within bounds. Where there are several `hosts`, ports are told by their names.
 */
export function checkThreshold(
  expected: ThresholdExpectation,
  report: ScanReport,
  hosts: readonly Pick<Host, 'name' | 'address'>[] = [],
): ExpectationResult {
  const { figure, operator, limit } = expected;
  const text = thresholdText(expected);
  const measured = measure(figure, report);
  if (measured === undefined) return { text, passed: false, actual: 'no port decided' };
  const { value, ports } = measured;
  const whose = ports === undefined ? '' : ` (${whoseText(ports, hosts)})`;
  return { text, passed: isWithin(value, operator, limit), actual: `${figureText(figure, value)}${whose}` };
}

/** `port.time.p99 < 200 ms` */
export function thresholdText({ figure, operator, limit }: ThresholdExpectation): string {
  return `${figure} ${operator} ${figureText(figure, limit)}`;
}

/** A figure, and the ports that have it where it is theirs. */
interface Measured {
  readonly value: number;
  readonly ports?: readonly PortResult[];
}

function measure(figure: Figure, { result, localErrors }: ScanReport): Measured | undefined {
  if (figure === 'duration') return { value: result.elapsedMs };
  if (figure === 'local errors') return { value: localErrors };
  const [, measured, statistic] = figure.split('.') as ['port', 'time' | 'attempts', keyof typeof percents];
  const figureOf = (port: PortResult) => (measured === 'time' ? port.elapsedMs : port.attempts);
  const ports = result.hosts.flatMap((host) => host.ports);
  if (ports.length === 0) return undefined;
  const value = percentileOf(Float64Array.from(ports, figureOf).sort(), percents[statistic]);
  return { value, ports: ports.filter((port) => figureOf(port) === value) };
}

/** `port 22`, `ports 22,80 of web`, `65529 ports` */
function whoseText(ports: readonly PortResult[], hosts: readonly Pick<Host, 'name' | 'address'>[]): string {
  const addresses = new Set(ports.map(({ host }) => host));
  if (addresses.size > 1) return `${ports.length} ports`;
  const text = portsText(portRangesOf(ports.map(({ port }) => port)));
  const host = hosts.length > 1 && hosts.find(({ address }) => addresses.has(address));
  return host ? `${text} of ${host.name}` : text;
}

/** Times as other texts have them; a number as it is. */
function figureText(figure: Figure, value: number): string {
  const isTime = figure === 'duration' || figure.startsWith('port.time.');
  return isTime ? `${Number(value.toFixed(1))} ms` : String(value);
}

/** Compares. */
export function isWithin(value: number, operator: CountBound['operator'], limit: number): boolean {
  switch (operator) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '==':
      return value === limit;
  }
}
