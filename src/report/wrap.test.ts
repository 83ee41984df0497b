import { expect, test } from 'vitest';
import { wrap } from './wrap.ts';

test('words stay whole, and lines within the width, their indent included', () => {
  expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
  expect(wrap('one two three', 8, '  ')).toEqual(['  one', '  two', '  three']);
  expect(wrap('one   two', 20)).toEqual(['one two']);
  expect(wrap('unbreakable', 4)).toEqual(['unbreakable']);
  expect(wrap('', 4)).toEqual([]);
});
