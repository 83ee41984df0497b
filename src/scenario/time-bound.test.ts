import { expect, test } from 'vitest';
import { parseAttempts, parseTimeBound } from './time-bound.ts';

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

test.each([
  ['2', { operator: '==', limit: 2 }],
  ['>= 2', { operator: '>=', limit: 2 }],
  ['<=2', { operator: '<=', limit: 2 }],
  ['> 0', { operator: '>', limit: 0 }],
])('%s attempts', (text, bound) => {
  expect(parseAttempts(text)).toEqual(bound);
});

test.each([
  ['0', 'every port is asked at least once'],
  ['< 1', 'every port is asked at least once'],
  ['1.5', 'attempts are whole'],
  ['2..3', '`2..3` is not a number'],
  ['often', '`often` is not a number'],
])('refuses %j attempts', (text, message) => {
  expect(() => parseAttempts(text)).toThrow(expect.objectContaining({ message, help: expect.any(String) }));
});
