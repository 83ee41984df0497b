import { expect, test } from 'vitest';
import { parseTimeBound } from './time-bound.ts';

test.each([
  ['>= 250ms', { operator: '>=', limitMs: 250 }],
  ['<1s', { operator: '<', limitMs: 1000 }],
  ['<=  1.5s', { operator: '<=', limitMs: 1500 }],
  ['> 0ms', { operator: '>', limitMs: 0 }],
])('%s', (text, bound) => {
  expect(parseTimeBound(text)).toEqual(bound);
});

test.each([
  ['250ms', 'a bound on a time begins with <, <=, > or >=', 'write "<= 250ms" or ">= 250ms", in quotes', undefined],
  ['>= 250', 'a duration needs a unit', 'write `250ms` or `250s`', { offset: 3, length: 3 }],
  ['< 1 sek', '`sek` is not a unit of a duration', 'known units: `ms`, `s`, `m`, `h`, `d`', { offset: 4, length: 3 }],
  ['>', '`` is not a duration', 'write a number and its unit, as in `10ms` or `10s`', { offset: 1, length: 0 }],
])('refuses %j', (text, message, help, span) => {
  expect(() => parseTimeBound(text)).toThrow(expect.objectContaining({ message, help, span }));
});
