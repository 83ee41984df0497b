import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeUtf8, encodeUtf8, isUtf8 } from './utf8.ts';

/** `*utf8-char` of the grammar (section 6.2), over octets written as characters of the same number. */
const GRAMMAR =
  /^(?:[\0-\x7f]|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})*$/;

test('text is UTF-8 as RFC 3629 has it, and nothing else is', () => {
  // Leading octets, continuations and the edges of their ranges meet often.
  const edges = [0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee];
  const octet = fc.oneof(fc.constantFrom(...edges, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff), fc.nat(255));
  fc.assert(
    fc.property(fc.array(octet, { maxLength: 6 }), (octets) => {
      expect(isUtf8(Uint8Array.from(octets))).toBe(GRAMMAR.test(String.fromCharCode(...octets)));
    }),
    { numRuns: 5_000 },
  );
});

test('text comes back from its octets, a byte order mark included', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', '\ufeff'), (text, mark) => {
      const octets = encodeUtf8(mark + text);
      expect(isUtf8(octets)).toBe(true);
      expect(decodeUtf8(octets)).toBe(mark + text);
    }),
  );
});
