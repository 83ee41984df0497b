import { describe, expect, it } from 'vitest';
import { addCounts, countTests, formatCounts } from './counts.mjs';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});
const nothing = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };

describe('the count of the tests', () => {
  it('is what the report says', () => {
    const report = {
      ...nothing,
      numPassedTests: 2,
      numFailedTests: 1,
      numPendingTests: 1,
      numTodoTests: 1,
      testResults: [file('passed', 'passed', 'skipped', 'todo'), file('failed', 'passed', 'failed')],
    };
    expect(countTests(report, false)).toEqual({ passed: 2, failed: 1, skipped: 2 });
  });

  it('has a failure for a file that cannot be loaded', () => {
    const report = { ...nothing, numPassedTests: 1, testResults: [file('passed', 'passed'), file('failed')] };
    expect(countTests(report, false)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it('has a failure for an error outside of every test', () => {
    const report = { ...nothing, numPassedTests: 1, testResults: [file('passed', 'passed')] };
    expect(countTests(report, false)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  it('has a failure where there is no report', () => {
    expect(countTests(undefined, true)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('has a failure where no test ran', () => {
    expect(countTests(nothing, true)).toEqual({ passed: 0, failed: 1, skipped: 0 });
    const skipped = { ...nothing, numPendingTests: 1, testResults: [file('passed', 'skipped')] };
    expect(countTests(skipped, true)).toEqual({ passed: 0, failed: 1, skipped: 1 });
  });
});

describe('the last line', () => {
  it('leaves out what was skipped where nothing was', () => {
    const counts = addCounts({ passed: 3, failed: 0, skipped: 0 }, { passed: 40, failed: 2, skipped: 0 });
    expect(formatCounts(counts)).toBe('43 passed, 2 failed');
    expect(formatCounts({ ...counts, skipped: 1 })).toBe('43 passed, 2 failed, 1 skipped');
  });
});
