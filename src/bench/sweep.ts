import {
  type BenchFailure,
  type BenchPeer,
  type BenchReport,
  type BenchRow,
  countErrors,
  type TargetBehaviour,
} from '../results/bench.ts';
import { createScope } from '../scan/scope.ts';
import { AnsweringProcess } from './child-process.ts';
import { Contender, contendersOf } from './contender.ts';
import { describeMachine } from './machine.ts';
import type { Peer } from './peers/peer.ts';
import { type BenchPlan, type Cell, cellsOf, isHeldToTruth } from './plan.ts';
import type { TargetFacts, TargetOptions } from './target.ts';

export interface SweepParts {
  /** Those that are installed, to be measured. */
  readonly peers: readonly Peer[];
  /** All that were looked for, for the report. */
  readonly found: readonly BenchPeer[];
  /** Ends the sweep with what there is. */
  readonly signal: AbortSignal;
  /** Told of what begins: a target that is brought up, and each point that is measured there. */
  readonly onBegin?: (what: TargetBehaviour & Partial<Cell>) => void;
  /** Told of every row as it is there. */
  readonly onRow: (row: BenchRow) => void;
}

type CellParts = Omit<SweepParts, 'found'> & { readonly onFailure: (failure: BenchFailure) => void };

/** How many rows a plan will give. */
export function countRows(plan: BenchPlan, peers: readonly Peer[]): number {
  return plan.behaviours.reduce(
    (sum, behaviour) =>
      sum + cellsOf(plan, behaviour).reduce((rows, cell) => rows + contendersOf(plan, cell, peers).length, 0),
    0,
  );
}

/** Measures every scanner at every point of the plan, on loopback alone. */
export async function sweep(plan: BenchPlan, parts: SweepParts): Promise<Omit<BenchReport, 'rerun'>> {
  const beganMs = performance.now();
  const rows: BenchRow[] = [];
  const failures: BenchFailure[] = [];
  const cellParts: CellParts = {
    ...parts,
    onRow: (row) => {
      rows.push(row);
      parts.onRow(row);
    },
    onFailure: (failure) => failures.push(failure),
  };
  try {
    for (const behaviour of plan.behaviours) await sweepBehaviour(plan, behaviour, cellParts);
  } catch (error) {
    if (!parts.signal.aborted) throw error;
  }
  const failed = rows.filter((row) => failsExpectation(plan, row)).length;
  return {
    seed: plan.seed,
    machine: describeMachine(),
    timeoutMs: plan.timeoutMs,
    retries: plan.retries,
    peers: parts.found,
    elapsedMs: performance.now() - beganMs,
    complete: !parts.signal.aborted,
    rows,
    failures,
    summary: { rows: rows.length, withErrors: rows.filter(({ errors }) => countErrors(errors) > 0).length, failed },
  };
}

/** Our own verdicts have to be right where nothing excuses them; those of others are theirs. */
function failsExpectation(plan: BenchPlan, { role, behaviour, errors }: BenchRow): boolean {
  return role === 'own' && isHeldToTruth(plan, behaviour) && countErrors(errors) > 0;
}

async function sweepBehaviour(plan: BenchPlan, behaviour: TargetBehaviour, parts: CellParts): Promise<void> {
  parts.signal.throwIfAborted();
  parts.onBegin?.(behaviour);
  const { ports, seed } = plan;
  const process = new AnsweringProcess('target-process');
  const kill = (): void => void process.end();
  parts.signal.addEventListener('abort', kill);
  try {
    const target = await process.ask<TargetFacts>({ ...behaviour, ports, seed } satisfies TargetOptions);
    if (!createScope([]).admits(target.address)) throw new RangeError(`${target.address} is not on loopback`);
    for (const cell of cellsOf(plan, behaviour)) {
      parts.onBegin?.(cell);
      await measureCell(plan, cell, target, parts);
    }
  } finally {
    parts.signal.removeEventListener('abort', kill);
    await process.end();
  }
}

/**
 * Measures all of a cell in turns, so that what the machine does meanwhile meets them all alike. Ours run in a process
 * each, after a scan that does not count: what is measured is a scanner that runs, not one that starts. Peers are
 * programs, and measured whole; so is our own program among them.
 */
async function measureCell(plan: BenchPlan, cell: Cell, target: TargetFacts, parts: CellParts): Promise<void> {
  const contenders = contendersOf(plan, cell, parts.peers).map((each) => new Contender(each, { plan, cell, target }));
  const kill = (): void => contenders.forEach((each) => void each.end());
  parts.signal.addEventListener('abort', kill);
  try {
    await Promise.all(contenders.map((each) => each.warmUp()));
    for (let repeat = 1; repeat <= plan.repeats; repeat += 1) {
      for (const contender of contenders) await contender.scan(repeat, parts.signal);
    }
    const [reference] = contenders;
    for (const contender of contenders) {
      const row = contender.toRow(reference!);
      if ('why' in row) parts.onFailure(row);
      else parts.onRow(row);
    }
  } finally {
    parts.signal.removeEventListener('abort', kill);
    await Promise.all(contenders.map((each) => each.end()));
  }
}
