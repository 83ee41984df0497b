import type { RowCoverage, RowVerdict, StateCoverage } from '../results/state-coverage.ts';
import type { Palette } from './palette.ts';
import { harmless } from './plain-text.ts';

/** What the suite saw of the states of a target, in a line; then what was wrong, and why some was not reached. */
export function renderStateCoverage({ rows, summary }: StateCoverage, colours: Palette): string[] {
  const told: readonly (readonly [RowVerdict, string, keyof Palette])[] = [
    ['right', 'right', 'green'],
    ['wrong', 'wrong', 'red'],
    ['unseen', 'not to be seen', 'dim'],
    ['not-reached', 'not reached', 'dim'],
  ];
  const parts = told
    .filter(([verdict]) => summary[verdict] > 0)
    .map(([verdict, words, paint]) => colours[paint](`${summary[verdict]} ${words}`));
  const faults = rows.flatMap((row) =>
    (row.faults ?? [])
      .slice(0, 1)
      .flatMap((fault) => [
        `  ${colours.red('✗')} ${nameOf(row)} (${row.clauses.join(', ')}), in ${fault.case}`,
        `      expected ${harmless(fault.expected)}`,
        `      ${colours.red(`actual   ${harmless(fault.actual)}`)}`,
      ]),
  );
  return [
    `states: of ${rows.length} rows of the responder's table ${parts.join(', ')}`,
    ...faults,
    ...missed(rows, colours),
  ];
}

/** How many for each reason. */
function missed(rows: readonly RowCoverage[], colours: Palette): string[] {
  const reasons = rows.filter(({ verdict }) => verdict === 'not-reached').map(({ reason = '' }) => reason);
  return [...new Set(reasons)].map((reason) =>
    colours.dim(`  - ${reasons.filter((each) => each === reason).length} not reached: ${reason}`),
  );
}

function nameOf({ state, event, guard }: RowCoverage): string {
  const name = state === undefined ? event : `${state}, ${event}`;
  return guard === undefined ? name : `${name} [${guard}]`;
}
