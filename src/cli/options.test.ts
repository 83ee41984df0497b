import { InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';
import { chooseSeed, collectRanges, durationMs, MAX_SEED, oneOf, port, portList, wholeNumber } from './options.ts';

describe('a port list', () => {
  it('is ranges, sorted and merged', () => {
    expect(portList('8000-8100,22,23')).toEqual([
      { first: 22, last: 23 },
      { first: 8_000, last: 8_100 },
    ]);
  });

  it.each([
    ['22x', '`22x` is not a port'],
    ['', 'the port list is empty'],
    ['65536', 'there is no port 65536'],
    ['9-1', 'write 1-9'],
  ])('%j is none', (text, message) => {
    expect(() => portList(text)).toThrow(InvalidArgumentError);
    expect(() => portList(text)).toThrow(message);
  });
});

describe('a duration', () => {
  it.each([
    ['300ms', 300],
    ['1.5s', 1_500],
    ['2m', 120_000],
  ])('%s is %i ms', (text, ms) => {
    expect(durationMs(text)).toBe(ms);
  });

  it.each([
    ['300', 'write `300ms` or `300s`'],
    ['1sec', 'did you mean `1s`?'],
    ['1furlong', 'known units: `ms`, `s`'],
    ['0ms', 'It must be more than 0.'],
    ['-1s', 'is not a duration'],
    ['soon', 'is not a duration'],
  ])('%s is none', (text, message) => {
    expect(() => durationMs(text)).toThrow(InvalidArgumentError);
    expect(() => durationMs(text)).toThrow(message);
  });
});

describe('a whole number', () => {
  it.each(['1', '65535', '00080'])('within bounds is %s', (text) => {
    expect(port(text)).toBe(Number(text));
  });

  it.each(['0', '65536', '-1', '1.0', '1e3', '0x10', '', ' 1', '99999999999999999999'])('is not %j', (text) => {
    expect(() => port(text)).toThrow('It must be a whole number from 1 to 65535.');
  });

  it('may be 0 where that is within bounds', () => {
    expect(wholeNumber(0, 100)('0')).toBe(0);
  });
});

describe('one of some words', () => {
  const colour = oneOf('red', 'green', 'blue');

  it('is taken as it is', () => {
    expect(colour('blue')).toBe('blue');
  });

  it('is suggested where it was meant', () => {
    expect(() => colour('gren')).toThrow('It must be red, green or blue. Did you mean green?');
    expect(() => colour('purple')).toThrow(/It must be red, green or blue\.$/);
  });
});

describe('ranges of addresses', () => {
  it('are gathered', () => {
    expect(collectRanges('::1', collectRanges('192.0.2.0/24'))).toEqual(['192.0.2.0/24', '::1']);
  });

  it('are refused where they are none', () => {
    expect(() => collectRanges('192.0.2.0/33')).toThrow(InvalidArgumentError);
  });
});

describe('the seed', () => {
  it('is the one that was asked for, 0 included', () => {
    expect([chooseSeed(0), chooseSeed(7)]).toEqual([0, 7]);
  });

  it('is otherwise one that can be asked for', () => {
    for (let draw = 0; draw < 100; draw += 1) {
      expect(wholeNumber(0, MAX_SEED)(String(chooseSeed(undefined)))).toBeGreaterThanOrEqual(0);
    }
  });
});
