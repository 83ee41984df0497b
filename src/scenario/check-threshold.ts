import { percentileOf } from '../results/percentile.ts';
import type { ExpectationResult } from '../results/run.ts';
import type { ScanReport } from '../scan/scan-session.ts';
import type { Figure, ThresholdExpectation } from './model.ts';

/** What part of the values, in percent, a statistic does not exceed (nearest rank). */
const percents = { min: 0, p50: 50, p90: 90, p95: 95, p99: 99, max: 100 } as const;

/** Holds a figure of a scan to its bound. Where no port was decided its figures are not there, and nothing is within bounds. */
export function checkThreshold(expected: ThresholdExpectation, report: ScanReport): ExpectationResult {
  const { figure, operator, limit } = expected;
  const text = thresholdText(expected);
  const value = measure(figure, report);
  if (value !== undefined && isWithin(value, operator, limit)) return { text, passed: true };
  const actual = value === undefined ? 'no port decided' : `${figure} ${figureText(figure, value)}`;
  return { text, passed: false, actual };
}

/** `port.time.p99 < 200 ms` */
export function thresholdText({ figure, operator, limit }: ThresholdExpectation): string {
  return `${figure} ${operator} ${figureText(figure, limit)}`;
}

function measure(figure: Figure, { result, localErrors }: ScanReport): number | undefined {
  if (figure === 'duration') return result.elapsedMs;
  if (figure === 'local errors') return localErrors;
  const [, measured, statistic] = figure.split('.') as ['port', 'time' | 'attempts', keyof typeof percents];
  const ports = result.hosts.flatMap((host) => host.ports);
  if (ports.length === 0) return undefined;
  const values = Float64Array.from(ports, (port) => (measured === 'time' ? port.elapsedMs : port.attempts)).sort();
  return percentileOf(values, percents[statistic]);
}

/** Times as other texts have them; a number as it is. */
function figureText(figure: Figure, value: number): string {
  const isTime = figure === 'duration' || figure.startsWith('port.time.');
  return isTime ? `${Number(value.toFixed(1))} ms` : String(value);
}

/** Compares. */
export function isWithin(value: number, operator: ThresholdExpectation['operator'], limit: number): boolean {
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
