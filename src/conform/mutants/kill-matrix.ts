import type { Finding } from '../bench.ts';
import type { Case } from '../case.ts';
import type { Mutant } from './mutant.ts';

/** Which cases notice which mutants. */

/** Plays a case against a mutant, in every way in which it can be played; gives what was found wrong. */
export type Play = (one: Case, mutant: Mutant) => Promise<Finding | undefined>;

export interface MutantResult {
  readonly mutant: Mutant;
  /** The cases that found something broken. */
  readonly killedBy: readonly string[];
}

export interface KillMatrixOptions {
  /** Goes on to the next mutant once a case has noticed one. */
  readonly stopEarly?: boolean;
  readonly onResult?: (result: MutantResult) => void;
}

/** Plays all cases against each mutant. */
export async function killMatrix(
  cases: readonly Case[],
  mutants: readonly Mutant[],
  play: Play,
  { stopEarly = false, onResult }: KillMatrixOptions = {},
): Promise<MutantResult[]> {
  const results: MutantResult[] = [];
  for (const mutant of mutants) {
    const killedBy: string[] = [];
    for (const one of orderFor(cases, mutant, stopEarly)) {
      if ((await play(one, mutant))?.kind !== 'broken') continue;
      killedBy.push(one.id);
      if (stopEarly) break;
    }
    const result = { mutant, killedBy };
    results.push(result);
    onResult?.(result);
  }
  return results;
}

/** Where one that notices it is enough: first those that are about a clause that it breaks, and that are quick. */
function orderFor(cases: readonly Case[], { clauses }: Mutant, stopEarly: boolean): readonly Case[] {
  if (!stopEarly) return cases;
  const isLikely = ({ requirements }: Case) => requirements.some((id) => clauses.includes(id));
  const rank = (one: Case) => (isLikely(one) ? 0 : 2) + (one.alone ? 1 : 0);
  return [...cases].sort((one, other) => rank(one) - rank(other));
}

/** The cases that notice no mutant; those of the clauses of a case are tried first. */
export async function idleCases(
  cases: readonly Case[],
  mutants: readonly Mutant[],
  results: readonly MutantResult[],
  play: Play,
): Promise<Case[]> {
  const active = new Set(results.flatMap(({ killedBy }) => killedBy));
  const idle: Case[] = [];
  for (const one of cases.filter(({ id }) => !active.has(id))) {
    const isLikely = ({ clauses }: Mutant) => one.requirements.some((id) => clauses.includes(id));
    const [likely, others] = [mutants.filter(isLikely), mutants.filter((mutant) => !isLikely(mutant))];
    if (!(await noticesAny(one, [...likely, ...others], play))) idle.push(one);
  }
  return idle;
}

async function noticesAny(one: Case, mutants: readonly Mutant[], play: Play): Promise<boolean> {
  for (const mutant of mutants) {
    if ((await play(one, mutant))?.kind === 'broken') return true;
  }
  return false;
}

/** The clauses that no noticed mutant breaks. */
export function unguardedClauses(clauses: readonly string[], results: readonly MutantResult[]): string[] {
  const killed = results.filter(({ killedBy }) => killedBy.length > 0);
  const guarded = new Set(killed.flatMap(({ mutant }) => mutant.clauses));
  return clauses.filter((id) => !guarded.has(id));
}
