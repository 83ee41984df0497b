import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toxicTypes } from '../faults/embedded/toxics/index.ts';
import { ToxicLine } from '../faults/testing/toxic-line.ts';
import { encodeMessage } from '../protocol/encoder.ts';
import { NO_BODY } from '../protocol/message.ts';
import { deliveryOf } from './delivery.ts';
import { type Fault, scannerEncodings } from './model.ts';
import { bandwidth, cut, garbage, reset, sliced, slow, slowClose, speaks, tarpit } from './testing/samples.ts';
import { toxicsFor } from './toxics.ts';

const at = (min: number, max = min) => ({ min, max });

describe('an answer from 192.0.2.1, of 119 to 123 octets as text and 48 in binary', () => {
  const cases: [name: string, Fault[], 'text' | 'binary', first: object, last: object][] = [
    ['without faults', [], 'text', at(0), at(0)],
    ['reset', [reset], 'text', at(0), at(0)],
    ['250 ms late', [slow(250)], 'text', at(250), at(250)],
    ['200 to 300 ms late', [slow(250, 50)], 'binary', at(200, 300), at(200, 300)],
    ['at 1 kB/s', [bandwidth(1_000)], 'text', at(0, 123), at(119, 123)],
    ['at 1 kB/s, in binary', [bandwidth(1_000)], 'binary', at(0, 48), at(48)],
    ['in slices without delay', [sliced(10, 0)], 'text', at(0), at(0)],
    // Five slices of 10 octets or up to ten halves; each pause may take 2 ms more than it should.
    ['in slices', [sliced(10, 5)], 'binary', at(0), at(20, 70)],
    ['in one slice', [sliced(1_000, 5)], 'text', at(0), at(0, 14)],
    // 48 octets with 47 pauses between them, and one at the end.
    ['octet by octet', [tarpit(5)], 'binary', at(0), at(235, 720)],
    ['octet by octet without delay', [tarpit(0)], 'text', at(0), at(0)],
    ['of which only the beginning comes', [cut(20)], 'text', at(0), at(0)],
    ['whose end is late', [slowClose(500)], 'text', at(0), at(0)],
    ['of garbage at 1 kB/s', [bandwidth(1_000), garbage(300)], 'text', at(0, 300), at(300)],
    ['a banner after 2 s, at 1 kB/s', [bandwidth(1_000), speaks('220 ä', 2_000)], 'text', at(2_000, 2_006), at(2_006)],
    ['with everything', [slow(100, 10), bandwidth(1_000), sliced(10, 5)], 'binary', at(90, 158), at(158, 228)],
  ];

  test.each(cases)('%s', (_name, faults, encoding, first, last) => {
    expect(deliveryOf(faults, encoding, '192.0.2.1')).toEqual({ first, last });
  });

  test('a longer address makes text longer, and binary not', () => {
    const long = '2001:db8:1111:2222:3333:4444:5555:6666';
    expect(deliveryOf([bandwidth(1_000)], 'text', long).last).toEqual(at(150, 154));
    expect(deliveryOf([bandwidth(1_000)], 'binary', long).last).toEqual(at(48));
  });
});

const ROUNDING_MS = 1e-6;

/** Where time stands still no timer is late, so what comes out must be within the bounds to the millisecond. */
describe('the toxics that realise it deliver within these bounds', () => {
  const fault: fc.Arbitrary<Fault> = fc.oneof(
    fc.tuple(fc.nat(500), fc.nat(500)).map(([one, other]) => slow(Math.max(one, other), Math.min(one, other))),
    fc.integer({ min: 1, max: 10 }).map((rate) => bandwidth(rate * 1_000)),
    fc.tuple(fc.integer({ min: 1, max: 150 }), fc.nat(20)).map(([size, delay]) => sliced(size, delay)),
    fc.nat(20).map((delay) => tarpit(delay)),
  );

  test.each(scannerEncodings)('in %s', async (encoding) => {
    await fc.assert(
      fc.asyncProperty(
        fault,
        fc.constantFrom('10.0.0.1', '255.255.255.255', '::', '2001:db8:1111:2222:3333:4444:5555:6666'),
        fc.constantFrom(1, 80, 65_535),
        fc.nat(),
        async (fault, address, port, seed) => {
          const [source, destination] = [
            { address, port },
            { address: '127.0.0.1', port: 40_000 },
          ];
          const answer = { name: 'open', encoding, id: 1, source, destination, body: NO_BODY } as const;
          const octets = encodeMessage(answer).length;
          const [toxic] = toxicsFor({ state: 'open', faults: [fault] });
          const line = new ToxicLine(toxicTypes.get(toxic!.type)!, toxic!.attributes as never, { seed });
          line.send('x'.repeat(octets));
          await line.clock.advance(10_000);

          const { first, last } = deliveryOf([fault], encoding, address);
          const [firstMs, lastMs] = [line.out.at(0)![1], line.out.at(-1)![1]];
          expect(line.text).toHaveLength(octets);
          expect(firstMs).toBeGreaterThanOrEqual(first.min - ROUNDING_MS);
          expect(firstMs).toBeLessThanOrEqual(first.max + ROUNDING_MS);
          expect(lastMs).toBeGreaterThanOrEqual(last.min - ROUNDING_MS);
          expect(lastMs).toBeLessThanOrEqual(last.max + ROUNDING_MS);
        },
      ),
    );
  });
});
