import { describe, expect, test } from 'vitest';
import { ToxicLine } from '../../testing/toxic-line.ts';
import { slicer } from './slicer.ts';

const octets = Array.from({ length: 1000 }, (_, index) => String.fromCharCode(97 + (index % 26))).join('');

test('cuts a chunk into pieces of the average size', async () => {
  const line = new ToxicLine(slicer, { average_size: 10 });
  line.send(octets);
  await line.clock.advance(0);
  expect(line.text).toBe(octets);
  for (const [piece] of line.out) expect(piece.length).toBeLessThanOrEqual(10);
});

test('variation makes sizes differ, within average ± variation and what a last cut leaves', async () => {
  const line = new ToxicLine(slicer, { average_size: 20, size_variation: 10 });
  line.send(octets);
  await line.clock.advance(0);
  expect(line.text).toBe(octets);
  const sizes = line.out.map(([piece]) => piece.length);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(30);
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(1);
  expect(new Set(sizes).size).toBeGreaterThan(3);
});

test('the delay, in microseconds, comes after each piece, and so before the end', async () => {
  const line = new ToxicLine(slicer, { average_size: 2, delay: 1500 });
  line.send('abcd');
  line.end();
  await line.clock.advance(10);
  expect(line.out).toEqual([
    ['ab', 0],
    ['cd', 1.5],
    ['end', 3],
  ]);
});

test('an update lets the rest of the chunk go', async () => {
  const line = new ToxicLine(slicer, { average_size: 2, delay: 1_000_000 });
  line.send('abcdefgh');
  await line.clock.advance(10);
  line.update({ delay: 0 });
  expect(line.out).toEqual([
    ['ab', 0],
    ['cdefgh', 10],
  ]);
});

test('a variation larger than the average still cuts every octet out once', async () => {
  const line = new ToxicLine(slicer, { average_size: 2, size_variation: 50 });
  line.send(octets);
  await line.clock.advance(0);
  expect(line.text).toBe(octets);
  expect(line.out.every(([piece]) => piece.length > 0)).toBe(true);
});

describe('rejects what cannot be cut', () => {
  test.each([
    [{ average_size: 0 }, 'average_size must be above 0'],
    [{ average_size: -1 }, 'average_size must be above 0'],
    [{ average_size: 1, size_variation: -1 }, 'size_variation must not be negative'],
    [{ average_size: 1 }, undefined],
  ])('%j', (attributes, complaint) => {
    expect(slicer.reject?.({ ...slicer.defaults, ...attributes })).toBe(complaint);
  });
});
