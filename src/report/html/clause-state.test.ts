import { expect, test } from 'vitest';
import type { CaseVerdict } from '../../results/conform.ts';
import { caseResult } from '../testing/conform-runs.ts';
import { clauseState } from './clause-state.ts';

test.each<[(CaseVerdict | 'not run')[], string]>([
  [['pass', 'unsupported', 'not run'], 'kept'],
  [['pass', 'fail', 'warn'], 'broken'],
  [['pass', 'warn'], 'warned'],
  [['known-failure', 'pass'], 'known'],
  [['unexpected-pass'], 'kept'],
  [['unsupported', 'inconclusive', 'suite-error', 'not run'], 'untried'],
])('a clause whose cases are %j is %s', (verdicts, state) => {
  const named = verdicts.map((verdict, index) => [`A-${index}`, verdict] as const);
  const results = named.flatMap(([id, verdict]) => (verdict === 'not run' ? [] : [caseResult(id, verdict)]));
  const clause = { id: 'A-1', level: 'MUST', cases: named.map(([id]) => id) };
  expect(clauseState(clause, new Map(results.map((one) => [one.id, one])))).toBe(state);
});

test('a clause without a case is untestable, or has none yet', () => {
  expect(clauseState({ id: 'A-1', level: 'MUST', cases: [], untestable: 'unseen' }, new Map())).toBe('untestable');
  expect(clauseState({ id: 'A-1', level: 'MUST', cases: [] }, new Map())).toBe('uncovered');
});
