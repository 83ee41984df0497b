import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FaultProxy, Toxic } from '../../faults/toxiproxy-client.ts';
import { ToxicChain } from './toxic-chain.ts';

const ever: readonly Toxic[] = [
  { type: 'latency', attributes: { latency: 5, jitter: 1 } },
  { type: 'bandwidth', attributes: { rate: 5 } },
  { type: 'timeout', stream: 'upstream', attributes: { timeout: 0 } },
  { type: 'timeout', attributes: { timeout: 0 } },
];

/** A proxy that keeps what it is told: its toxics, and how often one was updated. */
function fakeProxy() {
  const toxics: Toxic[] = [];
  const updated: string[] = [];
  const proxy: FaultProxy = {
    name: 'fake',
    local: { address: '127.0.0.1', port: 1 },
    async addToxic(toxic) {
      const at = toxics.push(toxic) - 1;
      return {
        async update(changed) {
          updated.push(`${changed.type} ${changed.stream ?? 'downstream'}`);
          toxics[at] = changed;
        },
      };
    },
    remove: async () => {},
  };
  return { proxy, updated, awake: () => toxics.filter(({ toxicity }) => toxicity !== 0), count: () => toxics.length };
}

const some = fc.subarray([...ever]);

test('whatever it becomes, its toxics are those, in their order, and no toxic is added later', async () => {
  await fc.assert(
    fc.asyncProperty(some, fc.array(some), async (first, later) => {
      const fake = fakeProxy();
      const chain = await ToxicChain.open(fake.proxy, ever, first);
      expect(fake.awake()).toEqual(first);
      for (const toxics of later) {
        await chain.become(toxics);
        expect(fake.awake()).toEqual(toxics);
        expect(fake.count()).toBe(ever.length);
      }
    }),
  );
});

test('only what differs is updated, the last of the chain first', async () => {
  const fake = fakeProxy();
  const [latency, bandwidth, , timeout] = ever as [Toxic, Toxic, Toxic, Toxic];
  const chain = await ToxicChain.open(fake.proxy, ever, [latency, bandwidth]);
  await chain.become([latency, bandwidth]);
  expect(fake.updated).toEqual([]);
  const slower: Toxic = { type: 'latency', attributes: { latency: 9, jitter: 1 } };
  await chain.become([slower, bandwidth, timeout]);
  expect(fake.updated).toEqual(['timeout downstream', 'latency downstream']);
  expect(fake.awake()).toEqual([slower, bandwidth, timeout]);
});
