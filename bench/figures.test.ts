import { expect, test } from 'vitest';
import { type BenchmarkGroup, selectBenchmarks } from './benchmark.ts';
import { figuresOf, figuresText } from './figures.ts';

const body = (): void => {};
const probes: BenchmarkGroup = {
  name: 'probes',
  unit: 'probes/s',
  benchmarks: [
    { name: 'bare', body, operations: 100 },
    { name: 'whole', body, operations: 200, beside: 'bare' },
    { name: 'alone', body },
  ],
};
const machines: BenchmarkGroup = { name: 'machines', unit: 'ns', benchmarks: [{ name: 'step', body, operations: 2 }] };

test('a rate counts operations, and is compared by its median', () => {
  const timings = [
    { p50: 1e6, p99: 2e6, avg: 1.25e6 },
    { p50: 4e6, p99: 5e6, avg: 4e6 },
    { p50: 1e9, p99: 1e9, avg: 1e9 },
  ];
  const figures = figuresOf(probes, timings);
  expect(figures).toEqual([
    { name: 'bare', group: 'probes', unit: 'probes/s', p50: 100_000, p99: 50_000, avg: 80_000 },
    {
      name: 'whole',
      group: 'probes',
      unit: 'probes/s',
      p50: 50_000,
      p99: 40_000,
      avg: 50_000,
      ratioTo: { name: 'bare', ratio: 0.5 },
    },
    { name: 'alone', group: 'probes', unit: 'probes/s', p50: 1, p99: 1, avg: 1 },
  ]);
  expect(figuresText(figures.slice(0, 2))).toBe(
    ['bare    100,000 probes/s', 'whole    50,000 probes/s   0.50 × bare'].join('\n'),
  );
});

test('a time is that of one operation', () => {
  expect(figuresOf(machines, [{ p50: 10, p99: 40, avg: 20 }])).toEqual([
    { name: 'step', group: 'machines', unit: 'ns', p50: 5, p99: 20, avg: 10 },
  ]);
});

test('what is selected brings along what it is compared with', () => {
  const chosen = (only?: string) =>
    selectBenchmarks([probes, machines], only).map(({ name, benchmarks }) => [
      name,
      ...benchmarks.map((each) => each.name),
    ]);
  expect(chosen()).toEqual([
    ['probes', 'bare', 'whole', 'alone'],
    ['machines', 'step'],
  ]);
  expect(chosen('WHOLE')).toEqual([['probes', 'bare', 'whole']]);
  expect(chosen('probe')).toEqual([['probes', 'bare', 'whole', 'alone']]);
  expect(chosen('nothing')).toEqual([]);
});
