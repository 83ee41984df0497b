import { expect, test } from 'vitest';
import { renderColumns } from './columns.ts';

test('columns are as wide as their widest cell, and no line ends in spaces', () => {
  const rows = [
    ['A', 'LONG', 'C'],
    ['wide', 'x', ''],
    ['', 'y', 'z'],
  ];
  expect(renderColumns(rows)).toEqual(['A     LONG  C', 'wide  x', '      y     z']);
});

test('numbers end below each other', () => {
  const rows = [
    ['TIME', 'N'],
    ['1.2 ms', 'a'],
    ['812 ms', ''],
  ];
  expect(renderColumns(rows, { right: [0] })).toEqual(['  TIME  N', '1.2 ms  a', '812 ms']);
});

test('colours take no room', () => {
  const rows = [
    ['a', 'b'],
    ['long', 'c'],
  ];
  const paint = (cell: string, row: number, column: number) => (row === 0 && column === 0 ? `<${cell}>` : cell);
  expect(renderColumns(rows, { paint })).toEqual(['<a   >  b', 'long  c']);
});

test('more rows than a call takes arguments are no trouble', () => {
  expect(renderColumns(Array.from({ length: 200_000 }, (_, row) => [String(row)]))).toHaveLength(200_000);
  expect(renderColumns([])).toEqual([]);
});
