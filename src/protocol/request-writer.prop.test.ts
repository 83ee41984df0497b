import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeMessage, UnencodableMessageError } from './encoder.ts';
import { MAX_ID } from './message.ts';
import { concatenate } from './octets.ts';
import { type Request, requestMessage } from './request.ts';
import { RequestWriter } from './request-writer.ts';
import { endpoint } from './testing/arbitraries.ts';
import { toHex } from './testing/decoding.ts';

/** The writer of many requests has no spelling of its own: it writes what the encoder writes. */

const [scanner, subject] = [
  { address: '127.0.0.1', port: 40_112 },
  { address: '2001:db8::1', port: 443 },
];

/** Requests of which many follow one that they differ from in little or nothing. */
const requests = fc.array(
  fc.record({
    question: fc.oneof({ weight: 5, arbitrary: fc.constant('status' as const) }, fc.constantFrom('port', 'os')),
    encoding: fc.constantFrom('binary', 'text'),
    id: fc.oneof(fc.nat(1_000), fc.integer({ min: 0, max: MAX_ID }), fc.constant(MAX_ID)),
    source: fc.oneof({ weight: 5, arbitrary: fc.constant(scanner) }, endpoint),
    destination: fc.oneof(
      {
        weight: 5,
        arbitrary: fc
          .oneof(fc.integer({ min: 1, max: 65_535 }), fc.constantFrom(1, 9, 10, 99, 100, 999, 1_000, 9_999, 10_000))
          .map((port) => ({ ...subject, port })),
      },
      endpoint,
    ),
  }),
  { maxLength: 20 },
);

function written(all: readonly Request[], expected: number): Uint8Array {
  const writer = new RequestWriter(expected);
  let length = 0;
  for (const request of all) {
    writer.write(request);
    length += encodeMessage(requestMessage(request)).length;
    expect(writer.length).toBe(length);
  }
  return writer.finish();
}

describe('a writer of requests', () => {
  test('writes the octets that the encoder writes, one request behind the other, whatever was expected', () => {
    fc.assert(
      fc.property(requests, fc.nat(20), (all, expected) => {
        const one = all.map((request) => encodeMessage(requestMessage(request)));
        expect(toHex(written(all, expected))).toBe(toHex(concatenate(one)));
      }),
      { numRuns: 500 },
    );
  });

  test.each(['binary', 'text'] as const)('writes every port, in %s', (encoding) => {
    const all = Array.from({ length: 65_535 }, (_, index): Request => {
      const destination = { ...subject, port: index + 1 };
      return { question: 'status', encoding, id: 65_535 * index, source: scanner, destination };
    });
    const one = concatenate(all.map((request) => encodeMessage(requestMessage(request))));
    const writer = new RequestWriter(all.length);
    for (const request of all) writer.write(request);
    expect(Buffer.compare(writer.finish(), one)).toBe(0);
  });

  test.each([
    ['port 0', { destination: { ...subject, port: 0 } }],
    ['port 65536', { destination: { ...subject, port: 65_536 } }],
    ['half a port', { destination: { ...subject, port: 1.5 } }],
    ['a negative id', { id: -1 }],
    ['an id over 32 bits', { id: MAX_ID + 1 }],
    ['a name for an address', { destination: { address: 'localhost', port: 1 } }],
  ])('refuses %s as the encoder does, and goes on', (_, broken) => {
    const good: Request = { question: 'status', encoding: 'binary', id: 1, source: scanner, destination: subject };
    const writer = new RequestWriter(3);
    writer.write(good);
    expect(() => writer.write({ ...good, ...broken })).toThrow(UnencodableMessageError);
    writer.write({ ...good, id: 2 });
    const octets = [1, 2].map((id) => encodeMessage(requestMessage({ ...good, id })));
    expect(toHex(writer.finish())).toBe(toHex(concatenate(octets)));
  });
});
