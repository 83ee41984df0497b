import type { Section } from './case.ts';
import { untestable } from './untestable.ts';

/** Which cases a clause on responders has. */
export interface TracedClause {
  readonly id: string;
  readonly section: string;
  readonly level: string;
  readonly cases: readonly string[];
  /** Why it has none, and needs none. */
  readonly untestable?: string;
}

/** What the matrix needs to know of a clause of the specification. */
export interface ClauseHead {
  readonly id: string;
  readonly section: string;
  readonly level: string;
  readonly role: string;
}

/** Every clause on responders, in the order of the specification. */
export function traceClauses(clauses: readonly ClauseHead[], sections: readonly Section[]): TracedClause[] {
  const cases = sections.flatMap((section) => section.cases);
  return clauses
    .filter(({ role }) => role !== 'scanner')
    .map(({ id, section, level }) => {
      const named = cases.filter(({ requirements }) => requirements.includes(id)).map((one) => one.id);
      const why = untestable[id];
      return { id, section, level, cases: named, ...(why !== undefined && { untestable: why }) };
    });
}

/** MUST of MUST NOT, SHOULD of SHOULD NOT. */
export function plainLevel(level: string): string {
  return level.replace(/ NOT$/, '');
}
