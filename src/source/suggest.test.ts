import { expect, test } from 'vitest';
import { suggest } from './suggest.ts';

const keys = ['name', 'description', 'target', 'scan', 'expect', 'os', 'ports', 'agent'];

test.each([
  ['port', 'ports'],
  ['prots', 'ports'],
  ['Ports', 'ports'],
  ['naem', 'name'],
  ['desc', 'description'],
  ['expects', 'expect'],
  ['tagret', 'target'],
])('%s means %s', (word, meant) => {
  expect(suggest(word, keys)).toBe(meant);
});

test.each(['', 'x', 'o', 'host', 'faults', 'timeout'])('%j is near to nothing', (word) => {
  expect(suggest(word, keys)).toBeUndefined();
});

test('the nearest of several wins', () => {
  expect(suggest('timeouts', ['timings', 'timeout', 'time-out'])).toBe('timeout');
});
