import { expect, test } from 'vitest';
import { openStatusLine } from './status-line.ts';

function statusLine(visible = true, columns?: number) {
  const written: string[] = [];
  const stream = { write: (text: string) => written.push(text), ...(columns !== undefined && { columns }) };
  return { line: openStatusLine(visible, stream), written };
}

test('what it shows takes the place of what it showed, and clears once', () => {
  const { line, written } = statusLine();
  line.clear();
  line.show('1 of 2');
  line.show('2 of 2');
  line.clear();
  line.clear();
  expect(written).toEqual(['\r\x1b[2K1 of 2', '\r\x1b[2K2 of 2', '\r\x1b[2K']);
});

test('it keeps to one row, and obeys nothing that a file says', () => {
  const { line, written } = statusLine(true, 10);
  line.show('a\n\x1b[2J and so on');
  expect(written).toEqual(['\r\x1b[2Ka\\x0a\\x1…']);
});

test('nothing is written where it is not visible', () => {
  const { line, written } = statusLine(false);
  line.show('1 of 2');
  line.clear();
  expect(written).toEqual([]);
});
