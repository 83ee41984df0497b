import { CounterRandom } from '../src/sim/random.ts';
import { Corpus } from './corpus.ts';
import { type Broken, describeBroken, examineAlone } from './examine.ts';
import { callWithin, HangError } from './guard.ts';
import { growthPerCall, heapOctets } from './heap.ts';
import { minimise } from './minimise.ts';
import { Mutator } from './mutator.ts';
import type { Target } from './target.ts';

export interface CampaignOptions {
  /** The same seed makes the same inputs, one after the other. */
  readonly seed: number;
  /** Ends after so many inputs … */
  readonly maxInputs: number;
  /** … or after so long, whichever comes first. */
  readonly maxMs: number;
  /** An input may take so long by itself. */
  readonly timeoutMs?: number;
  /** Ends after so many findings: one bug may hide others, but not that many. */
  readonly maxFindings?: number;
  readonly onProgress?: (figures: Figures) => void;
}

/** How far a campaign is. */
export interface Figures {
  readonly inputs: number;
  readonly elapsedMs: number;
  /** Inputs that reached something new, the seeds included. */
  readonly corpusSize: number;
  /** Different things that were reached. */
  readonly reached: number;
  /** What one input took at most. */
  readonly slowestMs: number;
  /** The heap without the corpus, after garbage is collected. */
  readonly heapOctets: number;
}

/** A bug, most likely. */
export interface Finding extends Broken {
  /** The least input that shows it; undefined where no single input does. */
  readonly input: Uint8Array | undefined;
}

export interface Campaign extends Figures {
  readonly findings: readonly Finding[];
  /** What is left behind by one more examination of an input from the corpus, in octets; about nothing. */
  readonly growthOctets: number;
}

const DEFAULT_TIMEOUT_MS = 1_000;
/** A batch, and an input that is examined again, may take so many times as long: the machine has other things to do. */
const BATCH_TIMEOUTS = 10;
/** Between looks at the clock. */
const BATCH_INPUTS = 250;
const PROGRESS_MS = 10_000;
const DEFAULT_MAX_FINDINGS = 10;
/** The heap may breathe by so much between two rounds of the same work. */
const MAX_GROWTH_OCTETS = 128 * 1_024;

/** Examines mutated inputs until a limit is reached, too much was found, or an input does not return. */
export function runCampaign(target: Target, options: CampaignOptions): Campaign {
  const { seed, maxInputs, maxMs, onProgress } = options;
  const { timeoutMs = DEFAULT_TIMEOUT_MS, maxFindings = DEFAULT_MAX_FINDINGS } = options;
  const random = new CounterRandom(seed).fork(target.name);
  const corpus = new Corpus(random);
  const mutator = new Mutator(random, target.tokens, target.maxOctets, () => corpus.pick());
  const findings: Finding[] = [];
  const startedMs = performance.now();
  let inputs = 0;
  let progressMs = startedMs;
  let current: Uint8Array = new Uint8Array(0);
  let slowest = { input: current, elapsedMs: 0 };

  const figures = (): Figures => ({
    inputs,
    elapsedMs: performance.now() - startedMs,
    corpusSize: corpus.size,
    reached: corpus.reached,
    slowestMs: slowest.elapsedMs,
    heapOctets: heapOctets() - corpus.octets,
  });

  const nextInput = (): Uint8Array => {
    if (inputs < target.seeds.length) return target.seeds[inputs]!;
    const mutated = mutator.mutate(corpus.pick());
    return target.repair !== undefined && (random.nextUint32() & 1) === 0 ? target.repair(mutated) : mutated;
  };

  const report = (broken: Broken, input: Uint8Array): void => {
    if (findings.some((finding) => isSameBug(finding, broken))) return;
    const asGood = (candidate: Uint8Array) => {
      const shown = examineAlone(target, candidate, BATCH_TIMEOUTS * timeoutMs);
      return shown !== undefined && isSameBug(shown, broken);
    };
    // One that hangs takes its whole time at each try: it is kept as it is.
    const least = broken.promise === 'returns' ? input : minimise(input, asGood);
    const again = broken.promise === 'returns' ? broken : examineAlone(target, least, BATCH_TIMEOUTS * timeoutMs);
    findings.push({ ...(again ?? broken), input: least });
  };

  /** A batch, as far as it comes; an input that breaks a promise ends it. */
  const runBatch = (): void => {
    for (let count = 0; count < BATCH_INPUTS && inputs < maxInputs; count += 1) {
      current = nextInput();
      inputs += 1;
      const beganMs = performance.now();
      const reached = target.examine(current, false);
      const elapsedMs = performance.now() - beganMs;
      if (elapsedMs > slowest.elapsedMs) slowest = { input: current, elapsedMs };
      corpus.note(current, reached, inputs <= target.seeds.length);
      if (elapsedMs > timeoutMs) throw new HangError(`took ${elapsedMs} ms`);
    }
  };

  let hangs = false;
  while (inputs < maxInputs && !hangs && findings.length < maxFindings) {
    const nowMs = performance.now();
    if (inputs >= target.seeds.length && nowMs - startedMs >= maxMs) break;
    if (onProgress !== undefined && nowMs - progressMs >= PROGRESS_MS) {
      progressMs = nowMs;
      onProgress(figures());
    }
    try {
      callWithin(BATCH_TIMEOUTS * timeoutMs, runBatch);
    } catch (error) {
      const broken = error instanceof HangError ? confirmSlow(target, current, timeoutMs) : describeBroken(error);
      if (broken !== undefined) report(broken, current);
      hangs = broken?.promise === 'returns';
    }
  }

  const done = figures();
  const growthOctets = hangs || findings.length > 0 ? 0 : measureGrowth(target, corpus, done);
  if (growthOctets * growthCalls(done) > MAX_GROWTH_OCTETS) {
    const details = `one more examination leaves about ${Math.ceil(growthOctets)} octets behind`;
    findings.push({ promise: 'memory does not grow', details, input: undefined });
  }
  return { ...done, findings, growthOctets };
}

/** Whether it is the input that takes so long, or the machine that was busy, shows when it is examined again. */
function confirmSlow(target: Target, input: Uint8Array, timeoutMs: number): Broken | undefined {
  for (let round = 0; round < 3; round += 1) {
    const startedMs = performance.now();
    try {
      callWithin(BATCH_TIMEOUTS * timeoutMs, () => void target.examine(input, false));
    } catch (error) {
      if (!(error instanceof HangError)) return describeBroken(error);
    }
    if (performance.now() - startedMs <= timeoutMs) return undefined;
  }
  return { promise: 'returns', details: `it takes more than ${timeoutMs} ms, each time` };
}

/** Examines the corpus again and again, and looks at what stays. */
function measureGrowth(target: Target, corpus: Corpus, figures: Figures): number {
  return growthPerCall(growthCalls(figures), (call) => void target.examine(corpus.at(call), false));
}

/** So many that the rounds take a fifth of the time that the campaign took, or a few seconds. */
function growthCalls({ inputs, elapsedMs }: Figures): number {
  const share = Math.min(1 / 20, 2_000 / Math.max(1, elapsedMs));
  return Math.max(50, Math.ceil(inputs * share));
}

/** The same promise, broken in the same words; numbers and quotes differ from input to input. */
function isSameBug(one: Broken, other: Broken): boolean {
  return one.promise === other.promise && normalise(one.details) === normalise(other.details);
}

function normalise(details: string): string {
  return details.replace(/"[^"]*"|`[^`]*`|\d+/g, '…').slice(0, 300);
}
