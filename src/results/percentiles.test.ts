import { expect, test } from 'vitest';
import { percentilesOf } from './percentiles.ts';

const upTo = (most: number) => Array.from({ length: most }, (_, index) => most - index);

test('percentiles are times that occurred', () => {
  expect(percentilesOf([3])).toEqual({ p50: 3, p90: 3, p99: 3, max: 3 });
  expect(percentilesOf([9, 1])).toEqual({ p50: 1, p90: 9, p99: 9, max: 9 });
  expect(percentilesOf(upTo(100))).toEqual({ p50: 50, p90: 90, p99: 99, max: 100 });
  expect(percentilesOf(upTo(1_000))).toEqual({ p50: 500, p90: 900, p99: 990, max: 1_000 });
});
