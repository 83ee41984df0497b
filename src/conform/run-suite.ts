import { type CaseResult, type CaseVerdict, caseVerdicts } from '../results/conform.ts';
import { shuffle } from '../runtime/draw.ts';
import type { Random } from '../runtime/random.ts';
import type { Case } from './case.ts';
import { ConnectionBudget } from './connection-budget.ts';
import { judgeRuns } from './judge-runs.ts';
import { waitOf } from './limit-spans.ts';
import { findRoom, findTranslation, type Room, takePulse } from './liveness.ts';
import { connectionsOf, lacksOf } from './needs.ts';
import { type Patience, patienceFor } from './patience.ts';
import { type Play, Player } from './player.ts';
import type { CaseRun, Stage } from './run-case.ts';
import type { PlacedCase } from './select-cases.ts';

export interface SuiteOptions extends Omit<Stage, 'patience'> {
  /** The order of the cases. */
  readonly random: Random;
  /** Told of each case when it begins to be played. */
  readonly onPlay?: (id: string) => void;
  /**
   * Told of each play of a case when it is over, also where it was stopped. It does not count where the target turned it
   * away among others, or was slower than we waited for: then it is played again. Nor does it where the target was dead.
   */
  readonly onRun?: (one: Case, run: CaseRun, patience: Patience, counts: boolean) => void;
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

/** More connections at the same time make a suite no faster. */
const MOST_CONNECTIONS = 24;
/** Of those that a target serves: it may take a moment until it knows that one is gone. */
const SHARE = 0.75;
/** Cases that were turned away are played again on so much fewer connections, in the end each alone. */
const RETREAT = 4;
/** A case that fails is run so often in all. */
const RUNS = 3;

/**
 * Runs cases against a target, each failure again. Independent ones are played at the same time, those first that wait
 * longest, which costs nobody anything, the others in random order.
 */
export async function runSuite(cases: readonly PlacedCase[], options: SuiteOptions): Promise<SuiteRun> {
  const pulse = await takePulse(options);
  if (options.signal?.aborted) return { roundTripMs: 0, results: [], end: { kind: 'stopped' } };
  if ('why' in pulse) return { roundTripMs: 0, results: [], end: { kind: 'unreachable', why: pulse.why } };
  const { roundTripMs } = pulse;
  const stage = { ...options, patience: patienceFor(roundTripMs) };
  const { connections } = options.profile.limits;
  const room =
    connections === undefined
      ? await findRoom(stage, MOST_CONNECTIONS / SHARE)
      : { served: connections, isBounded: true };
  if (options.signal?.aborted) return { roundTripMs, results: [], end: { kind: 'stopped' } };
  const run = new Run(stage, options, room, new Player(roundTripMs));
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
  readonly #room: Room;
  readonly #player: Player;
  readonly #results = new Map<string, CaseResult>();
  /** What is being played, and what ends it. */
  readonly #playing = new Map<string, AbortController>();

  constructor(stage: Stage, options: SuiteOptions, room: Room, player: Player) {
    this.#stage = stage;
    this.#options = options;
    this.#room = room;
    this.#player = player;
    options.signal?.addEventListener('abort', () => this.#finish({ kind: 'stopped' }));
  }

  async play(cases: readonly PlacedCase[]): Promise<void> {
    const order = [...cases];
    shuffle(this.#options.random, order);
    const [alone, together] = partition(order, ({ one }) => one.alone === true);
    let left = together;
    let connections = Math.max(1, Math.min(MOST_CONNECTIONS, Math.floor(this.#room.served * SHARE)));
    while (left.length > 0) {
      left = await this.#playTogether(left, connections);
      connections = Math.max(1, Math.floor(connections / RETREAT));
    }
    for (const placed of alone) await this.#playOne(placed, false);
  }

  /** Gives those that were turned away: the crowd was ours, so that it says nothing until it is so alone. */
  async #playTogether(cases: readonly PlacedCase[], connections: number): Promise<PlacedCase[]> {
    const turnedAway: PlacedCase[] = [];
    const { limits } = this.#stage.profile;
    const waits = new Map(cases.map((placed) => [placed, waitOf(placed.one, limits)]));
    const budget = new ConnectionBudget(connections);
    await Promise.all(
      [...waits]
        .sort(([, one], [, other]) => other - one)
        .map(([placed, waitMs]) =>
          budget.spend(
            connectionsOf(placed.one),
            async () => {
              if ((await this.#playOne(placed, connections > 1)) === 'turned away') turnedAway.push(placed);
            },
            // While some wait for limits, the others go on.
            waitMs > 0 ? 1 : 0,
          ),
        ),
    );
    return turnedAway;
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
    for (const stop of this.#playing.values()) stop.abort();
  }

  async #playOne(placed: PlacedCase, isInCompany: boolean): Promise<'turned away' | undefined> {
    if (this.#isOver) return undefined;
    const { one, section, file } = placed;
    const stop = new AbortController();
    this.#playing.set(one.id, stop);
    this.#options.onPlay?.(one.id);
    const judged = await this.#judge(one, { ...this.#stage, signal: stop.signal }, isInCompany);
    this.#playing.delete(one.id);
    if (judged === undefined || judged === 'turned away') return judged;
    const { id, title, requirements, level } = one;
    const result = { id, title, section, ...(file !== undefined && { file }), requirements, level, ...judged };
    this.#results.set(id, result);
    this.#options.onResult?.(result);
    return undefined;
  }

  /** Undefined where the suite ended before the case did; `turned away` where it was so among others. */
  async #judge(
    one: Case,
    stage: Stage,
    isInCompany: boolean,
  ): Promise<ReturnType<typeof judgeRuns> | 'turned away' | undefined> {
    const lacks = lacksOf(one, stage.profile);
    if (lacks.length > 0) {
      return { verdict: 'unsupported', elapsedMs: 0, reason: `the profile declares no: ${lacks.join(', ')}` };
    }
    const { served, isBounded } = this.#room;
    if (isBounded && connectionsOf(one) > served) {
      const reason = `it needs ${connectionsOf(one)} connections at once, and one more than ${served} was not served`;
      return { verdict: 'unsupported', elapsedMs: 0, reason };
    }
    const runs: CaseRun[] = [];
    const tell = ({ run, patience }: Play, counts: boolean) => this.#options.onRun?.(one, run, patience, counts);
    do {
      let play: Play;
      try {
        play = await this.#player.play(one, stage, { isInCompany, onUncounted: (uncounted) => tell(uncounted, false) });
      } catch (error) {
        const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
        return { verdict: 'suite-error', elapsedMs: 0, reason };
      }
      const { run, death } = play;
      const isOursToBlame = isInCompany && run.finding?.isTurnedAway === true;
      const isDead = death !== undefined || this.end.kind === 'dead';
      tell(play, !isOursToBlame && !isDead);
      runs.push(run);
      if (this.#isOver) return undefined;
      if (death !== undefined) {
        this.#finish({ kind: 'dead', why: death, during: [...this.#playing.keys()].sort() });
        return {
          verdict: 'inconclusive',
          elapsedMs: runs[0]!.elapsedMs,
          reason: `the target stopped answering: ${death}`,
        };
      }
      if (isInCompany && runs[0]!.finding?.isTurnedAway) return 'turned away';
    } while (runs[0]!.finding?.kind === 'broken' && runs.length < RUNS);
    return judgeRuns(one, runs);
  }
}

function partition<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}
