import { describe, expect, test } from 'vitest';
import { canonicalAddress, formatEndpoint, isCanonicalAddress, parseEndpoint, sameEndpoint } from './address.ts';

describe('an endpoint in text', () => {
  test.each([
    ['127.0.0.1:67', '127.0.0.1', 67],
    ['0.0.0.0:1', '0.0.0.0', 1],
    ['255.255.255.255:65535', '255.255.255.255', 65_535],
    ['[::]:80', '::', 80],
    ['[::1]:80', '::1', 80],
    ['[2001:db8::1]:443', '2001:db8::1', 443],
    ['[2001:db8:1:2:3:4:5:6]:443', '2001:db8:1:2:3:4:5:6', 443],
    ['[1:0:0:2::]:9', '1:0:0:2::', 9],
    ['[1::2:0:0:3:4]:9', '1::2:0:0:3:4', 9],
    ['[ff02::1]:9', 'ff02::1', 9],
    ['[0:1:2:3:4:5:6:7]:9', '0:1:2:3:4:5:6:7', 9],
    ['[1:2:3:4:5:6:7:0]:9', '1:2:3:4:5:6:7:0', 9],
    ['[64:ff9b::c000:201]:9', '64:ff9b::c000:201', 9],
    ['[::102:304]:9', '::102:304', 9],
  ])('%s is read, and written the same', (text, address, port) => {
    expect(parseEndpoint(text)).toEqual({ address, port });
    expect(formatEndpoint({ address, port })).toBe(text);
  });

  test.each([
    ['no port', '127.0.0.1'],
    ['an empty port', '127.0.0.1:'],
    ['port 0 (ADDR-2)', '127.0.0.1:0'],
    ['port 65536 (ADDR-2)', '127.0.0.1:65536'],
    ['a port of six digits', '127.0.0.1:100000'],
    ['a leading zero in the port (TEXT-15)', '127.0.0.1:080'],
    ['a sign before the port', '127.0.0.1:+80'],
    ['a port in hexadecimal', '127.0.0.1:0x50'],
    ['a space within', '127.0.0.1: 80'],
    ['no address', ':80'],
    ['empty brackets', '[]:80'],
    ['a name', 'localhost:80'],
    ['a number over 255 (ADDR-5)', '127.0.0.256:80'],
    ['a leading zero in IPv4 (ADDR-5)', '127.0.0.01:80'],
    ['three numbers', '127.0.1:80'],
    ['five numbers', '127.0.0.0.1:80'],
    ['one number', '2130706433:80'],
    ['IPv4 in brackets (ADDR-7)', '[127.0.0.1]:80'],
    ['IPv6 without brackets (ADDR-7)', '2001:db8::1:80'],
    ['half a bracket', '[2001:db8::1:80'],
    ['the other half', '2001:db8::1]:80'],
    ['two pairs of brackets', '[[2001:db8::1]]:80'],
    ['something after the bracket', '[2001:db8::1]x:80'],
    ['upper case (ADDR-7)', '[2001:DB8::1]:80'],
    ['a leading zero in a group (ADDR-7)', '[2001:0db8::1]:80'],
    ['no compression where there could be (ADDR-7)', '[2001:db8:0:0:0:0:0:1]:80'],
    ['a run of zeros beside the compression', '[2001:db8:0::1]:80'],
    ['a single zero group compressed (ADDR-6)', '[2001:db8::1:2:3:4:5]:80'],
    ['a single zero group compressed at the start', '[::2:3:4:5:6:7:8]:80'],
    ['a single zero group compressed at the end', '[1:2:3:4:5:6:7::]:80'],
    ['the shorter of two runs compressed (ADDR-6)', '[1::2:0:0:0:3]:80'],
    ['the second of two equal runs compressed (ADDR-6)', '[1:0:0:2::3:4]:80'],
    ['two compressions', '[1::2::3]:80'],
    ['a compression of nothing', '[1:2:3:4::5:6:7:8]:80'],
    ['seven groups', '[1:2:3:4:5:6:7]:80'],
    ['nine groups', '[1:2:3:4:5:6:7:8:9]:80'],
    ['a group of five digits', '[12345::1]:80'],
    ['a zone (ADDR-7)', '[fe80::1%eth0]:80'],
    ['a dotted quad within IPv6 (ADDR-7)', '[64:ff9b::192.0.2.1]:80'],
    ['a dotted quad behind ::', '[::1.2.3.4]:80'],
    ['an IPv4-mapped address, dotted (ADDR-8)', '[::ffff:127.0.0.1]:80'],
    ['an IPv4-mapped address, hexadecimal (ADDR-8)', '[::ffff:7f00:1]:80'],
    ['an IPv4-mapped address without brackets', '::ffff:127.0.0.1:80'],
  ])('%s is malformed', (_, text) => {
    expect(parseEndpoint(text)).toBeUndefined();
  });
});

describe('what people write as an address', () => {
  test.each([
    ['127.0.0.1', '127.0.0.1'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['::ffff:127.0.0.1', '127.0.0.1'],
    ['::FFFF:7F00:1', '127.0.0.1'],
    ['::1.2.3.4', '::102:304'],
    ['64:ff9b::192.0.2.1', '64:ff9b::c000:201'],
    ['fe80::1%eth0', 'fe80::1'],
  ])('%s is %s', (text, canonical) => {
    expect(canonicalAddress(text)).toBe(canonical);
    expect(isCanonicalAddress(canonical)).toBe(true);
    expect(isCanonicalAddress(text)).toBe(text === canonical);
  });

  test.each(['', 'localhost', '127.1', '0x7f.0.0.1', '1:2', '::g', '[::1]', '127.0.0.1%eth0'])('%s is none', (text) => {
    expect(canonicalAddress(text)).toBeUndefined();
  });
});

test('two endpoints are the same where address and port are', () => {
  const one = { address: '::1', port: 80 };
  expect(sameEndpoint(one, { address: '::1', port: 80 })).toBe(true);
  expect(sameEndpoint(one, { address: '::1', port: 81 })).toBe(false);
  expect(sameEndpoint(one, { address: '::2', port: 80 })).toBe(false);
});
