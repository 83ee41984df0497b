import { percentileOf } from './percentile.ts';

/** How long the ports of a crowd took, in milliseconds: each of these is the time of one of them (nearest rank). */
export interface Percentiles {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

/** Of at least one time, in any order. */
export function percentilesOf(times: Iterable<number>): Percentiles {
  const sorted = Float64Array.from(times).sort();
  const rank = (percent: number) => percentileOf(sorted, percent);
  return { p50: rank(50), p90: rank(90), p99: rank(99), max: rank(100) };
}
