import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bestOf, type Comparison, compareRatios, comparisonText, type Ratios, TOLERANCE } from './compare-ratios.ts';
import { keyBenchmarks } from './key-benchmarks.ts';
import { measureApart } from './measure-apart.ts';

/**
 * Holds the key benchmarks to the baseline: npm run bench:check. Exits 1 where one is slower by more than a fifth.
 * `npm run bench:baseline` writes the baseline. Ratios to a reference in the same run take most of a machine out of the
 * figures, but not all: a baseline of another processor or another node is worth less, and that is said.
 */

interface Baseline {
  readonly node: string;
  readonly cpu: string;
  readonly ratios: Ratios;
}

/** A benchmark that seems slower is measured so many times more before that is believed. */
const SECOND_LOOKS = 3;

const file = fileURLToPath(new URL('../baseline.json', import.meta.url));
const here = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown' };
const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } });

const all = keyBenchmarks.map(({ name }) => name);
if (values.write) await writeBaseline();
else await check();

async function writeBaseline(): Promise<void> {
  // Twice, so that a baseline is no worse measured than what is held to it.
  const ratios = bestOf(await measureApart(all), await measureApart(all));
  const rounded = Object.fromEntries(
    Object.entries(ratios).map(([name, ratio]) => [name, Number(ratio.toPrecision(4))]),
  );
  writeFileSync(file, `${JSON.stringify({ ...here, ratios: rounded } satisfies Baseline, undefined, 2)}\n`);
  console.error(`wrote ${file}`);
}

async function check(): Promise<void> {
  const baseline = JSON.parse(readFileSync(file, 'utf8')) as Baseline;
  for (const fact of ['node', 'cpu'] as const) {
    if (here[fact] !== baseline[fact])
      console.error(
        `the baseline is of ${baseline[fact]}, and this is ${here[fact]}: figures may differ for that alone`,
      );
  }
  let current = await measureApart(all);
  for (let look = 0; look < SECOND_LOOKS; look += 1) {
    const slower = withVerdict(compareRatios(baseline.ratios, current), 'slower').map(({ name }) => name);
    if (slower.length === 0) break;
    console.error(`measured again: ${slower.join(', ')}`);
    current = bestOf(current, await measureApart(slower));
  }
  const comparisons = compareRatios(baseline.ratios, current);
  console.log('Times as multiples of the reference, which is timed in the same run: less is faster.\n');
  console.log(comparisonText(comparisons));
  const slower = withVerdict(comparisons, 'slower');
  const strange = [...withVerdict(comparisons, 'new'), ...withVerdict(comparisons, 'gone')];
  const share = `slower than the baseline by more than ${TOLERANCE * 100} %`;
  console.log(`\n${comparisons.length} benchmarks, ${slower.length === 0 ? 'none' : slower.length} ${share}`);
  if (strange.length > 0) console.log('\nThe baseline is of other benchmarks: npm run bench:baseline writes it anew');
  process.exitCode = slower.length + strange.length === 0 ? 0 : 1;
}

function withVerdict(comparisons: readonly Comparison[], verdict: Comparison['verdict']): Comparison[] {
  return comparisons.filter((each) => each.verdict === verdict);
}
