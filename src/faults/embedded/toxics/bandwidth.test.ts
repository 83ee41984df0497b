import { expect, test } from 'vitest';
import { ToxicLine } from '../../testing/toxic-line.ts';
import { bandwidth } from './bandwidth.ts';

test('takes a millisecond for as many octets as its rate', async () => {
  const line = new ToxicLine(bandwidth, { rate: 5 });
  line.send('x'.repeat(100));
  line.send('y'.repeat(50));
  await line.clock.advance(1000);
  expect(line.out.map(([text, atMs]) => [text.length, atMs])).toEqual([
    [100, 20],
    [50, 30],
  ]);
});

test('a chunk that takes long comes in pieces of 100 ms', async () => {
  const line = new ToxicLine(bandwidth, { rate: 1 });
  line.send('x'.repeat(250));
  await line.clock.advance(1000);
  expect(line.out.map(([text, atMs]) => [text.length, atMs])).toEqual([
    [100, 100],
    [100, 200],
    [50, 250],
  ]);
});

test('nothing passes at a rate of 0, not even the end, until it changes', async () => {
  const line = new ToxicLine(bandwidth, { rate: 0 });
  line.send('abc');
  line.end();
  await line.clock.advance(1_000_000);
  expect(line.out).toEqual([]);
  line.update({ rate: 1 });
  await line.clock.advance(0);
  expect(line.text).toBe('abcend');
});

test('an end alone passes at a rate of 0', async () => {
  const line = new ToxicLine(bandwidth, { rate: 0 });
  line.end();
  await line.clock.advance(0);
  expect(line.out).toEqual([['end', 0]]);
});

test('an update lets the rest of the chunk in hand go', async () => {
  const line = new ToxicLine(bandwidth, { rate: 1 });
  line.send('x'.repeat(1000));
  await line.clock.advance(150);
  line.update({ rate: 2 });
  expect(line.out.map(([text, atMs]) => [text.length, atMs])).toEqual([
    [100, 100],
    [900, 150],
  ]);
});

test('a rate below 0 is rejected', () => {
  expect(bandwidth.reject?.({ rate: -1 })).toBe('rate must not be negative');
  expect(bandwidth.reject?.({ rate: 0 })).toBe(undefined);
});
