import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AddressRangeError, loopback, parseAddressRange } from './address-range.ts';
import { ipv4Sample, ipv6Sample } from './testing/arbitraries.ts';

describe('a range of addresses', () => {
  test.each([
    ['192.0.2.0/24', ['192.0.2.0', '192.0.2.255'], ['192.0.3.0', '192.0.1.255', '::c000:200']],
    ['192.0.2.77/24', ['192.0.2.0', '192.0.2.77'], ['192.0.3.77']],
    ['192.0.2.7', ['192.0.2.7'], ['192.0.2.8', '192.0.2.6']],
    ['192.0.2.7/32', ['192.0.2.7'], ['192.0.2.8']],
    ['0.0.0.0/0', ['0.0.0.0', '255.255.255.255'], ['::', '::1']],
    ['2001:db8::/32', ['2001:db8::', '2001:db8:ffff::1'], ['2001:db9::', '192.0.2.1']],
    ['2001:DB8:0::1', ['2001:db8::1'], ['2001:db8::2']],
    ['::/0', ['::', 'ffff::1'], ['127.0.0.1']],
    ['::ffff:192.0.2.0/120', ['192.0.2.9'], ['192.0.3.9']],
    ['::ffff:c000:200/120', ['192.0.2.9'], ['192.0.3.9']],
    ['::ffff:192.0.2.0/90', ['::fffe:1:1'], ['::1:0:0:0', '192.0.2.1']],
    ['::192.0.2.0/120', ['::c000:209'], ['192.0.2.9', '::c000:309']],
  ])('%s', (range, inside, outside) => {
    const parsed = parseAddressRange(range);
    expect(inside.filter((address) => !parsed.contains(address))).toEqual([]);
    expect(outside.filter((address) => parsed.contains(address))).toEqual([]);
  });

  test('counts an IPv4-mapped address as the IPv4 address', () => {
    expect(parseAddressRange('192.0.2.0/24').contains('::ffff:192.0.2.9')).toBe(true);
  });

  test.each([
    '',
    'localhost',
    '192.0.2',
    '192.0.2.0/33',
    '192.0.2.0/',
    '192.0.2.0/-1',
    '192.0.2.0/1.5',
    '192.0.2.0/24/8',
    '192.0.2.0/ 24',
    '192.0.2.256',
    '010.0.0.1',
    '2001:db8::/129',
    '[::1]/128',
    'fe80::1%eth0/64',
    '::g/8',
  ])('%j is none', (text) => {
    expect(() => parseAddressRange(text)).toThrow(AddressRangeError);
  });

  test('of one address has that address alone', () => {
    fc.assert(
      fc.property(
        fc.oneof(ipv4Sample, ipv6Sample),
        fc.oneof(ipv4Sample, ipv6Sample),
        ({ text: one }, { text: other }) => {
          expect(parseAddressRange(one).contains(one)).toBe(true);
          expect(parseAddressRange(one).contains(other)).toBe(one === other);
        },
      ),
    );
  });
});

test('loopback is 127.0.0.0/8 and ::1, and nothing that looks like it', () => {
  const isLoopback = (address: string) => loopback.some((range) => range.contains(address));
  expect(['127.0.0.1', '127.255.255.254', '::1', '::ffff:127.0.0.1'].every(isLoopback)).toBe(true);
  expect(['128.0.0.1', '126.255.255.255', '::2', '::', '::7f00:1', '0.0.0.0'].some(isLoopback)).toBe(false);
});
