import { expect, test } from 'vitest';
import type { Clock } from '../runtime/clock.ts';
import { VirtualClock } from '../sim/virtual-clock.ts';
import { LimitTimer } from './limit-timer.ts';

test('a limit ends at its time, after all else that happens then', async () => {
  const clock = new VirtualClock();
  const log: string[] = [];
  const note = (what: string) => void log.push(`${clock.now()} ${what}`);
  new LimitTimer(clock, 100, note, 'limit');
  await clock.advance(50);
  clock.setTimer(50, note, 'octets');
  clock.setTimer(51, note, 'too late');
  await clock.advance(1_000);
  expect(log).toEqual(['100 octets', '100 limit', '101 too late']);
});

test('a limit that is cancelled does not end, not even at the last moment', async () => {
  const clock = new VirtualClock();
  const log: string[] = [];
  const limit = new LimitTimer(clock, 100, (what) => void log.push(what), 'limit');
  await clock.advance(50);
  clock.setTimer(50, () => limit.cancel(), undefined);
  await clock.advance(1_000);
  expect(log).toEqual([]);
  expect(clock.pendingTimers).toBe(0);
});

test('a limit does not end early where the clock calls early', async () => {
  const inner = new VirtualClock();
  const early: Clock = {
    now: () => inner.now(),
    setTimer: (delayMs, callback, argument) =>
      inner.setTimer(delayMs > 1 ? delayMs - 0.7 : delayMs, callback, argument),
  };
  const endedMs: number[] = [];
  new LimitTimer(early, 100, () => endedMs.push(inner.now()), undefined);
  await inner.advance(99.9);
  expect(endedMs).toEqual([]);
  await inner.advance(1_000);
  expect(endedMs).toHaveLength(1);
  expect(endedMs[0]).toBeGreaterThanOrEqual(100);
});

test('a limit in the past ends in a later turn', async () => {
  const clock = new VirtualClock();
  await clock.advance(500);
  const endedMs: number[] = [];
  new LimitTimer(clock, 100, () => endedMs.push(clock.now()), undefined);
  expect(endedMs).toEqual([]);
  await clock.advance(0);
  expect(endedMs).toEqual([500]);
});
