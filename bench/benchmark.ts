/** What is measured, and what it is measured beside. */

export interface Benchmark {
  /** Unique among all benchmarks. */
  readonly name: string;
  /** What is timed; or, as a generator, what sets it up before it yields it, and takes it down afterwards. */
  readonly body: (() => unknown) | (() => AsyncGenerator<() => unknown, void, undefined>);
  /** How many operations one call of the body does; 1 by default. */
  readonly operations?: number;
  /** The benchmark of the same group that this one is compared with. */
  readonly beside?: string;
}

export interface BenchmarkGroup {
  readonly name: string;
  /** `ns`: nanoseconds an operation. `probes/s`: operations a second. */
  readonly unit: 'ns' | 'probes/s';
  readonly benchmarks: readonly Benchmark[];
}

/**
 * The benchmarks whose own or whose group's name holds `only`, in any case, and those that they are compared with. All
 * of them where `only` is undefined.
 */
export function selectBenchmarks(groups: readonly BenchmarkGroup[], only: string | undefined): BenchmarkGroup[] {
  if (only === undefined) return [...groups];
  const holds = (name: string): boolean => name.toLowerCase().includes(only.toLowerCase());
  return groups.flatMap((group) => {
    const wanted = group.benchmarks.filter(({ name }) => holds(group.name) || holds(name));
    const names = new Set(wanted.flatMap(({ name, beside }) => [name, beside]));
    return wanted.length === 0
      ? []
      : [{ ...group, benchmarks: group.benchmarks.filter(({ name }) => names.has(name)) }];
  });
}
