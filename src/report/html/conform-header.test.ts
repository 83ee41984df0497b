import { expect, test } from 'vitest';
import type { CaseVerdict, ConformResult } from '../../results/conform.ts';
import { caseResult, conformResult } from '../testing/conform-runs.ts';
import { conformVerdictText } from './conform-header.ts';

test.each<[CaseVerdict[], Partial<ConformResult>, string]>([
  [['pass'], {}, 'The case passed'],
  [['pass', 'pass'], {}, 'All 2 cases passed'],
  [['pass', 'fail', 'unexpected-pass'], {}, '2 of 3 cases failed'],
  [['pass', 'warn', 'known-failure'], {}, 'No case failed, 1 of 3 passed'],
  [['pass', 'warn'], { strict: true }, '1 of 2 cases failed'],
  [['unsupported'], {}, 'Nothing passed'],
  [[], {}, 'Nothing passed'],
  [['pass', 'fail'], { ended: 'dead' }, 'The target stopped answering after 2 cases'],
  [['pass'], { ended: 'stopped' }, 'Interrupted after 1 case'],
])('%j with %j: %s', (verdicts, more, text) => {
  const results = verdicts.map((verdict, index) => caseResult(`A-${index}`, verdict));
  expect(conformVerdictText(conformResult(results, more))).toBe(text);
});
