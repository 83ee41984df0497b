import { describe, expect, test } from 'vitest';
import { expandPorts, formatPortRanges, PortListError, parsePortList } from './port-list.ts';

describe('parsePortList', () => {
  test('reads ports and ranges, with spaces around commas', () => {
    expect(parsePortList(' 22, 80 ,8000-8100 ')).toEqual([
      { first: 22, last: 22 },
      { first: 80, last: 80 },
      { first: 8000, last: 8100 },
    ]);
  });

  test('sorts, and merges what overlaps or touches', () => {
    expect(parsePortList('81,20-30,80,25-40,22')).toEqual([
      { first: 20, last: 40 },
      { first: 80, last: 81 },
    ]);
  });

  test('takes the first and the last port', () => {
    expect(parsePortList('1,65535,1-65535')).toEqual([{ first: 1, last: 65_535 }]);
  });

  test.each([
    ['', 0, 0, 'the port list is empty (at offset 0): write ports and ranges, as in 22,80,8000-8100'],
    ['22,,80', 3, 0, 'a port is missing (at offset 3): remove the comma'],
    ['22, 80,', 7, 0, 'a port is missing (at offset 7): remove the comma'],
    ['22, http', 4, 4, '`http` is not a port (at offset 4): write a number from 1 to 65535'],
    ['0', 0, 1, 'there is no port 0 (at offset 0): ports go from 1 to 65535'],
    ['80,70000', 3, 5, 'there is no port 70000 (at offset 3): ports go from 1 to 65535'],
    ['080', 0, 3, 'the port `080` begins with a zero (at offset 0): write 80'],
    ['1-1.5', 2, 3, '`1.5` is not a port (at offset 2): write a number from 1 to 65535'],
    ['22,90-80', 3, 5, 'the range `90-80` runs backwards (at offset 3): write 80-90'],
    ['60000-', 0, 6, 'the range `60000-` lacks an end (at offset 0): write both, as in 60000-65535'],
    ['-100', 0, 4, 'the range `-100` lacks an end (at offset 0): write both, as in 1-100'],
    [
      '1,80 - 90',
      2,
      7,
      '`80 - 90` is not a port or a range (at offset 2): put commas between items, and one hyphen and no spaces in a range',
    ],
    [
      '22 80',
      0,
      5,
      '`22 80` is not a port or a range (at offset 0): put commas between items, and one hyphen and no spaces in a range',
    ],
  ])('refuses %j', (text, offset, length, message) => {
    const error = errorOf(() => parsePortList(text));
    expect(error).toBeInstanceOf(PortListError);
    expect(error).toMatchObject({ offset, length, message });
  });
});

test('expandPorts lists every port', () => {
  expect(expandPorts(parsePortList('22,80-83'))).toEqual([22, 80, 81, 82, 83]);
});

test('formatPortRanges writes what parsePortList reads', () => {
  expect(formatPortRanges(parsePortList('8000-8100, 80, 22'))).toBe('22,80,8000-8100');
});

function errorOf(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
