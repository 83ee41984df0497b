import type { ExplainList, Explanation, RequirementExplanation, SectionExplanation } from '../../results/explain.ts';
import type { Clause, Specification } from '../../source/specification.ts';
import { clauseText, namesClause, prefixOf, quoteClause, sectionTitle } from './clauses.ts';
import { cases, explainCase } from './explain-case.ts';
import { explainError } from './explain-error.ts';
import { agentCodes, explainReason } from './explain-reason.ts';
import type { Library } from './library.ts';

/** Finds what a word of the specification means. */

/** What `word` names, in whatever case; undefined where it names nothing. */
export function explainWord(library: Library, word: string): Explanation | undefined {
  const { clauses, errors, reportLines, decisions } = library.specification;
  const name = word.replace(/^§/, '');
  const upper = name.toUpperCase();
  const found = explainCase(library, upper);
  if (found !== undefined) return found;
  const clause = clauses.find(({ id }) => id === upper);
  if (clause !== undefined) return explainClause(library, clause);
  const error = errors.find(({ code }) => code === name.toLowerCase());
  if (error !== undefined) return explainError(library, error);
  const line = reportLines.find((one) => one.line === upper);
  if (line !== undefined) {
    return { kind: 'report-line', ...line, clauses: line.clauses.map((id) => clauseText(library, id)) };
  }
  const decision = decisions.find(({ id }) => id === upper);
  if (decision !== undefined) {
    return { kind: 'decision', ...decision, clauses: decision.clauses.map((id) => clauseText(library, id)) };
  }
  return explainReason(library, name) ?? explainSection(library.specification, upper);
}

/** All words that `explainWord` knows, but for the names of errno. */
export function knownWords({ specification }: Library): string[] {
  const { clauses, errors, verdicts, reportLines, decisions } = specification;
  return [
    ...new Set(clauses.map(({ id }) => prefixOf(id))),
    ...clauses.map(({ id }) => id),
    ...cases.map(({ one }) => one.id),
    ...errors.map(({ code }) => code),
    ...verdicts.map(({ reason }) => reason),
    ...agentCodes(specification).map((code) => `agent:${code}`),
    ...reportLines.map(({ line }) => line),
    ...decisions.map(({ id }) => id),
  ];
}

export function listWords({ specification }: Library): ExplainList {
  const { clauses, errors, verdicts, reportLines, decisions } = specification;
  const prefixes = [...new Set(clauses.map(({ id }) => prefixOf(id)))];
  return {
    kind: 'list',
    prefixes: prefixes.map((id) => {
      const own = clauses.filter((clause) => prefixOf(clause.id) === id);
      return { id, title: titleOf(specification, own), clauses: own.length };
    }),
    cases: cases.map(({ one }) => one.id),
    errorCodes: errors.map(({ code }) => code),
    reasons: verdicts.map(({ reason }) => reason),
    sections: sectionsOf(specification, clauses),
    reportLines: reportLines.map(({ line }) => line),
    decisions: decisions.map(({ id, title }) => ({ id, title })),
  };
}

function explainClause({ specification, vectors }: Library, clause: Clause): RequirementExplanation {
  const { clauses, reportLines, decisions } = specification;
  const { id, role, section, table = null } = clause;
  const index = clauses.indexOf(clause);
  const neighbour = (at: number) => {
    const found = clauses[at];
    return found !== undefined && prefixOf(found.id) === prefixOf(id) ? quoteClause(found) : null;
  };
  return {
    kind: 'requirement',
    ...quoteClause(clause),
    role,
    section: sectionTitle(specification, section),
    table,
    report: reportLines
      .filter(({ line }) => clause.report.includes(line))
      .map(({ line, satisfiedBy }) => ({ line, satisfiedBy })),
    decisions: decisions
      .filter((decision) => decision.clauses.includes(id) || namesClause(decision.text, id))
      .map((decision) => ({ id: decision.id, title: decision.title, text: decision.text })),
    namedBy: clauses.filter((other) => other !== clause && namesClause(other.text, id)).map((other) => other.id),
    cases: cases.filter(({ one }) => one.requirements.includes(id)).map(({ one }) => one.id),
    vectors: vectors.filter((vector) => vector.clauses.includes(id)).map(({ file, name }) => `${file}: ${name}`),
    previous: neighbour(index - 1),
    next: neighbour(index + 1),
  };
}

/** The clauses with a prefix, or those of a numbered section and the sections within it. */
function explainSection(specification: Specification, id: string): SectionExplanation | undefined {
  const isNumber = /^\d/.test(id);
  const clauses = specification.clauses.filter(({ id: clauseId, section }) =>
    isNumber ? section === id || section.startsWith(`${id}.`) : prefixOf(clauseId) === id,
  );
  if (clauses.length === 0) return undefined;
  return {
    kind: 'section',
    id,
    sections: sectionsOf(specification, clauses),
    clauses: clauses.map((clause) => ({ ...quoteClause(clause), role: clause.role })),
  };
}

/** What clauses are about: `Exchanges: Status`; of several sections within one, that one. */
function titleOf(specification: Specification, clauses: readonly Clause[]): string {
  const sections = sectionsOf(specification, clauses);
  const parents = new Set(sections.map(({ number }) => number.split('.')[0]!));
  const title = [...parents].map((number) => sectionTitle(specification, number).title).join(', ');
  const [only, ...others] = sections;
  return only?.number.includes('.') && others.length === 0 ? `${title}: ${only.title}` : title;
}

function sectionsOf(specification: Specification, clauses: readonly Clause[]): SectionExplanation['sections'] {
  const numbers = [...new Set(clauses.map(({ section }) => section))];
  return numbers.map((number) => sectionTitle(specification, number));
}
