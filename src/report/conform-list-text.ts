import type { CaseResult } from '../results/conform.ts';
import { renderColumns } from './columns.ts';
import type { Palette } from './palette.ts';
import { count } from './plain-text.ts';
import { wrap } from './wrap.ts';

/** What the conformance suite has, for people: its cases, and the clauses that they cover. */

const WIDTH = 100;

export type ListedCase = Pick<CaseResult, 'id' | 'title' | 'section' | 'requirements' | 'level'>;

/** The cases by section, ended by a line end. */
export function renderCaseList(
  cases: readonly ListedCase[],
  sections: ReadonlyMap<string, string>,
  colours: Palette,
): string {
  const rows = renderColumns(
    cases.map(({ id, level, title, requirements }) => [id, level, title, requirements.join(', ')]),
  );
  const titleOf = titles(sections, colours);
  const lines = cases.flatMap(({ section }, index) => [...titleOf(section), `  ${rows[index]}`]);
  return `${lines.join('\n')}\n\n${count(cases.length, 'case')}\n`;
}

/** A clause on responders and its cases. */
export interface CoveredClause {
  readonly id: string;
  readonly level: string;
  readonly cases: readonly string[];
  readonly untestable?: string;
}

export interface ListedClause extends CoveredClause {
  /** Where it stands in the specification, as `9.2`. */
  readonly section: string;
}

/** The traceability matrix by section, ended by a line end: level, how many cases, and which, or why none. */
export function renderMatrix(
  clauses: readonly ListedClause[],
  sections: ReadonlyMap<string, string>,
  colours: Palette,
): string {
  const heads = renderColumns(
    clauses.map(({ id, level, cases }) => [id, level, String(cases.length)]),
    { right: [2] },
  );
  const titleOf = titles(sections, colours);
  const lines = clauses.flatMap((clause, index) => {
    const head = `  ${heads[index]}  `;
    const [first = '', ...more] = wrap(coverageOf(clause), WIDTH, ' '.repeat(head.length));
    const paint = clause.cases.length === 0 && clause.untestable === undefined ? colours.red : (line: string) => line;
    return [
      ...titleOf(clause.section.split('.')[0]!),
      ...[head + first.trimStart(), ...more].map((line) => paint(line)),
    ];
  });
  const covered = clauses.filter(({ cases }) => cases.length > 0).length;
  const untestable = clauses.filter((clause) => clause.cases.length === 0 && clause.untestable !== undefined).length;
  const summary = `${count(clauses.length, 'clause')}: ${covered} with cases, ${untestable} untestable`;
  return `${[...lines, '', summary].join('\n')}\n`;
}

/** The title of a section, where it begins: asked for each line, in their order. */
function titles(sections: ReadonlyMap<string, string>, colours: Palette): (number: string) => readonly string[] {
  let last: string | undefined;
  return (number) => {
    if (number === last) return [];
    const space = last === undefined ? [] : [''];
    last = number;
    return [...space, colours.bold(`${number} ${sections.get(number) ?? ''}`)];
  };
}

function coverageOf({ cases, untestable }: CoveredClause): string {
  if (cases.length > 0) return cases.join(', ');
  return untestable === undefined ? 'no case yet' : `untestable: ${untestable}`;
}
