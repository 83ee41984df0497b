import { findCycle } from './cycle.ts';

/** Breadth-first exploration of everything that a system can do, with the shortest way to whatever breaks a property. */

/** One thing that can happen in a state. */
export interface Move<S> {
  /** For the trace: who does what, such as `responder → scanner: open`. */
  readonly label: string;
  readonly next: S;
}

export interface System<S> {
  readonly initial: readonly S[];
  /** Everything that can happen next; empty where the system has come to rest. */
  moves(state: S): readonly Move<S>[];
  /** Equal for states that behave alike from here on. */
  key(state: S): number;
  /** What is wrong with the state, or undefined; `atRest` where nothing can happen any more. */
  judge(state: S, atRest: boolean): string | undefined;
}

export interface Counterexample {
  /** The property that broke. */
  readonly problem: string;
  /** The labels of the moves that led there: a shortest such way. */
  readonly trace: readonly string[];
}

export interface Exploration {
  readonly states: number;
  readonly transitions: number;
  /** States in which nothing can happen any more. */
  readonly atRest: number;
  /** How far the farthest state is from its beginning. */
  readonly depth: number;
  readonly counterexample: Counterexample | undefined;
}

/** How a state was first reached. */
interface Arrival {
  readonly from: Arrival | undefined;
  readonly label: string;
  readonly depth: number;
}

/**
 * Explores every reachable state, and stops at the first that breaks a property. Where none does, a way that leads back
 * to where it came from breaks one too: the system could go round for ever, so that nothing would be sure to come.
 */
export function explore<S>(system: System<S>): Exploration {
  /** The states' numbers in the order in which they were found, by key. */
  const found = new Map<number, number>();
  const arrivals: Arrival[] = [];
  const edges: number[] = [];
  let frontier: S[] = [];
  let expanded = 0;
  let atRest = 0;
  let counterexample: Counterexample | undefined;

  const visit = (state: S, from: Arrival | undefined, label: string, into: S[]): number => {
    const key = system.key(state);
    const known = found.get(key);
    if (known !== undefined) return known;
    const number = found.size;
    found.set(key, number);
    arrivals.push({ from, label, depth: from === undefined ? 0 : from.depth + 1 });
    into.push(state);
    return number;
  };

  for (const state of system.initial) visit(state, undefined, '', frontier);
  while (frontier.length > 0 && counterexample === undefined) {
    const following: S[] = [];
    for (const state of frontier) {
      const number = expanded;
      expanded += 1;
      const arrival = arrivals[number]!;
      const moves = system.moves(state);
      if (moves.length === 0) atRest += 1;
      const problem = system.judge(state, moves.length === 0);
      if (problem !== undefined) {
        counterexample = { problem, trace: traceOf(arrival) };
        break;
      }
      for (const { label, next } of moves) edges.push(number, visit(next, arrival, label, following));
    }
    frontier = following;
  }
  const round = counterexample === undefined ? findCycle(found.size, edges) : undefined;
  if (round !== undefined) {
    counterexample = { problem: 'this can go round for ever', trace: traceOf(arrivals[round]!) };
  }
  const depth = arrivals[expanded - 1]?.depth ?? 0;
  return { states: found.size, transitions: edges.length / 2, atRest, depth, counterexample };
}

function traceOf(arrival: Arrival): string[] {
  const labels: string[] = [];
  for (let at: Arrival | undefined = arrival; at?.from !== undefined; at = at.from) labels.push(at.label);
  return labels.reverse();
}
