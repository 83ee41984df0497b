import type { Random } from '../src/runtime/random.ts';
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
const PATIENCE = 10;
/** Between looks at the clock. */
const BATCH_INPUTS = 250;
const PROGRESS_MS = 10_000;
const DEFAULT_MAX_FINDINGS = 10;
/** The heap may breathe by so much between two rounds of the same work. */
const MAX_GROWTH_OCTETS = 128 * 1_024;

/** Examines mutated inputs until a limit is reached, too much was found, or an input does not return. */
export function runCampaign(target: Target, options: CampaignOptions): Campaign {
  return new CampaignRun(target, options).run();
}

class CampaignRun {
  readonly #target: Target;
  readonly #options: CampaignOptions;
  readonly #timeoutMs: number;
  readonly #random: Random;
  readonly #corpus: Corpus;
  readonly #mutator: Mutator;
  readonly #findings: Finding[] = [];
  readonly #startedMs = performance.now();
  #inputs = 0;
  #slowestMs = 0;
  /** What is being examined. */
  #current: Uint8Array = new Uint8Array(0);
  #hangs = false;

  constructor(target: Target, options: CampaignOptions) {
    this.#target = target;
    this.#options = options;
    this.#timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    this.#random = new CounterRandom(options.seed).fork(target.name);
    this.#corpus = new Corpus(this.#random);
    this.#mutator = new Mutator(this.#random, target.tokens, target.maxOctets, () => this.#corpus.pick());
  }

  run(): Campaign {
    const { maxFindings = DEFAULT_MAX_FINDINGS, onProgress = () => {} } = this.#options;
    let progressMs = this.#startedMs + PROGRESS_MS;
    while (!this.#isOver && !this.#hangs && this.#findings.length < maxFindings) {
      if (performance.now() >= progressMs) {
        progressMs += PROGRESS_MS;
        onProgress(this.#figures());
      }
      try {
        callWithin(PATIENCE * this.#timeoutMs, this.#runBatch);
      } catch (error) {
        this.#takeError(error);
      }
    }
    const figures = this.#figures();
    const growthOctets = this.#findings.length > 0 ? 0 : this.#measureGrowth(figures);
    return { ...figures, findings: this.#findings, growthOctets };
  }

  get #isOver(): boolean {
    const { maxInputs, maxMs } = this.#options;
    if (this.#inputs >= maxInputs) return true;
    return this.#inputs >= this.#target.seeds.length && performance.now() - this.#startedMs >= maxMs;
  }

  #figures(): Figures {
    return {
      inputs: this.#inputs,
      elapsedMs: performance.now() - this.#startedMs,
      corpusSize: this.#corpus.size,
      reached: this.#corpus.reached,
      slowestMs: this.#slowestMs,
      heapOctets: heapOctets() - this.#corpus.octets,
    };
  }

  /** Examines a batch, as far as it comes; an input that breaks a promise ends it. */
  readonly #runBatch = (): void => {
    for (let count = 0; count < BATCH_INPUTS && this.#inputs < this.#options.maxInputs; count += 1) {
      this.#current = this.#nextInput();
      this.#inputs += 1;
      const beganMs = performance.now();
      const reached = this.#target.examine(this.#current, false);
      const elapsedMs = performance.now() - beganMs;
      this.#slowestMs = Math.max(this.#slowestMs, elapsedMs);
      this.#corpus.note(this.#current, reached, this.#inputs <= this.#target.seeds.length);
      if (elapsedMs > this.#timeoutMs) throw new HangError(`took ${elapsedMs} ms`);
    }
  };

  #nextInput(): Uint8Array {
    const { seeds, repair } = this.#target;
    if (this.#inputs < seeds.length) return seeds[this.#inputs]!;
    const mutated = this.#mutator.mutate(this.#corpus.pick());
    return repair !== undefined && (this.#random.nextUint32() & 1) === 0 ? repair(mutated) : mutated;
  }

  /** What was thrown while the current input was examined. */
  #takeError(error: unknown): void {
    const broken = error instanceof HangError ? this.#confirmSlow() : describeBroken(error);
    if (broken === undefined || this.#findings.some((finding) => isSameBug(finding, broken))) return;
    this.#hangs = broken.promise === 'returns';
    // One that hangs takes its whole time at each try: it is kept as it is.
    this.#findings.push(this.#hangs ? { ...broken, input: this.#current } : this.#minimised(broken));
  }

  /** Whether it is the input that takes so long, or the machine was busy, shows when it is examined again. */
  #confirmSlow(): Broken | undefined {
    for (let round = 0; round < 3; round += 1) {
      const startedMs = performance.now();
      try {
        callWithin(PATIENCE * this.#timeoutMs, () => void this.#target.examine(this.#current, false));
      } catch (error) {
        if (!(error instanceof HangError)) return describeBroken(error);
      }
      if (performance.now() - startedMs <= this.#timeoutMs) return undefined;
    }
    return { promise: 'returns', details: `it takes more than ${this.#timeoutMs} ms, each time` };
  }

  #minimised(broken: Broken): Finding {
    const examine = (candidate: Uint8Array) => examineAlone(this.#target, candidate, PATIENCE * this.#timeoutMs);
    const input = minimise(this.#current, (candidate) => {
      const shown = examine(candidate);
      return shown !== undefined && isSameBug(shown, broken);
    });
    return { ...(examine(input) ?? broken), input };
  }

  /** Examines the corpus again and again, and looks at what stays. */
  #measureGrowth({ inputs, elapsedMs }: Figures): number {
    // So many that it takes a fifth of the time that all the rest took, or a few seconds.
    const share = Math.min(1 / 20, 2_000 / Math.max(1, elapsedMs));
    const calls = Math.max(50, Math.ceil(inputs * share));
    const growthOctets = growthPerCall(calls, (call) => void this.#target.examine(this.#corpus.at(call), false));
    if (growthOctets * calls > MAX_GROWTH_OCTETS) {
      const details = `one more examination leaves about ${Math.ceil(growthOctets)} octets behind`;
      this.#findings.push({ promise: 'memory does not grow', details, input: undefined });
    }
    return growthOctets;
  }
}

/** The same promise, broken in the same words; numbers and quotes differ from input to input. */
function isSameBug(one: Broken, other: Broken): boolean {
  return one.promise === other.promise && normalise(one.details) === normalise(other.details);
}

function normalise(details: string): string {
  return details.replace(/"[^"]*"|`[^`]*`|\d+/g, '…').slice(0, 300);
}
