import type { MutantResult } from '../../src/conform/mutants/kill-matrix.ts';
import { familyOf } from '../../src/conform/mutants/mutants.ts';
import { renderColumns } from '../../src/report/columns.ts';
import { wrap } from '../../src/report/wrap.ts';

export interface MatrixTextOptions {
  readonly cases: readonly string[];
  /** Every case was played against every mutant; else each mutant has one case that notices it, at most. */
  readonly full: boolean;
  /** The clauses to count mutants of. */
  readonly clauses: readonly string[];
  /** Why a mutant that survives may. */
  readonly reasons: Readonly<Record<string, string>>;
}

const WIDTH = 120;
/** Of a clause that more mutants break nobody has to think. */
const FEW = 3;

/** The matrix for people: mutants by family, what each case notices, clauses by their mutants, and what survives. */
export function renderMatrix(
  results: readonly MutantResult[],
  { cases, full, clauses, reasons }: MatrixTextOptions,
): string {
  const killed = results.filter(({ killedBy }) => killedBy.length > 0);
  const survivors = results.filter(({ killedBy }) => killedBy.length === 0).map(({ mutant }) => mutant.id);
  return [
    ...familyTable(results),
    '',
    ...(full ? caseTable(cases, killed) : firstWitnesses(cases, killed)),
    '',
    ...survivorsByReason(survivors, reasons),
    ...weakClauses(clauses, killed),
    `${results.length} mutants, ${killed.length} noticed by ${cases.length} cases, ${survivors.length} by none`,
    '',
  ].join('\n');
}

function familyTable(results: readonly MutantResult[]): string[] {
  const families = [...new Set(results.map(({ mutant }) => familyOf(mutant)))];
  const rows = families.map((family) => {
    const members = results.filter(({ mutant }) => familyOf(mutant) === family);
    return [family, String(members.length), String(members.filter(({ killedBy }) => killedBy.length > 0).length)];
  });
  return renderColumns([['family', 'mutants', 'noticed'], ...rows], { right: [1, 2] });
}

/** How many mutants each case notices, and how many of them no other does; the weakest case first. */
function caseTable(cases: readonly string[], killed: readonly MutantResult[]): string[] {
  const rows = cases
    .map((id) => ({ id, noticed: killed.filter(({ killedBy }) => killedBy.includes(id)) }))
    .sort((one, other) => one.noticed.length - other.noticed.length)
    .map(({ id, noticed }) => [
      String(noticed.length),
      String(noticed.filter(({ killedBy }) => killedBy.length === 1).length),
      id,
    ]);
  return renderColumns([['notices', 'alone', 'case'], ...rows], { right: [0, 1] });
}

/** The mutants that each case was the first to notice. */
function firstWitnesses(cases: readonly string[], killed: readonly MutantResult[]): string[] {
  return cases.flatMap((id) => {
    const noticed = killed.filter(({ killedBy }) => killedBy[0] === id);
    return noticed.length === 0 ? [] : [id, ...noticed.map(({ mutant }) => `  ${mutant.id}`)];
  });
}

/** What no case notices, behind the reason why none can. */
function survivorsByReason(survivors: readonly string[], reasons: MatrixTextOptions['reasons']): string[] {
  const reasonOf = (id: string) => reasons[id] ?? 'NOBODY KNOWS WHY';
  return [...new Set(survivors.map(reasonOf))].flatMap((reason) => [
    `survive: ${reason}`,
    ...survivors.filter((id) => reasonOf(id) === reason).map((id) => `  ${id}`),
    '',
  ]);
}

/** The clauses that few mutants break which are noticed. */
function weakClauses(clauses: readonly string[], killed: readonly MutantResult[]): string[] {
  const countOf = (clause: string) => killed.filter(({ mutant }) => mutant.clauses.includes(clause)).length;
  return Array.from({ length: FEW + 1 }, (_, count) => count).flatMap((count) => {
    const ids = clauses.filter((clause) => countOf(clause) === count);
    if (ids.length === 0) return [];
    const head =
      count === 0 ? 'clauses without a mutant:' : `clauses with ${count === 1 ? 'one mutant' : `${count} mutants`}:`;
    return [head, ...wrap(ids.join(' '), WIDTH, '  '), ''];
  });
}
