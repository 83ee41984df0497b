import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeClock } from '../../runtime/node/clock.ts';
import { callApi } from '../testing/call-api.ts';
import { Origin } from '../testing/origin.ts';
import { Peer } from '../testing/peer.ts';
import { seededRandom } from '../testing/sources.ts';
import { createToxiproxyClient } from '../toxiproxy-client.ts';
import { type EmbeddedToxiproxy, openEmbeddedToxiproxy } from './server.ts';

let server: EmbeddedToxiproxy;
let origin: Origin;

beforeAll(async () => {
  server = await openEmbeddedToxiproxy({ clock: nodeClock, random: seededRandom(1) });
  origin = await Origin.open();
});

afterAll(async () => {
  await server.close();
  await origin.close();
});

const toxic = fc.oneof(
  fc.record({ type: fc.constant('noop'), attributes: fc.constant({}) }),
  fc.record({
    type: fc.constant('latency'),
    attributes: fc.record({ latency: fc.integer({ min: 5, max: 30 }), jitter: fc.nat(5) }),
  }),
  fc.record({ type: fc.constant('bandwidth'), attributes: fc.record({ rate: fc.integer({ min: 100, max: 5_000 }) }) }),
  fc.record({
    type: fc.constant('slicer'),
    attributes: fc.record({ average_size: fc.integer({ min: 100, max: 20_000 }), size_variation: fc.nat(99) }),
  }),
  fc.record({ type: fc.constant('slow_close'), attributes: fc.record({ delay: fc.nat(10) }) }),
);

/** One change of a chain of at most three toxics, with the milliseconds before it in which octets get on their way. */
const change = fc.record({
  name: fc.constantFrom('one', 'two', 'three'),
  toxicity: fc.constantFrom(0, 0.5, 1),
  toxic,
  remove: fc.boolean(),
  pauseMs: fc.nat(3),
});

/** What is sent before the change of that number: different text each time, in two writes. */
const pieces = (number: number) => [0, 1].map((half) => `${number}.${half} `.repeat(1_500));

test('toxics that delay lose, double and reorder nothing, however they change meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 5, maxLength: 25 }), fc.nat(5), async (changes, changesAfterEnd) => {
      const number = origin.accepted.length;
      const proxy = await createToxiproxyClient(server.url).createProxy({ name: `${number}`, upstream: origin.local });
      const client = await Peer.connect(proxy.local);
      const served = await origin.connection(number);
      const path = `/proxies/${number}/toxics`;
      let sent = '';
      for (const [index, { name, toxicity, toxic, remove, pauseMs }] of changes.entries()) {
        if (index === changes.length - changesAfterEnd) served.socket.end();
        for (const piece of served.socket.writable ? pieces(index) : []) {
          served.send(piece);
          sent += piece;
          await new Promise((resolve) => setTimeout(resolve, pauseMs));
        }
        if (remove) await callApi(server.url, 'DELETE', `${path}/${name}`);
        else {
          const { status } = await callApi(server.url, 'POST', path, { name, toxicity, ...toxic });
          if (status === 409) await callApi(server.url, 'PATCH', `${path}/${name}`, { toxicity, ...toxic });
        }
      }
      served.socket.end();
      expect(await client.untilEnded()).toBe('end');
      expect(client.received === sent).toBe(true);
      client.socket.destroy();
      await proxy.remove();
    }),
    { numRuns: 40 },
  );
});
