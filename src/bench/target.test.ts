import { expect, onTestFinished, test } from 'vitest';
import { benchBehaviours } from '../results/bench.ts';
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
  const { blackHole: _, ...target } = facts;
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

test.each(benchBehaviours)('the truth of %s ports is what TCP and the agent say', async (behaviour) => {
  const facts = await targetFor({ behaviour, seed: seed() });
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

test('slow answers come 50 ms late', async () => {
  const { truth: _, ...target } = await targetFor({ behaviour: 'slow', ports: 10, seed: seed() });
  const how = { engine: 'direct', probe: 'psap' } as const;
  const { timesMs } = await runScanJob({ how, target, concurrency: 10, timeoutMs: 5_000, retries: 0, seed: 1 });
  // Node's timers may be a millisecond early.
  expect(Math.min(...timesMs!)).toBeGreaterThanOrEqual(49);
});

test('lost attempts are made again, and cost time', async () => {
  const { truth: _, ...target } = await targetFor({ behaviour: 'lossy', ports: 200, seed: seed() });
  const how = { engine: 'direct', probe: 'tcp' } as const;
  const job = { how, target, concurrency: 200, timeoutMs: 300, retries: 7, seed: 1 };
  const { attempts, states } = await runScanJob(job);
  expect(attempts).toBeGreaterThan(200);
  expect(states.filter(([, state]) => state !== 'open')).toEqual([]);
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
