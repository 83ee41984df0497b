import type { CaseResult } from '../results/conform.ts';
import { renderColumns } from './columns.ts';
import type { Palette } from './palette.ts';
import { count } from './plain-text.ts';

/** What the conformance suite has, for people: its cases, and the clauses that they cover. */

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
  const lines = cases.flatMap(({ section }, index) => {
    const isFirst = section !== cases[index - 1]?.section;
    const head = isFirst
      ? [...(index === 0 ? [] : ['']), colours.bold(`${section} ${sections.get(section) ?? ''}`)]
      : [];
    return [...head, `  ${rows[index]}`];
  });
  return `${lines.join('\n')}\n\n${count(cases.length, 'case')}\n`;
}

/** A clause on responders and its cases. */
export interface CoveredClause {
  readonly id: string;
  readonly level: string;
  readonly cases: readonly string[];
  readonly untestable?: string;
}

/** The traceability matrix, ended by a line end. */
export function renderMatrix(clauses: readonly CoveredClause[], colours: Palette): string {
  const rows = clauses.map(({ id, level, cases, untestable }) => [
    id,
    level,
    cases.length > 0 ? cases.join(', ') : untestable === undefined ? 'no case yet' : `untestable: ${untestable}`,
  ]);
  const lines = renderColumns(rows, {
    paint: (cell, row, column) =>
      column === 2 && clauses[row]!.cases.length === 0 && clauses[row]!.untestable === undefined
        ? colours.red(cell)
        : cell,
  });
  const covered = clauses.filter(({ cases }) => cases.length > 0).length;
  const untestable = clauses.filter((clause) => clause.cases.length === 0 && clause.untestable !== undefined).length;
  const summary = `${count(clauses.length, 'clause')}: ${covered} with cases, ${untestable} untestable`;
  return `${[...lines, '', summary].join('\n')}\n`;
}
