import { expect, test } from 'vitest';
import { ToxicLine } from '../../testing/toxic-line.ts';
import { latency } from './latency.ts';

test('delays each chunk from its arrival', async () => {
  const line = new ToxicLine(latency, { latency: 100 });
  line.send('a');
  await line.clock.advance(30);
  line.send('b');
  await line.clock.advance(200);
  expect(line.out).toEqual([
    ['a', 100],
    ['b', 130],
  ]);
});

test('an end without octets before it is not delayed, one behind them comes with them', async () => {
  const idle = new ToxicLine(latency, { latency: 100 });
  idle.end();
  await idle.clock.advance(0);
  expect(idle.out).toEqual([['end', 0]]);

  const busy = new ToxicLine(latency, { latency: 100 });
  busy.send('a');
  busy.end();
  await busy.clock.advance(200);
  expect(busy.out).toEqual([
    ['a', 100],
    ['end', 100],
  ]);
});

test('jitter spreads delays over [latency - jitter, latency + jitter), in whole milliseconds', async () => {
  const delays = new Set<number>();
  const line = new ToxicLine(latency, { latency: 10, jitter: 5 });
  for (let chunk = 0; chunk < 500; chunk++) {
    const sentAtMs = line.clock.now();
    line.send('x');
    await line.clock.advance(20);
    delays.add(line.out.at(-1)![1] - sentAtMs);
  }
  expect([...delays].sort((a, b) => a - b)).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
});

test('jitter keeps the order of chunks', async () => {
  const line = new ToxicLine(latency, { latency: 50, jitter: 50 });
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  for (const letter of letters) line.send(letter);
  await line.clock.advance(100);
  expect(line.text).toBe(letters);
});

test('a delay below 0 is none', async () => {
  const line = new ToxicLine(latency, { latency: -5 });
  line.send('a');
  await line.clock.advance(0);
  expect(line.out).toEqual([['a', 0]]);
});

test('an update lets the chunk in hand go, and delays the others anew', async () => {
  const line = new ToxicLine(latency, { latency: 1000 });
  line.send('a');
  line.send('b');
  await line.clock.advance(10);
  line.update({ latency: 100 });
  await line.clock.advance(1000);
  expect(line.out).toEqual([
    ['a', 10],
    ['b', 100],
  ]);
  expect(line.clock.timers).toBe(0);
});
