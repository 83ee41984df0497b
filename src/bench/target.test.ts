import { expect, onTestFinished, test } from 'vitest';
import type { TargetBehaviour } from '../results/bench.ts';
import type { PortState } from '../results/scan.ts';
import { tcpListeners } from '../runtime/node/tcp.ts';
import { runScanJob } from './run-scan-job.ts';
import { openTarget, type TargetFacts, type TargetOptions } from './target.ts';

async function targetFor(options: Partial<TargetOptions>): Promise<TargetFacts> {
  const { facts, close } = await openTarget({ behaviour: 'closed', ports: 20, seed: 1, ...options });
  onTestFinished(close);
  return facts;
}

async function statesOf(how: 'net.connect' | 'agent', facts: TargetFacts): Promise<(PortState | undefined)[]> {
  const { loss: _, ...target } = facts;
  const { states } = await runScanJob({
    how: how === 'agent' ? { engine: 'agent', probe: 'psap' } : how,
    target,
    concurrency: 20,
    timeoutMs: 1_000,
    retries: 0,
    seed: 1,
  });
  const found = new Map(states);
  return facts.ports.map((port) => found.get(port));
}

const seed = (): number => Math.floor(Math.random() * 2 ** 32);

const all: readonly TargetBehaviour[] = [
  { behaviour: 'closed' },
  { behaviour: 'open' },
  { behaviour: 'filtered' },
  { behaviour: 'slow', delayMs: 50 },
  { behaviour: 'lossy', lossShare: 0.05 },
  { behaviour: 'limited', servedPerSecond: 1_000_000 },
];

test.each(all)('the truth of $behaviour ports is what TCP and the agent say', async (how) => {
  const facts = await targetFor({ ...how, seed: seed() });
  expect(facts.ports).toHaveLength(20);
  const [direct, agent] = await Promise.all([statesOf('net.connect', facts), statesOf('agent', facts)]);
  expect(direct).toEqual(facts.truth);
  expect(agent).toEqual(facts.truth);
});

test('a tenth is filtered, and the seed decides which', async () => {
  const count = (facts: TargetFacts, state: string) => facts.truth.filter((each) => each === state).length;
  const facts = await targetFor({ behaviour: 'filtered', seed: 5 });
  expect(['filtered', 'open', 'closed'].map((state) => count(facts, state))).toEqual([2, 2, 16]);
  const other = await targetFor({ behaviour: 'filtered', seed: 6 });
  expect(other.truth).not.toEqual(facts.truth);
});

test('slow answers come late by as much as was asked for', async () => {
  const { truth: _, ...target } = await targetFor({ behaviour: 'slow', delayMs: 70, ports: 10, seed: seed() });
  const how = { engine: 'direct', probe: 'psap' } as const;
  const { timesMs } = await runScanJob({ how, target, concurrency: 10, timeoutMs: 5_000, retries: 0, seed: 1 });
  // Node's timers may be a millisecond early.
  expect(Math.min(...timesMs!)).toBeGreaterThanOrEqual(69);
});

test.each([0.05, 0.2])('lost attempts are made again, and cost time: loss %d', async (lossShare) => {
  const { truth: _, ...target } = await targetFor({ behaviour: 'lossy', lossShare, ports: 200, seed: seed() });
  const how = { engine: 'direct', probe: 'tcp' } as const;
  const job = { how, target, concurrency: 200, timeoutMs: 300, retries: 7, seed: 1 };
  const { attempts, states } = await runScanJob(job);
  expect(attempts).toBeGreaterThan(200);
  expect(states.filter(([, state]) => state !== 'open')).toEqual([]);
});

test('what is beyond the limit is turned away', async () => {
  const options = { behaviour: 'limited', servedPerSecond: 20, ports: 100, seed: seed() } as const;
  const { truth: _, ...target } = await targetFor(options);
  const how = { engine: 'direct', probe: 'psap' } as const;
  const { states } = await runScanJob({ how, target, concurrency: 50, timeoutMs: 5_000, retries: 0, seed: 1 });
  expect(new Set(states.map(([, state]) => state))).toEqual(new Set(['open', 'closed']));
});

test('a port that is taken is left out', async () => {
  const options = { behaviour: 'closed', ports: 20, seed: seed() } as const;
  const first = await openTarget(options);
  const taken = { address: first.facts.address, port: first.facts.ports[3]! };
  await first.close();
  const listener = await tcpListeners.listen(taken, () => undefined);
  onTestFinished(() => listener.close());
  const { ports } = await targetFor(options);
  expect(ports).toHaveLength(20);
  expect(ports).not.toContain(taken.port);
});
