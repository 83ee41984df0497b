import { describe, expect, test } from 'vitest';
import { count, formatCount, formatDuration, harmless, shorten } from './plain-text.ts';

describe('harmless', () => {
  test('shows every control character, and leaves all else alone', () => {
    expect(harmless('a\0\t\n\r\x1b\x7f\x80\x9fz')).toBe('a\\x00\\x09\\x0a\\x0d\\x1b\\x7f\\x80\\x9fz');
    expect(harmless('left\u200E\u202A\u2066 lines\u2028\u2029')).toBe('left\\u200e\\u202a\\u2066 lines\\u2028\\u2029');
    expect(harmless('Grüße, 世界 👋 "\\"')).toBe('Grüße, 世界 👋 "\\"');
  });
});

test.each([
  ['abc', 3, 'abc'],
  ['abcd', 3, 'ab…'],
  ['', 3, ''],
])('%j in %i characters is %j', (text, most, short) => {
  expect(shorten(text, most)).toBe(short);
});

test.each([
  [0, '0.0 ms'],
  [0.04, '0.0 ms'],
  [1.25, '1.3 ms'],
  [99.94, '99.9 ms'],
  [99.95, '100 ms'],
  [812.4, '812 ms'],
  [999.4, '999 ms'],
  [999.5, '1.00 s'],
  [3_214, '3.21 s'],
  [59_994, '59.99 s'],
  [59_995, '1 min 0 s'],
  [119_700, '2 min 0 s'],
  [3_599_499, '59 min 59 s'],
  [3_599_500, '1 h 0 min'],
  [12_000_000, '3 h 20 min'],
  [86_399_999, '1 d 0 h'],
  [1_051_200_000, '12 d 4 h'],
])('%d ms are %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test.each([
  [0, '0 ports'],
  [1, '1 port'],
  [65_535, '65,535 ports'],
])('%i: %s', (number, text) => {
  expect(count(number, 'port')).toBe(text);
});

test('counts have their thousands apart, as English has them', () => {
  expect([0, 999, 1_000, 65_535, 1_048_576, -1_000].map(formatCount)).toEqual([
    '0',
    '999',
    '1,000',
    '65,535',
    '1,048,576',
    '-1,000',
  ]);
  expect([1e21, 1_234.5].map(formatCount)).toEqual(['1,000,000,000,000,000,000,000', '1,234.5']);
});
