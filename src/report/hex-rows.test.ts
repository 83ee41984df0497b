import { expect, test } from 'vitest';
import { hexRows, type Stretch } from './hex-rows.ts';

/** Each row on a line: offset and octets, or how many are folded; carets on a line of their own. */
function rows(length: number, marks: readonly Stretch[] = [], full = false): string[] {
  const hex = Array.from({ length }, (_, index) => (index % 256).toString(16).padStart(2, '0')).join('');
  return hexRows({ offset: 16, length }, hex, marks, full).flatMap((row) =>
    row.kind === 'folded'
      ? [`${row.octets} more`]
      : [`${row.offset}: ${row.hex}`, ...(row.carets === undefined ? [] : [`    ${row.carets}`])],
  );
}

test('a row has eight octets', () => {
  expect(rows(10)).toEqual(['16: 00 01 02 03 04 05 06 07', '24: 08 09']);
});

test('marked octets have carets in every row', () => {
  expect(rows(10, [{ offset: 22, length: 3 }])).toEqual([
    '16: 00 01 02 03 04 05 06 07',
    '                      ^^ ^^',
    '24: 08 09',
    '    ^^',
  ]);
});

test('a long stretch is folded, but for what is marked in it', () => {
  expect(rows(100).slice(3)).toEqual(['40: 18 19 1a 1b 1c 1d 1e 1f', '64 more', '112: 60 61 62 63']);
  expect(rows(100, [{ offset: 90, length: 1 }]).slice(3)).toEqual([
    '40: 18 19 1a 1b 1c 1d 1e 1f',
    '40 more',
    '88: 48 49 4a 4b 4c 4d 4e 4f',
    '          ^^',
    '16 more',
    '112: 60 61 62 63',
  ]);
  expect(rows(100, [], true)).toHaveLength(13);
  expect(rows(64)).toHaveLength(8);
});
