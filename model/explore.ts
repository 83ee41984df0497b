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
  key(state: S): string;
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

/** Explores every reachable state, and stops at the first that breaks a property. */
export function explore<S>(system: System<S>): Exploration {
  const seen = new Set<string>();
  let frontier: { readonly state: S; readonly arrival: Arrival }[] = [];
  let transitions = 0;
  let atRest = 0;
  let depth = 0;
  let counterexample: Counterexample | undefined;

  for (const state of system.initial) {
    if (visit(seen, system.key(state))) frontier.push({ state, arrival: { from: undefined, label: '', depth: 0 } });
  }
  while (frontier.length > 0 && counterexample === undefined) {
    const following: typeof frontier = [];
    for (const { state, arrival } of frontier) {
      depth = arrival.depth;
      const moves = system.moves(state);
      if (moves.length === 0) atRest += 1;
      const problem = system.judge(state, moves.length === 0);
      if (problem !== undefined) {
        counterexample = { problem, trace: traceOf(arrival) };
        break;
      }
      for (const { label, next } of moves) {
        transitions += 1;
        if (!visit(seen, system.key(next))) continue;
        following.push({ state: next, arrival: { from: arrival, label, depth: arrival.depth + 1 } });
      }
    }
    frontier = following;
  }
  return { states: seen.size, transitions, atRest, depth, counterexample };
}

function visit(seen: Set<string>, key: string): boolean {
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

function traceOf(arrival: Arrival): string[] {
  const labels: string[] = [];
  for (let at: Arrival | undefined = arrival; at?.from !== undefined; at = at.from) labels.push(at.label);
  return labels.reverse();
}
