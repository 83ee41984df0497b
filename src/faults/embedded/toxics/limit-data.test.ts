import { expect, test } from 'vitest';
import { ToxicLine } from '../../testing/toxic-line.ts';
import { limitData } from './limit-data.ts';

test('closes with the octet that reaches the limit', async () => {
  const line = new ToxicLine(limitData, { bytes: 5 });
  line.send('abc');
  await line.clock.advance(0);
  expect(line.text).toBe('abc');
  line.send('defg');
  line.send('h');
  await line.clock.advance(0);
  expect(line.text).toBe('abcdeend');
});

test('of 0 closes at the first octets, not before', async () => {
  const line = new ToxicLine(limitData, { bytes: 0 });
  await line.clock.advance(100);
  expect(line.out).toEqual([]);
  line.send('a');
  await line.clock.advance(0);
  expect(line.out).toEqual([['end', 100]]);
});

test('an update keeps count; a limit passed already closes at the next octets', async () => {
  const line = new ToxicLine(limitData, { bytes: 10 });
  line.send('abcdef');
  await line.clock.advance(0);
  line.update({ bytes: 4 });
  await line.clock.advance(0);
  expect(line.text).toBe('abcdef');
  line.send('g');
  await line.clock.advance(0);
  expect(line.text).toBe('abcdefend');
});
