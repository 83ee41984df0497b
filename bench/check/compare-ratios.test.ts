import { expect, test } from 'vitest';
import { bestOf, compareRatios, comparisonText } from './compare-ratios.ts';

const baseline = { same: 2, slower: 1, edge: 1, faster: 1, gone: 1 };
const current = { same: 2.1, slower: 1.21, edge: 1.2, faster: 0.5, new: 3 };

test('more than a fifth slower is a regression, and a set that is not that of the baseline is told', () => {
  const verdicts = compareRatios(baseline, current).map(({ name, verdict }) => [name, verdict]);
  expect(verdicts).toEqual([
    ['same', 'well'],
    ['slower', 'slower'],
    ['edge', 'well'],
    ['faster', 'faster'],
    ['gone', 'gone'],
    ['new', 'new'],
  ]);
});

test('the tolerance is as wide as one says', () => {
  expect(compareRatios({ one: 1 }, { one: 1.21 }, 0.3)[0]!.verdict).toBe('well');
  expect(compareRatios({ one: 1 }, { one: 1.04 }, 0.03)[0]!.verdict).toBe('slower');
});

test('of two measurements the better one counts, and what only one has stays', () => {
  expect(bestOf({ a: 1, b: 2, c: 3 }, { a: 2, b: 1, d: 4 })).toEqual({ a: 1, b: 1, c: 3, d: 4 });
});

test('the table says what changed', () => {
  expect(comparisonText(compareRatios(baseline, current))).toBe(
    [
      '         BASELINE        NOW   CHANGE',
      'same         2.00       2.10     +5 %',
      'slower       1.00       1.21    +21 %  slower',
      'edge         1.00       1.20    +20 %',
      'faster       1.00      0.500    -50 %  faster',
      'gone         1.00          -           gone',
      'new             -       3.00           new',
    ].join('\n'),
  );
});
