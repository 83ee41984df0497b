import { expect, test } from 'vitest';
import { ToxicLine } from '../../testing/toxic-line.ts';
import { timeout } from './timeout.ts';

test('drops octets and closes when none came for so long', async () => {
  const line = new ToxicLine(timeout, { timeout: 100 });
  await line.clock.advance(80);
  line.send('a');
  await line.clock.advance(80);
  line.send('b');
  await line.clock.advance(500);
  expect(line.out).toEqual([['end', 260]]);
  expect(line.clock.timers).toBe(0);
});

test('of 0 never closes by itself', async () => {
  const line = new ToxicLine(timeout, { timeout: 0 });
  line.send('a');
  await line.clock.advance(1_000_000);
  expect(line.out).toEqual([]);
});

test('lets the end pass at once', async () => {
  const line = new ToxicLine(timeout, { timeout: 100 });
  line.end();
  await line.clock.advance(0);
  expect(line.out).toEqual([['end', 0]]);
});

test('an update brings nothing back that was dropped', async () => {
  const line = new ToxicLine(timeout, { timeout: 0 });
  line.send('a');
  await line.clock.advance(10);
  line.update({ timeout: 100 });
  await line.clock.advance(500);
  expect(line.out).toEqual([['end', 110]]);
});
