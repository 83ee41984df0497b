import { expect, test } from 'vitest';
import { TextLines } from './text-lines.ts';

const lines = new TextLines('one\r\n two \n\nfour\n\n', 'a.txt');

test('finds lines and columns, from 1', () => {
  expect(lines.place(0, 3)).toEqual({ file: 'a.txt', line: 1, column: 1, length: 3, lineText: 'one' });
  expect(lines.place(6, 9)).toEqual({ file: 'a.txt', line: 2, column: 2, length: 3, lineText: ' two ' });
  expect(lines.place(12, 16)).toEqual({ file: 'a.txt', line: 4, column: 1, length: 4, lineText: 'four' });
});

test('keeps to the first line, without the spaces at its end', () => {
  expect(lines.place(6, 16)).toMatchObject({ line: 2, column: 2, length: 3 });
});

test('what is missing at the end is missing after the last text', () => {
  expect(lines.place(18, 18)).toMatchObject({ line: 4, column: 5, length: 1, lineText: 'four' });
});

test('an empty text has a place', () => {
  expect(new TextLines('', 'empty').place(0, 0)).toMatchObject({ line: 1, column: 1, length: 1, lineText: '' });
});
