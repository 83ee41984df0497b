import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeMessage } from './encoder.ts';
import { messageForms } from './message.ts';
import { concatenate } from './octets.ts';
import { cutAt, cuts, legalMessage, legalRequest, mutate, mutations } from './testing/arbitraries.ts';
import { decodePieces, fromPlain, octetByOctet, toHex, toPlain } from './testing/decoding.ts';

/** The laws that bind encoder and decoder, in both encodings. */

/** An onlooker takes every legal message. */
const decodeWhole = (octets: Uint8Array) => decodePieces('any', [octets]);

describe('encoding and decoding', () => {
  test('a message comes back as it was', () => {
    fc.assert(
      fc.property(legalMessage(), (message) => {
        expect(decodeWhole(encodeMessage(message))).toEqual({
          messages: [toPlain(message)],
          violation: undefined,
          begun: undefined,
        });
      }),
      { numRuns: 400 },
    );
  });

  test('what was decoded from a sender encodes to the same octets', () => {
    fc.assert(
      fc.property(fc.array(legalMessage(), { minLength: 1, maxLength: 3 }), (messages) => {
        const octets = concatenate(messages.map(encodeMessage));
        const again = decodeWhole(octets).messages.map((message) => encodeMessage(fromPlain(message)));
        expect(toHex(concatenate(again))).toBe(toHex(octets));
      }),
      { numRuns: 200 },
    );
  });

  test('whatever is accepted has one written form, which means the same', () => {
    fc.assert(
      fc.property(legalMessage(), mutations, (message, changes) => {
        for (const accepted of decodeWhole(mutate(encodeMessage(message), changes)).messages) {
          const written = encodeMessage(fromPlain(accepted));
          expect(decodeWhole(written).messages).toEqual([accepted]);
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('how octets were cut makes no difference', () => {
  test('to a short message, at every split in two and octet by octet', () => {
    const short = legalMessage().filter(({ body }) => body.length < 60);
    fc.assert(
      fc.property(short, mutations, fc.boolean(), (message, changes, isMutated) => {
        const octets = isMutated ? mutate(encodeMessage(message), changes) : encodeMessage(message);
        const whole = decodeWhole(octets);
        for (let at = 0; at <= octets.length; at += 1) {
          expect(decodePieces('any', [octets.subarray(0, at), octets.subarray(at)])).toEqual(whole);
        }
        expect(decodePieces('any', octetByOctet(octets))).toEqual(whole);
      }),
      { numRuns: 60 },
    );
  });

  test('to a stream of several messages, good and bad, cut anywhere', () => {
    const stream = fc.array(fc.tuple(legalRequest, fc.option(mutations, { freq: 4, nil: undefined })), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(stream, cuts, (parts, places) => {
        const octets = concatenate(
          parts.map(([message, changes]) => {
            const written = encodeMessage(message);
            return changes === undefined ? written : mutate(written, changes);
          }),
        );
        const whole = decodePieces('requests', [octets]);
        expect(decodePieces('requests', cutAt(octets, places))).toEqual(whole);
      }),
      { numRuns: 400 },
    );
  });
});

describe('nothing that arrives can throw', () => {
  const readers = fc.constantFrom('requests', 'answers', 'any');

  test('arbitrary octets give messages, a violation, or wait for more', () => {
    const beginning = fc.constantFrom('', 'PSAP/1 ', 'PSAP/1 COMMAND CONNECTION SYN\r\n', '\x89P\x01', '\x89P\x01\x00');
    fc.assert(
      fc.property(readers, beginning, fc.uint8Array({ maxLength: 200 }), (accepts, start, rest) => {
        const octets = concatenate([Uint8Array.from(start, (char) => char.charCodeAt(0)), rest]);
        const { violation, begun } = decodePieces(accepts, [octets]);
        if (violation !== undefined) {
          expect(begun).toBeUndefined();
          expect(violation.offset).toBeLessThanOrEqual(octets.length);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('mutated messages give legal messages, a violation, or wait for more', () => {
    fc.assert(
      fc.property(readers, legalMessage(), mutations, (accepts, message, changes) => {
        const octets = mutate(encodeMessage(message), changes);
        const { messages, violation } = decodePieces(accepts, [octets]);
        for (const { name } of messages) {
          const { type } = messageForms[name];
          if (accepts === 'requests') expect(type).toBe('COMMAND');
          if (accepts === 'answers') expect(type === 'DATA' || name === 'end').toBe(true);
        }
        if (violation !== undefined) expect(violation.offset).toBeLessThanOrEqual(octets.length);
      }),
      { numRuns: 1_000 },
    );
  });
});
