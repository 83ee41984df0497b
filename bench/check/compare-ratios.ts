/** The times of the key benchmarks, each as a multiple of the reference's in the same run, by name. */
export type Ratios = Readonly<Record<string, number>>;

export interface Comparison {
  readonly name: string;
  /** Undefined where the baseline does not have it. */
  readonly baseline: number | undefined;
  /** Undefined where it is no longer measured. */
  readonly current: number | undefined;
  /** `slower`: by more than the tolerance. `new` and `gone`: the baseline is not of this set of benchmarks. */
  readonly verdict: 'well' | 'faster' | 'slower' | 'new' | 'gone';
}

/** How much slower than the baseline is a regression. */
export const TOLERANCE = 0.2;

/** Compares each benchmark of either side with itself, in the order of the baseline, what is new at the end. */
export function compareRatios(baseline: Ratios, current: Ratios, tolerance = TOLERANCE): Comparison[] {
  const names = [...new Set([...Object.keys(baseline), ...Object.keys(current)])];
  return names.map((name) => {
    const [before, now] = [baseline[name], current[name]];
    return { name, baseline: before, current: now, verdict: judge(before, now, tolerance) };
  });
}

function judge(before: number | undefined, now: number | undefined, tolerance: number): Comparison['verdict'] {
  if (before === undefined) return 'new';
  if (now === undefined) return 'gone';
  if (now > before * (1 + tolerance)) return 'slower';
  return now < before / (1 + tolerance) ? 'faster' : 'well';
}

/** The better of two measurements of each: what disturbs a measurement makes it slower, and never faster. */
export function bestOf(one: Ratios, other: Ratios): Ratios {
  const best: Record<string, number> = { ...one };
  for (const [name, ratio] of Object.entries(other)) best[name] = Math.min(best[name] ?? ratio, ratio);
  return best;
}

/** A table: name, baseline, now, the change in percent, and the verdict where it is not well. */
export function comparisonText(comparisons: readonly Comparison[]): string {
  const width = Math.max(...comparisons.map(({ name }) => name.length));
  const heading = `${' '.repeat(width)} ${'BASELINE'.padStart(10)} ${'NOW'.padStart(10)} ${'CHANGE'.padStart(8)}`;
  const number = (ratio: number | undefined): string => (ratio === undefined ? '-' : ratio.toPrecision(3)).padStart(10);
  const lines = comparisons.map(({ name, baseline, current, verdict }) => {
    const known = baseline !== undefined && current !== undefined;
    const percent = known ? Math.round((current / baseline - 1) * 100) : undefined;
    const change = percent === undefined ? '' : `${percent > 0 ? '+' : ''}${percent} %`;
    const line = `${name.padEnd(width)} ${number(baseline)} ${number(current)} ${change.padStart(8)}`;
    return `${line}${verdict === 'well' ? '' : `  ${verdict}`}`.trimEnd();
  });
  return [heading, ...lines].join('\n');
}
