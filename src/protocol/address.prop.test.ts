import { isIPv6 } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addressOctets,
  canonicalAddress,
  formatEndpoint,
  isCanonicalAddress,
  parseEndpoint,
  readAddress,
} from './address.ts';
import { addressSample, endpoint, ipv4Sample, ipv6Sample } from './testing/arbitraries.ts';

test('text and octets map one to one, any 128 bits', () => {
  fc.assert(
    fc.property(addressSample, fc.nat(3), ({ text, octets }, offset) => {
      const written = new Uint8Array(offset + 16).fill(0xaa);
      written.set(addressOctets(text)!, offset);
      expect(written.subarray(offset)).toEqual(octets);
      expect(readAddress(written, offset)).toBe(text);
      expect(isCanonicalAddress(text)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test('the IPv4-mapped IPv6 address is the IPv4 address (ADDR-1)', () => {
  fc.assert(
    fc.property(ipv4Sample, ({ text, octets }) => {
      const group = (at: number) => ((octets[at]! << 8) | octets[at + 1]!).toString(16);
      expect(canonicalAddress(`::ffff:${text}`)).toBe(text);
      expect(canonicalAddress(`::ffff:${group(12)}:${group(14)}`)).toBe(text);
    }),
  );
});

test('an endpoint comes back from its text', () => {
  fc.assert(
    fc.property(endpoint, (one) => {
      expect(parseEndpoint(formatEndpoint(one))).toEqual(one);
    }),
  );
});

test('an endpoint has one spelling: nothing else is read (ADDR-5 to ADDR-8)', () => {
  const spelling = fc.string({ unit: fc.constantFrom(...'0123456789abcfF:.[]%'), maxLength: 14 });
  const nearly = fc
    .tuple(endpoint.map(formatEndpoint), fc.nat(40), spelling, fc.nat(3))
    .map(([text, at, inserted, removed]) => text.slice(0, at) + inserted.slice(0, 2) + text.slice(at + removed));
  fc.assert(
    fc.property(fc.oneof(spelling, nearly), (text) => {
      const parsed = parseEndpoint(text);
      if (parsed !== undefined) expect(formatEndpoint(parsed)).toBe(text);
    }),
    { numRuns: 2_000 },
  );
});

test('every spelling of an IPv6 address leads to its canonical one', () => {
  const loose = fc.tuple(ipv6Sample, fc.boolean(), fc.boolean(), fc.boolean());
  fc.assert(
    fc.property(loose, ({ 0: sample, 1: isUpper, 2: isPadded, 3: isDotted }) => {
      const { text, octets } = sample;
      const groups = Array.from({ length: 8 }, (_, index) => (octets[2 * index]! << 8) | octets[2 * index + 1]!);
      const spelled = groups.map((group) => group.toString(16).padStart(isPadded ? 4 : 1, '0'));
      const ending = isDotted ? [octets.subarray(12).join('.')] : spelled.slice(6);
      const spelling = [...spelled.slice(0, 6), ...ending].join(':');
      expect(canonicalAddress(isUpper ? spelling.toUpperCase() : spelling)).toBe(text);
    }),
  );
});

test('what the system does not take for an address is none', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789abcdefg::::...'), maxLength: 20 }), (text) => {
      const isAddress = isIPv6(text) || /^(?:\d{1,3}\.){3}\d{1,3}$/.test(text);
      if (!isAddress) expect(canonicalAddress(text)).toBeUndefined();
    }),
    { numRuns: 2_000 },
  );
});
