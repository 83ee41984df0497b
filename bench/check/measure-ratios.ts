import { do_not_optimize, measure } from 'mitata';
import type { Benchmark } from '../benchmark.ts';
import type { Ratios } from './compare-ratios.ts';
import { referenceWork } from './reference.ts';

/** Each round measures everything once, the reference before each benchmark. */
const ROUNDS = 12;
/** What one measurement takes of the CPU, at least. */
const SLICE_NS = 15e6;
/** A whole scan in one call takes a good part of a slice; it is called so often all the same. */
const LEAST_SAMPLES = 8;
/** Calls that are timed together, of what is too short to be timed alone; mitata's own 4,096 would outlast the slice. */
const CALLS_PER_SAMPLE = 1_024;

/**
 * Measures benchmarks as multiples of the reference. Rounds follow each other, so that a machine that is busy for a while
 * disturbs some of the measurements of all benchmarks and not all of one. Of each the best round counts, as does the best
 * of the reference: what disturbs a measurement makes it slower, and never faster.
 */
export async function measureRatios(benchmarks: readonly Benchmark[]): Promise<Ratios> {
  const best = new Map<string, number>();
  let bestReference = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { name, body, operations = 1 } of benchmarks) {
      bestReference = Math.min(bestReference, await timeOf(() => do_not_optimize(referenceWork())));
      const ns = (await timeOf(body as () => unknown)) / operations;
      best.set(name, Math.min(best.get(name) ?? ns, ns));
    }
  }
  return Object.fromEntries([...best].map(([name, ns]) => [name, ns / bestReference]));
}

/** The quartile of the faster calls of a slice, in nanoseconds: the fastest of all is a matter of luck. */
async function timeOf(body: () => unknown): Promise<number> {
  const { p25 } = await measure(body, {
    min_cpu_time: SLICE_NS,
    min_samples: LEAST_SAMPLES,
    batch_samples: CALLS_PER_SAMPLE,
  });
  return p25;
}
