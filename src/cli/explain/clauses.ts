import type { ClauseText, SectionTitle } from '../../results/explain.ts';
import type { Clause, Specification } from '../../source/specification.ts';
import type { Library } from './library.ts';

/** Clauses and sections as explanations quote them. */

export function quoteClause({ id, level, text }: Clause): ClauseText {
  return { id, level, text };
}

/** The clause with that id, which is known to exist. */
export function clauseText({ specification }: Library, id: string): ClauseText {
  return quoteClause(specification.clauses.find((clause) => clause.id === id)!);
}

/** `STATUS` of `STATUS-3`. */
export function prefixOf(id: string): string {
  return id.slice(0, id.lastIndexOf('-'));
}

export function sectionTitle({ sections }: Specification, number: string): SectionTitle {
  return { number, title: sections.get(number) ?? '' };
}

/** Whether the text names the clause, and not another whose id is longer. */
export function namesClause(text: string, id: string): boolean {
  return new RegExp(`\\b${id}\\b`).test(text);
}
