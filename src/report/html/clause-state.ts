import type { CaseResult, CaseVerdict } from '../../results/conform.ts';
import type { CoveredClause } from '../conform-list-text.ts';

/** How a clause stands after a run: as the worst of its cases, or why there is nothing to say. */
export const clauseStates = ['broken', 'warned', 'known', 'kept', 'untried', 'untestable', 'uncovered'] as const;
export type ClauseState = (typeof clauseStates)[number];

const stateOf: Readonly<Record<CaseVerdict, ClauseState>> = {
  fail: 'broken',
  'unexpected-pass': 'kept',
  'suite-error': 'untried',
  warn: 'warned',
  'known-failure': 'known',
  pass: 'kept',
  inconclusive: 'untried',
  unsupported: 'untried',
};

/** `results` are by id. A clause is kept where one of its cases passed and none failed; that others were not tried takes nothing away. */
export function clauseState(
  { cases, untestable }: CoveredClause,
  results: ReadonlyMap<string, CaseResult>,
): ClauseState {
  if (cases.length === 0) return untestable === undefined ? 'uncovered' : 'untestable';
  const states = new Set(
    cases.map((id) => {
      const result = results.get(id);
      return result === undefined ? 'untried' : stateOf[result.verdict];
    }),
  );
  return clauseStates.find((state) => states.has(state))!;
}
