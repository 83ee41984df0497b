import type { MutantResult } from '../../src/conform/mutants/kill-matrix.ts';
import { familyOf } from '../../src/conform/mutants/mutants.ts';
import { renderColumns } from '../../src/report/columns.ts';

export interface MatrixTextOptions {
  readonly cases: readonly string[];
  readonly unguarded: readonly string[];
  /** Why a mutant that survives may. */
  readonly reasons: Readonly<Record<string, string>>;
}

/** The matrix for people: mutants by family, cases from the weakest on, and what survives with its reason. */
export function renderMatrix(
  results: readonly MutantResult[],
  { cases, unguarded, reasons }: MatrixTextOptions,
): string {
  const families = [...new Set(results.map(({ mutant }) => familyOf(mutant)))];
  const familyRows = families.map((family) => {
    const members = results.filter(({ mutant }) => familyOf(mutant) === family);
    return [family, String(members.length), String(members.filter(isKilled).length)];
  });
  const kills = cases
    .map((id) => ({ id, killed: results.filter(({ killedBy }) => killedBy.includes(id)) }))
    .sort((one, other) => one.killed.length - other.killed.length);
  const caseRows = kills.map(({ id, killed }) => [
    String(killed.length),
    String(killed.filter(({ killedBy }) => killedBy.length === 1).length),
    id,
  ]);
  const survivors = results.filter((result) => !isKilled(result)).map(({ mutant }) => mutant.id);
  return [
    ...renderColumns([['family', 'mutants', 'killed'], ...familyRows], { right: [1, 2] }),
    '',
    ...renderColumns([['kills', 'alone', 'case'], ...caseRows], { right: [0, 1] }),
    '',
    ...survivors.map((id) => `survives: ${id}: ${reasons[id] ?? 'NOBODY KNOWS WHY'}`),
    ...unguarded.map((id) => `unguarded: ${id}`),
    `${results.length} mutants, ${results.length - survivors.length} killed by ${cases.length} cases`,
    '',
  ].join('\n');
}

function isKilled({ killedBy }: MutantResult): boolean {
  return killedBy.length > 0;
}
