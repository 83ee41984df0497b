import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Arguments, readArguments, UsageError, usage } from './arguments.ts';
import { type Campaign, type Figures, runCampaign } from './campaign.ts';
import { examineAlone } from './examine.ts';
import { writeFinding } from './findings.ts';
import type { Target } from './target.ts';
import { targets } from './targets/all.ts';

/**
 * Feeds mutated inputs to what takes octets from strangers: npm run fuzz. Exits 1 where a promise was broken, 2 for a
 * command line that cannot be meant. The same seed and number of inputs make the same inputs.
 */

const REPLAY_TIMEOUT_MS = 5_000;

try {
  const args = readArguments(process.argv.slice(2), randomInt(2 ** 31));
  const holds = args.replay === undefined ? fuzz(args) : replay(targets[args.targets[0]!](), args.replay);
  process.exitCode = holds ? 0 : 1;
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}

function fuzz({ targets: names, seed, maxInputs, maxMs, findings: folder }: Arguments): boolean {
  console.log(`seed ${seed}`);
  let found = 0;
  for (const name of names) {
    const target = targets[name]();
    const onProgress = (figures: Figures) => console.log(`  ${figuresText(target, figures)}`);
    const campaign = runCampaign(target, { seed, maxInputs, maxMs: maxMs / names.length, onProgress });
    const { findings } = campaign;
    console.log(`${findings.length === 0 ? '✓' : '✗'} ${figuresText(target, campaign)}${growthText(campaign)}`);
    for (const finding of findings) console.log(writeFinding(target, finding, folder));
    found += findings.length;
  }
  return found === 0;
}

function replay(target: Target, file: string): boolean {
  const broken = examineAlone(target, readFileSync(file), REPLAY_TIMEOUT_MS);
  if (broken === undefined) console.log(`✓ ${target.name} keeps every promise on ${file}`);
  else console.log(`✗ ${target.name} breaks the promise '${broken.promise}'\n${broken.details}`);
  return broken === undefined;
}

function figuresText({ name }: Target, figures: Figures): string {
  const { inputs, elapsedMs, corpusSize, reached, slowestMs, heapOctets } = figures;
  const rate = Math.round((1_000 * inputs) / elapsedMs);
  return (
    `${name}: ${count(inputs)} inputs, ${count(rate)}/s, corpus ${count(corpusSize)}, reached ${count(reached)}, ` +
    `slowest ${slowestMs.toFixed(0)} ms, heap ${(heapOctets / 1e6).toFixed(1)} MB`
  );
}

function growthText({ growthOctets }: Campaign): string {
  return `, growth ${Math.max(0, growthOctets).toFixed(1)} octets an input`;
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
