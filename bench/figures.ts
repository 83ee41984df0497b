import type { Benchmark, BenchmarkGroup } from './benchmark.ts';

/** What mitata measured of one benchmark: the time of one call of its body, in nanoseconds. */
export interface Timing {
  readonly p50: number;
  readonly p99: number;
  readonly avg: number;
}

/** One benchmark in the JSON document. */
export interface Figure extends Timing {
  readonly name: string;
  readonly group: string;
  readonly unit: BenchmarkGroup['unit'];
  /** How many times as fast as the other one of the same run, by the medians. */
  readonly ratioTo?: { readonly name: string; readonly ratio: number };
}

/** The figures of a group; `timings` are those of its benchmarks, in their order. */
export function figuresOf(group: BenchmarkGroup, timings: readonly Timing[]): Figure[] {
  const speeds = new Map(group.benchmarks.map((each, index) => [each.name, operationsOf(each) / timings[index]!.p50]));
  return group.benchmarks.map((benchmark, index) => {
    const { name, beside } = benchmark;
    const { p50, p99, avg } = timings[index]!;
    const inUnit = (ns: number): number =>
      group.unit === 'ns' ? ns / operationsOf(benchmark) : (operationsOf(benchmark) / ns) * 1e9;
    const figure = { name, group: group.name, unit: group.unit, p50: inUnit(p50), p99: inUnit(p99), avg: inUnit(avg) };
    const other = beside === undefined ? undefined : speeds.get(beside);
    if (beside === undefined || other === undefined) return figure;
    return { ...figure, ratioTo: { name: beside, ratio: speeds.get(name)! / other } };
  });
}

/** `direct, open ports, text   8,123 probes/s   0.61 × net.connect, open port`. */
export function figuresText(figures: readonly Figure[]): string {
  const width = Math.max(...figures.map(({ name }) => name.length));
  return figures
    .map(({ name, unit, p50, ratioTo }) => {
      const amount = `${Math.round(p50).toLocaleString('en-US')} ${unit}`.padStart(18);
      return `${name.padEnd(width)} ${amount}${ratioTo === undefined ? '' : `   ${ratioTo.ratio.toFixed(2)} × ${ratioTo.name}`}`;
    })
    .join('\n');
}

function operationsOf(benchmark: Benchmark): number {
  return benchmark.operations ?? 1;
}
