import { expect, test } from 'vitest';
import { type BenchBehaviour, benchBehaviours } from '../results/bench.ts';
import { contendersOf } from './contender.ts';
import { nmap } from './peers/nmap.ts';
import { rustscan } from './peers/rustscan.ts';
import { type BenchPlan, cellsOf, descriptorsNeeded, isForPeers, isHeldToTruth, ownScanners } from './plan.ts';

const plan: BenchPlan = {
  behaviours: [{ behaviour: 'closed' }],
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

test('a behaviour is measured at every concurrency, and ours at every rate beside one reference', () => {
  const cells = cellsOf(plan, { behaviour: 'lossy', lossShare: 0.2 });
  expect(cells).toEqual([
    { behaviour: 'lossy', lossShare: 0.2, concurrency: 16 },
    { behaviour: 'lossy', lossShare: 0.2, concurrency: 64 },
  ]);
  const scanners = contendersOf({ ...plan, engines: ['agent'] }, { behaviour: 'open', concurrency: 16 }, [
    nmap,
    rustscan,
  ]);
  const named = scanners.map((each) => [each.role === 'peer' ? each.peer.name : each.role, each.ratePerSecond]);
  expect(named).toEqual([
    ['reference', undefined],
    ['own', undefined],
    ['nmap -sT', undefined],
    ['rustscan', undefined],
    ['own', 100],
    ['nmap -sT', 100],
  ]);
});

test('only what a behaviour means something to is measured', () => {
  for (const behaviour of ['closed', 'open', 'filtered'] as const) {
    expect(scanners(behaviour)).toEqual(['direct psap', 'direct tcp', 'agent psap']);
  }
  expect(scanners('slow')).toEqual(['direct psap', 'agent psap']);
  expect(scanners('lossy')).toEqual(['direct psap', 'direct tcp']);
  expect(scanners('limited')).toEqual(['direct psap']);
  expect(benchBehaviours.filter(isForPeers)).toEqual(['closed', 'open', 'filtered']);
});

test('verdicts are excused where attempts are lost or refused, and none is made again', () => {
  const excused = (retries: number) => benchBehaviours.filter((each) => !isHeldToTruth({ ...plan, retries }, each));
  expect(excused(0)).toEqual(['lossy', 'limited']);
  expect(excused(1)).toEqual([]);
});

test('the target with the most listeners decides how many descriptors are needed', () => {
  const needed = (...behaviours: BenchBehaviour[]) =>
    descriptorsNeeded({ ...plan, behaviours: behaviours.map((behaviour) => ({ behaviour })) });
  expect(needed('closed')).toBe(128);
  expect(needed('closed', 'filtered')).toBe(178);
  expect(needed('filtered', 'slow')).toBe(228);
});
