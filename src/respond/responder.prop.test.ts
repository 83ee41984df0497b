import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concatenate } from '../protocol/octets.ts';
import { mutate, mutations, place } from '../protocol/testing/arbitraries.ts';
import { end, information, status, World } from './testing/world.ts';

/** The answers to a sequence of octets do not depend on how they were cut into segments (ERR-22). */

const port = fc.constantFrom(22, 80, 81, 8_000);
const id = fc.nat(9);
const request = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(id, port, fc.constantFrom('text', 'binary')).map((parts) => status(...parts)) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(id, port, fc.array(fc.constantFrom('port', 'os', 'x'), { maxLength: 2 }))
      .map(([one, subject, wants]) => information(one, subject, ...wants)),
  },
  { weight: 1, arbitrary: id.map((one) => end(one)) },
);
const stream = fc
  .array(fc.tuple(request, fc.option(mutations, { freq: 6, nil: undefined })), { minLength: 1, maxLength: 8 })
  .map((parts) =>
    concatenate(parts.map(([octets, changes]) => (changes === undefined ? octets : mutate(octets, changes)))),
  );

interface Conversation {
  readonly octets: Uint8Array;
  /** Sizes of the segments, used again and again. */
  readonly sizes: readonly number[];
  /** How often the scanner stops reading, and for how long. */
  readonly pauses: readonly number[];
  readonly isEnded: boolean;
}

const conversation: fc.Arbitrary<Conversation> = fc.record({
  octets: stream,
  sizes: fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 }),
  pauses: fc.array(fc.nat(1_000), { maxLength: 3 }),
  isEnded: fc.boolean(),
});

function segmentBySizes(sizes: readonly number[]) {
  return function* (octets: Uint8Array): Iterable<Uint8Array> {
    for (let at = 0, turn = 0; at < octets.length; turn += 1) {
      const size = sizes[turn % sizes.length]!;
      yield octets.subarray(at, at + size);
      at += size;
    }
  };
}

/** All that the scanner saw, without the times; it waits long enough for every timer but the idle one. */
async function talk({ octets, isEnded }: Conversation, world: World, pauses: readonly number[]) {
  const scanner = await world.connect();
  scanner.send(octets);
  if (isEnded) scanner.connection.end();
  for (const pauseMs of pauses) {
    scanner.connection.pause();
    await world.clock.advance(pauseMs);
    scanner.connection.resume();
    await world.clock.advance(5);
  }
  await world.clock.advance(10_000);
  return {
    log: scanner.log.map((line) => line.replace(/^\d+ /, '')),
    // The own addresses hold the port that the scanner happened to get, which is the same in every world.
    messages: scanner.messages.map((message) => ({ ...message, body: [...message.body] })),
    connections: world.responder.connectionCount,
  };
}

test('any segmentation, and a peer that stops reading now and then, see the same answers', async () => {
  await fc.assert(
    fc.asyncProperty(conversation, async (spoken) => {
      const whole = new World();
      const cut = new World({ network: { bufferOctets: 300, segment: segmentBySizes(spoken.sizes) } });
      const expected = await talk(spoken, whole, []);
      expect(await talk(spoken, cut, spoken.pauses)).toEqual(expected);
    }),
    { numRuns: 150 },
  );
});

test('nothing that a peer sends makes a responder throw, or hold a connection for longer than its limits', async () => {
  const garbage = fc.oneof(fc.uint8Array({ maxLength: 300 }), stream);
  await fc.assert(
    fc.asyncProperty(garbage, fc.array(place, { maxLength: 3 }), async (octets, places) => {
      const world = new World();
      const scanner = await world.connect();
      let at = 0;
      for (const share of places.toSorted((one, other) => one - other)) {
        const next = Math.round(share * octets.length);
        scanner.connection.write(octets.subarray(at, next));
        at = next;
        await world.clock.advance(100);
      }
      scanner.connection.write(octets.subarray(at));
      await world.clock.advance(40_000);
      expect(world.responder.connectionCount).toBe(0);
      expect(world.clock.pendingTimers).toBe(0);
      expect(scanner.log.some((line) => line.includes('unreadable'))).toBe(false);
    }),
    { numRuns: 100 },
  );
});
