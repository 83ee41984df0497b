import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { keyBenchmarks } from './key-benchmarks.ts';

test('the baseline has the key benchmarks, each once and no others (npm run bench:baseline)', () => {
  const text = readFileSync(new URL('../baseline.json', import.meta.url), 'utf8');
  const { ratios } = JSON.parse(text) as { ratios: Record<string, number> };
  expect(Object.keys(ratios)).toEqual(keyBenchmarks.map(({ name }) => name));
  expect(Object.values(ratios).filter((ratio) => !(ratio > 0))).toEqual([]);
});
