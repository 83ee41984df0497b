import fc from 'fast-check';
import type { ExplorationResult } from '../../results/conform.ts';
import type { Random } from '../../runtime/random.ts';
import type { Bench, Finding } from '../bench.ts';
import type { PlayedCase, ScriptedCase, Step } from '../case.ts';
import { judgeRuns } from '../judge-runs.ts';
import { takePulse } from '../liveness.ts';
import { Player } from '../player.ts';
import { doorOf, type TargetProfile } from '../profile.ts';
import type { CaseRun, Stage } from '../run-case.ts';
import { type PredictedStep, predict } from './oracle.ts';
import { MOST_CONNECTIONS, type Sequence, sequences } from './sequences.ts';

/** Random sequences against a target, until one of them is answered otherwise than the specification has it. */

export interface ExploreOptions extends Omit<Stage, 'patience'> {
  /** Decides every sequence. */
  readonly random: Random;
  /** So many sequences at most. */
  readonly runs: number;
  /** No further sequence begins after so long; what has failed is shrunk all the same. */
  readonly timeMs?: number;
  /** Told after each sequence. */
  readonly onRun?: () => void;
}

export type ExplorationEnd =
  /** Every sequence was answered as it has to be, or the signal was given. */
  | { readonly kind: 'survived' | 'stopped' }
  | { readonly kind: 'unreachable'; readonly why: string }
  /** `one` fails every time; `judged` says how. */
  | { readonly kind: 'diverged'; readonly one: ScriptedCase; readonly judged: JudgedRuns; readonly shrunk: Shrunk }
  /** The target stopped answering after `one`. */
  | { readonly kind: 'dead'; readonly why: string; readonly one: ScriptedCase };

type JudgedRuns = ReturnType<typeof judgeRuns>;
type Shrunk = NonNullable<NonNullable<ExplorationResult['sequence']>['shrunk']>;

export interface Exploration {
  readonly roundTripMs: number;
  /** Sequences that were played, without those that were tried to make one smaller. */
  readonly runs: number;
  /** Sequences that failed, and then did not fail every time. */
  readonly intermittent: number;
  readonly end: ExplorationEnd;
}

/** A sequence counts as failing where it fails so often one after the other. */
const TIMES = 3;
/** What fails can wait for its answer each time: shrinking ends with the smallest that was found by then. */
const SHRINK_MS = 60_000;

/** Plays sequences one after the other. The same seed gives the same sequences. */
export async function explore(options: ExploreOptions): Promise<Exploration> {
  const pulse = await takePulse(options);
  if ('why' in pulse) {
    const end: ExplorationEnd = options.signal?.aborted ? { kind: 'stopped' } : { kind: 'unreachable', why: pulse.why };
    return { roundTripMs: 0, runs: 0, intermittent: 0, end };
  }
  const { roundTripMs } = pulse;
  const explorer = new Explorer(options, new Player(roundTripMs));
  const end = await explorer.explore();
  const { runs, intermittent } = explorer;
  return { roundTripMs, runs, intermittent, end };
}

/** What is shrunk is asked so much less patiently; the smallest has to fail once more with all of it. */
const SHRINK_HASTE = 4;

/** A script that failed. */
interface Divergence {
  readonly script: readonly PredictedStep[];
  readonly runs: readonly CaseRun[];
}

class Explorer {
  runs = 0;
  intermittent = 0;
  readonly #options: ExploreOptions;
  readonly #player: Player;
  #first: Divergence | undefined;
  #smallest: Divergence | undefined;
  #death: Extract<ExplorationEnd, { kind: 'dead' }> | undefined;
  #crash: { readonly error: unknown } | undefined;
  #tried = 0;
  #shrinkUntilMs = Number.POSITIVE_INFINITY;

  constructor(options: ExploreOptions, player: Player) {
    this.#options = options;
    this.#player = player;
  }

  async explore(): Promise<ExplorationEnd> {
    const { clock, profile } = this.#options;
    const { random, runs, timeMs = Number.POSITIVE_INFINITY, onRun } = this.#options;
    const untilMs = clock.now() + timeMs;
    // There is a door where there was a pulse.
    const property = fc.asyncProperty(sequences(profile, doorOf(profile)!), (sequence) => this.#survives(sequence));
    while (this.runs < runs && clock.now() < untilMs && !this.#isStopped) {
      this.runs += 1;
      // fast-check shrinks what fails; each sequence has a seed of its own.
      await fc.check(property, { numRuns: 1, seed: random.nextUint32() | 0 });
      if (this.#crash !== undefined) throw this.#crash.error;
      onRun?.();
      if (this.#death !== undefined) return this.#death;
      if (this.#smallest !== undefined) {
        const confirmed = await this.#findDivergence(this.#smallest.script);
        return this.#isStopped ? { kind: 'stopped' } : (this.#death ?? this.#diverged(confirmed ?? this.#first!));
      }
    }
    return { kind: this.#isStopped ? 'stopped' : 'survived' };
  }

  get #isStopped(): boolean {
    return this.#options.signal?.aborted === true;
  }

  /** A bug of ours is not one of the target, and nothing to shrink. */
  async #survives(sequence: Sequence): Promise<boolean> {
    try {
      return await this.#isAnsweredWell(sequence);
    } catch (error) {
      this.#crash = { error };
      return true;
    }
  }

  async #isAnsweredWell(sequence: Sequence): Promise<boolean> {
    const { clock, profile } = this.#options;
    const isOver = this.#isStopped || this.#death !== undefined || this.#crash !== undefined;
    if (isOver || clock.now() > this.#shrinkUntilMs) return true;
    const predicted = predict(sequence, profile, doorOf(profile)!);
    if (predicted === undefined) return true;
    const isShrinking = this.#smallest !== undefined;
    if (isShrinking) this.#tried += 1;
    const divergence = await this.#findDivergence(predicted, isShrinking ? SHRINK_HASTE : 1);
    if (divergence === undefined) return true;
    this.#first ??= divergence;
    this.#smallest = divergence;
    if (!isShrinking) this.#shrinkUntilMs = clock.now() + SHRINK_MS;
    return false;
  }

  /** Undefined where it does not fail every time. */
  async #findDivergence(predicted: readonly PredictedStep[], haste = 1): Promise<Divergence | undefined> {
    const runs: CaseRun[] = [];
    let failedAt = 0;
    do {
      const watched = watch(predicted.map(({ step }) => step));
      const { run, death } = await this.#player.play(watched.one, this.#options, { haste });
      runs.push(run);
      failedAt = Math.max(failedAt, watched.failedAt);
      if (this.#isStopped) return undefined;
      if (death !== undefined) {
        this.#death = {
          kind: 'dead',
          why: death,
          one: this.#caseOf(predicted, 'The target stops answering after this'),
        };
        return undefined;
      }
    } while (runs.at(-1)!.finding?.kind === 'broken' && runs.length < TIMES);
    if (runs.every(({ finding }) => finding?.kind === 'broken')) {
      return { script: predicted.slice(0, failedAt + 1), runs };
    }
    if (runs.length > 1 && this.#smallest === undefined) this.intermittent += 1;
    return undefined;
  }

  #diverged({ script, runs }: Divergence): ExplorationEnd {
    const finding = runs[0]!.finding!;
    const one = this.#caseOf(script, `Expected ${finding.expected}, got ${finding.actual}`);
    const shrunk = { fromSteps: this.#first!.script.length, toSteps: script.length, tried: this.#tried };
    return { kind: 'diverged', one, judged: judgeRuns(one, runs), shrunk };
  }

  /** What is played as a case that can be saved. It is about the clauses of what came last. */
  #caseOf(script: readonly PredictedStep[], title: string): ScriptedCase {
    const clauses = script.findLast((one) => one.clauses.length > 0)?.clauses ?? ['ERR-22'];
    const needs = needsOf(this.#options.profile);
    return {
      id: 'EXPLORED-SEQUENCE-01',
      title,
      requirements: [...new Set(clauses)],
      level: 'MUST',
      ...(needs.length > 0 && { needs }),
      script: script.map(({ step }) => step),
    };
  }
}

/** Requests that are denied may be sent where that is declared. */
function needsOf({ denied }: TargetProfile): NonNullable<ScriptedCase['needs']> {
  return [...denied].map((exchange) => `${exchange} denied` as const);
}

/** Plays the steps one by one, and knows at which of them it failed. */
function watch(steps: readonly Step[]): { readonly one: PlayedCase; readonly failedAt: number } {
  const watched = {
    failedAt: 0,
    one: {
      id: 'EXPLORED-SEQUENCE-01',
      title: 'A sequence',
      requirements: ['ERR-22'],
      level: 'MUST' as const,
      connections: MOST_CONNECTIONS,
      async play(bench: Bench): Promise<Finding | undefined> {
        for (const [index, step] of steps.entries()) {
          watched.failedAt = index;
          const finding = await bench.play([step]);
          if (finding !== undefined) return finding;
        }
        return undefined;
      },
    },
  };
  return watched;
}
