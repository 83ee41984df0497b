import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { bench, group, run } from 'mitata';
import { agentBenchmarks } from './agent.bench.ts';
import { type BenchmarkGroup, selectBenchmarks } from './benchmark.ts';
import { codecBenchmarks } from './codec.bench.ts';
import { codecPeerBenchmarks } from './codec-peers.bench.ts';
import { controllerBenchmarks } from './controller.bench.ts';
import { type Figure, figuresOf, figuresText } from './figures.ts';
import { machineBenchmarks } from './machines.bench.ts';
import { partBenchmarks } from './parts.bench.ts';
import { probeBenchmarks } from './probe.bench.ts';
import { virtualBenchmarks } from './virtual.bench.ts';

/**
 * Runs the benchmarks, on loopback alone: npm run bench -- [--json FILE] [--only NAME].
 *
 * Times of one machine mean little on another, and little on the same one an hour later: what to compare are the ratios
 * within one run.
 */
const groups = [
  ...codecBenchmarks,
  codecPeerBenchmarks,
  machineBenchmarks,
  controllerBenchmarks,
  virtualBenchmarks,
  partBenchmarks,
  probeBenchmarks,
  agentBenchmarks,
];

const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });
const selected = selectBenchmarks(groups, values.only);
if (selected.length === 0) {
  console.error(`no benchmark is called '${values.only}'; there are:\n${namesOf(groups).join('\n')}`);
  process.exit(2);
}

const figures = await measure(selected);
console.log(`\n${figuresText(figures)}`);
if (values.json !== undefined) {
  const commit = currentCommit();
  const document = {
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown',
    ...(commit === undefined ? {} : { commit }),
    benchmarks: figures,
  };
  writeFileSync(values.json, `${JSON.stringify(document, undefined, 2)}\n`);
}

async function measure(chosen: readonly BenchmarkGroup[]): Promise<Figure[]> {
  for (const { name, benchmarks } of chosen) {
    group(name, () => {
      for (const each of benchmarks) bench(each.name, each.body as () => unknown);
    });
  }
  const colors = process.stdout.isTTY === true && !process.env.NO_COLOR;
  const trials = (await run({ colors, throw: true })).benchmarks.values();
  return chosen.flatMap((each) =>
    figuresOf(
      each,
      each.benchmarks.map(() => trials.next().value!.runs[0]!.stats!),
    ),
  );
}

function namesOf(all: readonly BenchmarkGroup[]): string[] {
  return all.flatMap(({ name, benchmarks }) => [`${name}:`, ...benchmarks.map((each) => `  ${each.name}`)]);
}

function currentCommit(): string | undefined {
  try {
    const stdio = ['ignore', 'pipe', 'ignore'] as const;
    return execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8', stdio: [...stdio] }).trim();
  } catch {
    return undefined;
  }
}
