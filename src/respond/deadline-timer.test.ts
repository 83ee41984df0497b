import { describe, expect, test } from 'vitest';
import type { Clock } from '../runtime/clock.ts';
import { VirtualClock } from '../sim/virtual-clock.ts';
import { DeadlineTimer } from './deadline-timer.ts';

function setUp(clock: Clock & { advance(ms: number): Promise<void> } = new VirtualClock()) {
  const firedMs: number[] = [];
  return { clock, firedMs, timer: new DeadlineTimer(clock, () => firedMs.push(clock.now())) };
}

describe('a deadline timer', () => {
  test('fires once, at its deadline', async () => {
    const { clock, firedMs, timer } = setUp();
    timer.set(100);
    await clock.advance(1_000);
    expect(firedMs).toEqual([100]);
  });

  test('that is set again fires at the later deadline alone', async () => {
    const { clock, firedMs, timer } = setUp();
    for (let round = 0; round < 10; round += 1) {
      timer.set(100);
      await clock.advance(60);
    }
    await clock.advance(1_000);
    expect(firedMs).toEqual([9 * 60 + 100]);
  });

  test('that is set to an earlier deadline fires then', async () => {
    const { clock, firedMs, timer } = setUp();
    timer.set(30_000);
    await clock.advance(10);
    timer.set(5);
    await clock.advance(60_000);
    expect(firedMs).toEqual([15]);
  });

  test('that is cancelled does not fire, and leaves nothing behind', async () => {
    const clock = new VirtualClock();
    const { firedMs, timer } = setUp(clock);
    timer.set(100);
    timer.cancel();
    expect(clock.pendingTimers).toBe(0);
    await clock.advance(1_000);
    expect(firedMs).toEqual([]);
    timer.set(7);
    await clock.advance(1_000);
    expect(firedMs).toEqual([1_007]);
  });

  test('keeps one timer of the clock, however often it is set', () => {
    const clock = new VirtualClock();
    const { timer } = setUp(clock);
    for (let round = 0; round < 100; round += 1) timer.set(100 + round);
    expect(clock.pendingTimers).toBe(1);
  });

  test('waits again where the clock called too early', async () => {
    const inner = new VirtualClock();
    const early = {
      now: () => inner.now(),
      setTimer: ((delayMs, callback, argument) =>
        inner.setTimer(delayMs > 1 ? delayMs - 0.7 : delayMs, callback, argument)) satisfies Clock['setTimer'],
      advance: (ms: number) => inner.advance(ms),
    };
    const { firedMs, timer } = setUp(early);
    timer.set(100);
    await early.advance(99.9);
    expect(firedMs).toEqual([]);
    await early.advance(1_000);
    expect(firedMs).toHaveLength(1);
    expect(firedMs[0]).toBeGreaterThanOrEqual(100);
  });
});
