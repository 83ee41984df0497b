import { describe, expect, test } from 'vitest';
import { findPortOverlaps, PortMap, PortOverlapError } from './port-map.ts';

describe('PortMap', () => {
  const map = new PortMap(
    [
      { first: 8000, last: 8010, value: 'filtered' },
      { first: 22, last: 22, value: 'open' },
    ],
    'closed',
  );

  test('gives a range its value and the rest the default', () => {
    expect([21, 22, 23, 7999, 8000, 8005, 8010, 8011].map((port) => map.get(port))).toEqual([
      'closed',
      'open',
      'closed',
      'closed',
      'filtered',
      'filtered',
      'filtered',
      'closed',
    ]);
    expect(map.default).toBe('closed');
  });

  test('iterates in ascending order', () => {
    expect([...map]).toEqual([
      { first: 22, last: 22, value: 'open' },
      { first: 8000, last: 8010, value: 'filtered' },
    ]);
  });

  test('without entries is its default', () => {
    expect(new PortMap([], 7).get(80)).toBe(7);
  });

  test('refuses two entries for one port', () => {
    const entries = [
      { first: 8005, last: 8005, value: 1 },
      { first: 8000, last: 8010, value: 2 },
    ];
    expect(() => new PortMap(entries, 0)).toThrow(PortOverlapError);
    expect(() => new PortMap(entries, 0)).toThrow('the ports 8000-8010 and 8005 overlap: give each port one entry');
  });
});

test('findPortOverlaps pairs each range with the furthest one before it', () => {
  const [long, one, other, apart] = [
    { first: 1, last: 100 },
    { first: 5, last: 6 },
    { first: 90, last: 110 },
    { first: 111, last: 120 },
  ] as const;
  expect(findPortOverlaps([apart, other, long, one])).toEqual([
    [long, one],
    [long, other],
  ]);
});
