import type { Benchmark } from '../benchmark.ts';
import { codecBenchmarks } from '../codec.bench.ts';
import { controllerBenchmarks } from '../controller.bench.ts';
import { machineBenchmarks } from '../machines.bench.ts';
import { partBenchmarks } from '../parts.bench.ts';
import { virtualBenchmarks } from '../virtual.bench.ts';

const groups = [...codecBenchmarks, machineBenchmarks, controllerBenchmarks, partBenchmarks, virtualBenchmarks];

/** Benchmarks of ours that are JSON's own, to be compared with. */
const isOthers = ({ name }: Benchmark): boolean => name.startsWith('JSON.');

/** What `bench:check` holds to the baseline: work of the CPU alone, without sockets and real timers. */
export const keyBenchmarks: readonly Benchmark[] = groups
  .flatMap(({ benchmarks }) => benchmarks)
  .filter((benchmark) => !isOthers(benchmark));
