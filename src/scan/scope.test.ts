import { describe, expect, it } from 'vitest';
import { AddressRangeError } from '../protocol/address-range.ts';
import { createScope } from './scope.ts';

describe('the scope', () => {
  const loopbackAlone = createScope([]);

  it.each(['127.0.0.1', '127.0.0.0', '127.255.255.255', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1'])(
    'admits %s, which is loopback',
    (address) => {
      expect(loopbackAlone.admits(address)).toBe(true);
    },
  );

  it.each([
    '0.0.0.0',
    '126.255.255.255',
    '128.0.0.0',
    '10.0.0.1',
    '192.0.2.1',
    '255.255.255.255',
    '::',
    '::2',
    '::127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::127.0.0.1',
    'fe80::1',
    '2001:db8::1',
    'localhost',
    '127.1',
    '',
  ])('keeps %s out', (address) => {
    expect(loopbackAlone.admits(address)).toBe(false);
  });

  it.each([
    ['192.0.2.0/24', '192.0.2.0', '192.0.1.255'],
    ['192.0.2.0/24', '192.0.2.255', '192.0.3.0'],
    ['192.0.2.77/24', '192.0.2.1', '192.0.3.1'],
    ['192.0.2.1', '192.0.2.1', '192.0.2.2'],
    ['192.0.2.1/32', '::ffff:192.0.2.1', '::ffff:192.0.2.2'],
    ['::ffff:192.0.2.0/120', '192.0.2.9', '192.0.3.9'],
    ['2001:db8::/32', '2001:db8:ffff::1', '2001:db9::1'],
    ['2001:db8::1', '2001:db8::1', '2001:db8::2'],
    ['0.0.0.0/0', '8.8.8.8', '2001:db8::1'],
    ['::/0', '2001:db8::1', '8.8.8.8'],
  ])('with %s admits %s too, and not %s', (range, inside, outside) => {
    const scope = createScope([range]);
    expect([scope.admits(inside), scope.admits(outside), scope.admits('127.0.0.1')]).toEqual([true, false, true]);
  });

  it('admits what any of its ranges admits', () => {
    const scope = createScope(['192.0.2.0/30', '2001:db8::/64']);
    expect(['192.0.2.3', '2001:db8::9', '192.0.2.4'].map(scope.admits)).toEqual([true, true, false]);
  });

  it.each([
    '',
    'localhost',
    '10.0.0',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '010.0.0.1',
    '2001:db8::/129',
    '10.*',
  ])('throws for the range %j', (range) => {
    expect(() => createScope([range])).toThrow(AddressRangeError);
  });
});
