import { expect, test } from 'vitest';
import { describeProgress } from './case-progress.ts';

test('verdicts, what failed, and what is waited for', () => {
  expect(describeProgress(new Map(), [], [])).toBe('');
  expect(describeProgress(new Map([['pass', 41]]), [], ['TIME-IDLE-01'])).toBe(', 41 pass, waiting for TIME-IDLE-01');
  const verdicts = new Map([
    ['pass', 1],
    ['fail', 4],
  ] as const);
  expect(describeProgress(verdicts, ['A-01', 'B-01', 'C-01', 'D-01'], [])).toBe(
    ', 1 pass, 4 fail (B-01, C-01, D-01, …)',
  );
});
