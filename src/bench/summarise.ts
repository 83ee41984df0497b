import type { BenchErrors, BenchRow, TargetBehaviour } from '../results/bench.ts';
import { percentilesOf } from '../results/percentiles.ts';
import type { PortState } from '../results/scan.ts';
import type { ScanSample } from './scan-job.ts';
import type { TargetFacts } from './target.ts';

type Truth = Pick<TargetFacts, 'ports' | 'truth'>;
type Judged = BenchRow['judged'];

/** The figures of a row from its samples, of which there is one at least; `judged` says what its scanner reports. */
export function summarise(
  samples: readonly ScanSample[],
  target: Truth,
  judged: Judged,
): Omit<BenchRow, 'scanner' | 'role' | 'engine' | 'probe' | keyof TargetBehaviour | 'concurrency' | 'ratePerSecond'> {
  const ports = target.ports.length;
  const elapsedMs = percentilesOf(samples.map((sample) => sample.elapsedMs)).p50;
  const tellsAttempts = samples.every(({ attempts }) => attempts !== undefined);
  const attempts = samples.reduce((sum, sample) => sum + (sample.attempts ?? 0), 0);
  const probes = samples.reduce((sum, sample) => sum + (sample.probes ?? ports), 0);
  const timesMs = samples.flatMap((sample) => sample.timesMs ?? []);
  const cpuMs = samples.reduce((sum, sample) => sum + sample.cpuMs, 0);
  const portsPerSecond = (ports / elapsedMs) * 1_000;
  const row = {
    ports,
    repeats: samples.length,
    elapsedMs,
    portsPerSecond,
    probesPerSecond: (portsPerSecond * probes) / samples.length / ports,
    cpuUsPerProbe: (cpuMs * 1_000) / probes,
    judged,
    errors: addErrors(samples.map((sample) => judgeSample(sample, target, judged))),
  };
  const { p50, p99 } = timesMs.length === 0 ? {} : percentilesOf(timesMs);
  return {
    ...row,
    ...(p50 === undefined || p99 === undefined ? {} : { timePerPortMs: { p50, p99 } }),
    ...(tellsAttempts ? { attemptsPerPort: attempts / samples.length / ports } : {}),
  };
}

/** Holds what a scan found to the truth. */
export function judgeSample(
  { states }: Pick<ScanSample, 'states'>,
  { ports, truth }: Truth,
  judged: Judged,
): BenchErrors {
  const found = new Map<number, PortState>(states);
  const errors = { wrong: 0, missing: 0, error: 0 };
  for (const [index, port] of ports.entries()) {
    const state = found.get(port);
    const isTrue = state === truth[index];
    if (state === 'error') errors.error += 1;
    else if (state === undefined) errors.missing += judged === 'all states' || truth[index] === 'open' ? 1 : 0;
    else if (!isTrue) errors.wrong += 1;
  }
  return errors;
}

function addErrors(all: readonly BenchErrors[]): BenchErrors {
  const sum = (pick: (errors: BenchErrors) => number) => all.reduce((total, errors) => total + pick(errors), 0);
  return { wrong: sum((each) => each.wrong), missing: sum((each) => each.missing), error: sum((each) => each.error) };
}
