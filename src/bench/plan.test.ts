import { expect, test } from 'vitest';
import { type BenchBehaviour, benchBehaviours } from '../results/bench.ts';
import { type BenchPlan, cellsOf, descriptorsNeeded, isForPeers, ownScanners } from './plan.ts';

const plan: BenchPlan = {
  behaviours: benchBehaviours,
  concurrencies: [16, 64],
  ratesPerSecond: [undefined, 100],
  engines: ['direct', 'agent'],
  probes: ['psap', 'tcp'],
  ports: 100,
  repeats: 1,
  timeoutMs: 100,
  retries: 1,
  seed: 1,
};
const scanners = (behaviour: BenchBehaviour) =>
  ownScanners(plan, behaviour).map(({ engine, probe }) => `${engine} ${probe}`);

test('a behaviour is measured at every concurrency and every rate', () => {
  expect(cellsOf(plan, 'open').map(({ concurrency, ratePerSecond }) => [concurrency, ratePerSecond])).toEqual([
    [16, undefined],
    [16, 100],
    [64, undefined],
    [64, 100],
  ]);
});

test('only what a behaviour means something to is measured', () => {
  for (const behaviour of ['closed', 'open', 'filtered'] as const) {
    expect(scanners(behaviour)).toEqual(['direct psap', 'direct tcp', 'agent psap']);
  }
  expect(scanners('slow')).toEqual(['direct psap', 'agent psap']);
  expect(scanners('lossy')).toEqual(['direct psap', 'direct tcp']);
  expect(benchBehaviours.filter(isForPeers)).toEqual(['closed', 'open', 'filtered']);
});

test('the target with the most listeners decides how many descriptors are needed', () => {
  const needed = (...behaviours: BenchBehaviour[]) => descriptorsNeeded({ ...plan, behaviours });
  expect(needed('closed')).toBe(128);
  expect(needed('closed', 'filtered')).toBe(178);
  expect(needed('filtered', 'slow')).toBe(228);
});
