import { describe, expect, test } from 'vitest';
import { formatShare, parseByteRate, parseDuration, parseEventRate, parseShare } from './quantity.ts';
import { ValueError } from './value-error.ts';

test.each([
  ['300ms', 300],
  ['0.5ms', 0.5],
  ['1.5s', 1500],
  ['1.005s', 1005],
  ['2m', 120_000],
  ['36h', 129_600_000],
  ['12d', 1_036_800_000],
  ['300 ms', 300],
  ['0s', 0],
])('%s is %d ms', (text, ms) => {
  expect(parseDuration(text)).toBe(ms);
});

test.each([
  ['500B/s', 500],
  ['1kB/s', 1000],
  ['1.5kB/s', 1500],
  ['2MB/s', 2_000_000],
  ['1GB/s', 1e9],
])('%s is %d bytes per second', (text, bytes) => {
  expect(parseByteRate(text)).toBe(bytes);
});

test('1000/s is 1000 events per second', () => {
  expect(parseEventRate('1000/s')).toBe(1000);
});

describe('errors', () => {
  test.each([
    [parseDuration, '300', 'a duration needs a unit', 'write `300ms` or `300s`', undefined],
    [parseByteRate, '10', 'a bandwidth needs a unit', 'write `10kB/s` or `10MB/s`', undefined],
    [parseEventRate, '1000', 'a rate needs a unit', 'write `1000/s`', undefined],
    [parseDuration, '300mss', '`mss` is not a unit of a duration', 'did you mean `300ms`?', { offset: 3, length: 3 }],
    [parseDuration, '1 S', '`S` is not a unit of a duration', 'did you mean `1s`?', { offset: 2, length: 1 }],
    [
      parseByteRate,
      '10KB/s',
      '`KB/s` is not a unit of a bandwidth',
      'did you mean `10kB/s`?',
      { offset: 2, length: 4 },
    ],
    [parseByteRate, '10kB', '`kB` is not a unit of a bandwidth', 'did you mean `10kB/s`?', { offset: 2, length: 2 }],
    [parseByteRate, '8Mbps', '`Mbps` is not a unit of a bandwidth', 'did you mean `1MB/s`?', { offset: 1, length: 4 }],
    [parseByteRate, '4kbit', '`kbit` is not a unit of a bandwidth', 'did you mean `500B/s`?', { offset: 1, length: 4 }],
    [parseDuration, '1500us', '`us` is not a unit of a duration', 'did you mean `1.5ms`?', { offset: 4, length: 2 }],
    [parseDuration, '100us', '`us` is not a unit of a duration', 'did you mean `0.1ms`?', { offset: 3, length: 2 }],
    [parseDuration, '5 min', '`min` is not a unit of a duration', 'did you mean `5m`?', { offset: 2, length: 3 }],
    [parseShare, '5', 'a share needs a unit', 'write `5%`', undefined],
    [parseEventRate, '9/min', '`/min` is not a unit of a rate', 'known units: `/s`', { offset: 1, length: 4 }],
    [
      parseDuration,
      'soon',
      '`soon` is not a duration',
      'write a number and its unit, as in `10ms` or `10s`',
      undefined,
    ],
    [parseDuration, '-3s', '`-3s` is not a duration', 'write a number and its unit, as in `10ms` or `10s`', undefined],
    [
      parseDuration,
      '1e3s',
      '`1e3s` is not a duration',
      'write a number and its unit, as in `10ms` or `10s`',
      undefined,
    ],
    [parseDuration, '', '`` is not a duration', 'write a number and its unit, as in `10ms` or `10s`', undefined],
  ])('%o refuses %j', (parse, text, message, help, span) => {
    expect.assertions(2);
    try {
      parse(text);
    } catch (error) {
      expect(error).toBeInstanceOf(ValueError);
      expect(error).toMatchObject({ message, help, span });
    }
  });
});

test.each([
  ['5%', 0.05],
  ['12.5%', 0.125],
  ['0.1%', 0.001],
  ['100%', 1],
])('a share of %s is %d, and is written so', (text, share) => {
  expect(parseShare(text)).toBe(share);
  expect(formatShare(share)).toBe(text);
});
