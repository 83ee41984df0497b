import { type CaseResult, type CaseVerdict, caseVerdicts } from '../results/conform.ts';
import { shuffle } from '../runtime/draw.ts';
import type { Random } from '../runtime/random.ts';
import type { Case } from './case.ts';
import { ConnectionBudget } from './connection-budget.ts';
import { judgeRuns } from './judge-runs.ts';
import { findDeath, findTranslation, takePulse } from './liveness.ts';
import { lacksOf, needsOf } from './needs.ts';
import { type Patience, patienceFor } from './patience.ts';
import { type CaseRun, runCase, type Stage } from './run-case.ts';
import type { PlacedCase } from './select-cases.ts';

export interface SuiteOptions extends Omit<Stage, 'patience'> {
  /** The order of the cases. */
  readonly random: Random;
  /** Told of each case when it begins to be played. */
  readonly onPlay?: (id: string) => void;
  /** Told of each play of a case when it is over, also where it was stopped. */
  readonly onRun?: (one: Case, run: CaseRun, patience: Patience) => void;
  /** Told of each case when its verdict is there. */
  readonly onResult?: (result: CaseResult) => void;
}

export type SuiteEnd =
  | { readonly kind: 'finished' }
  /** The signal was given. */
  | { readonly kind: 'stopped' }
  /** There never was a responder to ask. */
  | { readonly kind: 'unreachable'; readonly why: string }
  /** It stopped answering, during one of these cases. */
  | { readonly kind: 'dead'; readonly why: string; readonly during: readonly string[] };

export interface SuiteRun {
  readonly roundTripMs: number;
  /** In the order of the suite; of all cases only where it finished. */
  readonly results: readonly CaseResult[];
  readonly end: SuiteEnd;
  /** Where cases failed and the profile says of no proxy: how the target's view of our addresses differs from ours. */
  readonly translation?: string;
}

/** A responder may bound what one peer opens: no more than this at the same time, and one more that probes for life. */
const MOST_CONNECTIONS = 6;
/** A case that fails is run so often in all. */
const RUNS = 3;

/** Runs cases against a target: in random order, independent ones at the same time, each failure again. */
export async function runSuite(cases: readonly PlacedCase[], options: SuiteOptions): Promise<SuiteRun> {
  const pulse = await takePulse(options);
  if (options.signal?.aborted) return { roundTripMs: 0, results: [], end: { kind: 'stopped' } };
  if ('why' in pulse) return { roundTripMs: 0, results: [], end: { kind: 'unreachable', why: pulse.why } };
  const { roundTripMs } = pulse;
  const stage = { ...options, patience: patienceFor(roundTripMs) };
  const run = new Run(stage, options);
  await run.play(cases);
  const results = run.resultsIn(cases);
  const isSuspect = !options.profile.proxied && results.some(({ verdict }) => verdict === 'fail');
  // Only now, since it sends what a target may not bear.
  const translation = isSuspect && run.end.kind === 'finished' ? await findTranslation(stage) : undefined;
  return { roundTripMs, results, end: run.end, ...(translation !== undefined && { translation }) };
}

/** How many cases have each verdict. */
export function summariseVerdicts(results: readonly CaseResult[]): Record<CaseVerdict, number> {
  const counts = caseVerdicts.map((verdict) => [verdict, results.filter((one) => one.verdict === verdict).length]);
  return Object.fromEntries(counts) as Record<CaseVerdict, number>;
}

class Run {
  end: SuiteEnd = { kind: 'finished' };
  readonly #stage: Stage;
  readonly #options: SuiteOptions;
  readonly #results = new Map<string, CaseResult>();
  readonly #playing = new Set<string>();
  readonly #stop = new AbortController();

  constructor(stage: Stage, options: SuiteOptions) {
    this.#stage = { ...stage, signal: this.#stop.signal };
    this.#options = options;
    options.signal?.addEventListener('abort', () => this.#finish({ kind: 'stopped' }));
  }

  async play(cases: readonly PlacedCase[]): Promise<void> {
    const order = [...cases];
    shuffle(this.#options.random, order);
    const [alone, together] = partition(order, ({ one }) => one.alone === true);
    // What waits for a limit begins first: everything else happens meanwhile.
    const [slow, quick] = partition(together, ({ one }) => needsOf(one).some((need) => need.endsWith(' limit')));
    const budget = new ConnectionBudget(connectionsFor(this.#stage.profile.limits.connections));
    await Promise.all(
      [...slow, ...quick].map((placed) => budget.spend(connectionsOf(placed.one), () => this.#playOne(placed))),
    );
    for (const placed of alone) await this.#playOne(placed);
  }

  resultsIn(cases: readonly PlacedCase[]): CaseResult[] {
    return cases.flatMap(({ one }) => this.#results.get(one.id) ?? []);
  }

  get #isOver(): boolean {
    return this.end.kind !== 'finished';
  }

  #finish(end: SuiteEnd): void {
    if (this.#isOver) return;
    this.end = end;
    this.#stop.abort();
  }

  async #playOne(placed: PlacedCase): Promise<void> {
    if (this.#isOver) return;
    const { one, section, file } = placed;
    this.#playing.add(one.id);
    this.#options.onPlay?.(one.id);
    const judged = await this.#judge(one);
    this.#playing.delete(one.id);
    if (judged === undefined) return;
    const { id, title, requirements, level } = one;
    const result = { id, title, section, ...(file !== undefined && { file }), requirements, level, ...judged };
    this.#results.set(id, result);
    this.#options.onResult?.(result);
  }

  /** Undefined where the suite ended before the case did. */
  async #judge(one: Case): Promise<ReturnType<typeof judgeRuns> | undefined> {
    const lacks = lacksOf(one, this.#stage.profile);
    if (lacks.length > 0) {
      return { verdict: 'unsupported', elapsedMs: 0, reason: `the profile declares no: ${lacks.join(', ')}` };
    }
    const runs: CaseRun[] = [];
    do {
      try {
        const run = await runCase(one, this.#stage);
        this.#options.onRun?.(one, run, this.#stage.patience);
        runs.push(run);
      } catch (error) {
        const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
        return { verdict: 'suite-error', elapsedMs: 0, reason };
      }
      if (this.#isOver) return undefined;
      const why = await findDeath(this.#stage);
      if (this.#isOver) return undefined;
      if (why !== undefined) {
        this.#finish({ kind: 'dead', why, during: [...this.#playing].sort() });
        return {
          verdict: 'inconclusive',
          elapsedMs: runs[0]!.elapsedMs,
          reason: `the target stopped answering: ${why}`,
        };
      }
    } while (runs[0]!.finding?.kind === 'broken' && runs.length < RUNS);
    return judgeRuns(one, runs);
  }
}

/** How many connections a case has at the same time. */
function connectionsOf(one: Case): number {
  if (!('script' in one)) return one.connections;
  const names = one.script.flatMap((step) =>
    typeof step === 'object' && 'connection' in step ? [step.connection] : [],
  );
  return Math.max(1, new Set(['first', ...names]).size);
}

/** Half of what the target serves: it may take a moment until it knows that a connection is gone. */
function connectionsFor(limit = 2 * MOST_CONNECTIONS): number {
  return Math.max(1, Math.min(MOST_CONNECTIONS, Math.floor(limit / 2)));
}

function partition<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}
