import type { ReasonExplanation } from '../../results/explain.ts';
import type { Specification, VerdictRow } from '../../source/specification.ts';
import { quoteClause } from './clauses.ts';
import { explainError } from './explain-error.ts';
import type { Library } from './library.ts';

/** A reason of a verdict: what happened, whether it is tried again, and what to do. */

const LOCAL = /^local:(E[A-Z0-9]+)$/;
const AGENT = /^agent:([a-z-]+)$/;

/** The reason with that name, `agent:denied` and `local:EMFILE` included; undefined where it is none. */
export function explainReason(library: Library, word: string): ReasonExplanation | undefined {
  const { verdicts } = library.specification;
  const named = verdicts.find(({ reason }) => reason.toLowerCase() === word.toLowerCase());
  if (named !== undefined) return describe(library, named, named.reason, null);
  const errno = LOCAL.exec(word.replace(/^local:.*/i, (local) => `local:${local.slice(6).toUpperCase()}`))?.[1];
  const local = verdicts.find(({ reason }) => reason === 'local:<errno>');
  if (errno !== undefined && local !== undefined) {
    const advice = (library.advice.errnos[errno] ?? '').trim();
    return describe(library, local, `local:${errno}`, { kind: 'errno', errno, advice });
  }
  const code = AGENT.exec(word.toLowerCase())?.[1];
  const agent = verdicts.find(({ reason }) => reason === 'agent:<code>');
  if (code === undefined || agent === undefined || !agentCodes(library.specification).includes(code)) return undefined;
  const row = library.specification.errors.find((error) => error.code === code);
  const meaning = row === undefined ? explainReason(library, code) : explainError(library, row);
  return describe(library, agent, `agent:${code}`, meaning ?? null);
}

/** What may stand in `agent:<code>`: the codes of errors, and what VERDICT-13 names. */
export function agentCodes({ clauses, errors }: Specification): string[] {
  const text = clauses.find(({ id }) => id === 'VERDICT-13')?.text ?? '';
  const named = [...text.matchAll(/`([a-z-]+)`/g)].map(([, code]) => code!);
  return [...errors.map(({ code }) => code), ...named];
}

function describe(
  library: Library,
  { reason: row, state, what }: VerdictRow,
  reason: string,
  code: ReasonExplanation['code'],
): ReasonExplanation {
  const { clauses } = library.specification;
  return {
    kind: 'reason',
    reason,
    state,
    what,
    isRetried: isRetried(library.specification, { reason: row, state }),
    advice: (library.advice.reasons[row] ?? '').trim(),
    reported: reportedAs(library.specification, row),
    clauses: clauses.filter(({ text }) => text.includes(`\`${row}\``)).map(quoteClause),
    code,
  };
}

/** Filtered outcomes, and the reasons that VERDICT-3 names. */
function isRetried({ clauses }: Specification, { reason, state }: Omit<VerdictRow, 'what'>): boolean {
  const rule = clauses.find(({ id }) => id === 'VERDICT-3')?.text ?? '';
  return state === 'filtered' || rule.includes(`\`${reason}\``);
}

/** `ECONNREFUSED before the connection is up`. */
function reportedAs({ clauses }: Specification, reason: string): string[] {
  const table = clauses.find(({ id }) => id === 'VERDICT-7')?.table;
  if (table === undefined) return [];
  const moments = table.head.map((moment) => moment.replace(/\bit$/, 'the connection is up'));
  return table.rows.flatMap(([reported, ...cells]) =>
    cells.flatMap((cell, index) => {
      const [found, condition = ''] = new RegExp(`\`${reason}\`( where [^)]*)?`).exec(cell) ?? [];
      return found === undefined ? [] : [`${reported} ${moments[index + 1]}${condition}`];
    }),
  );
}
