import { afterEach, describe, expect, it, vi } from 'vitest';
import { nodeClock } from './clock.ts';

const LONGEST_DELAY_MS = 2 ** 31 - 1;

/** Resolves with what the timers pushed, once the last of `delaysMs` has fired. */
function firedInOrder(delaysMs: readonly number[]): Promise<number[]> {
  return new Promise((resolve) => {
    const fired: number[] = [];
    for (const [index, delayMs] of delaysMs.entries()) nodeClock.setTimer(delayMs, (which) => fired.push(which), index);
    nodeClock.setTimer(Math.max(...delaysMs) + 1, resolve, fired);
    expect(fired).toEqual([]);
  });
}

describe('nodeClock', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('counts milliseconds upwards', async () => {
    const beforeMs = nodeClock.now();
    await firedInOrder([20]);
    const elapsedMs = nodeClock.now() - beforeMs;
    expect(elapsedMs).toBeGreaterThan(19);
    expect(elapsedMs).toBeLessThan(10_000);
  });

  it('fires in order of delay, equal ones as they were set, and never within setTimer', async () => {
    expect(await firedInOrder([30, 0, -5, 10, 10])).toEqual([1, 2, 3, 4, 0]);
  });

  it('does not fire what was cancelled, and cancels twice or too late without harm', async () => {
    const cancelled = nodeClock.setTimer(0, () => expect.unreachable(), undefined);
    cancelled.cancel();
    cancelled.cancel();
    let fired = 0;
    const late = nodeClock.setTimer(0, () => (fired += 1), undefined);
    await firedInOrder([5]);
    late.cancel();
    expect(fired).toBe(1);
  });

  it('waits out delays that setTimeout would fire at once', () => {
    vi.useFakeTimers();
    const fired: string[] = [];
    nodeClock.setTimer(2 * LONGEST_DELAY_MS + 100, (name) => fired.push(name), 'two and a bit');
    const cancelled = nodeClock.setTimer(3 * LONGEST_DELAY_MS, (name) => fired.push(name), 'cancelled');
    vi.advanceTimersByTime(LONGEST_DELAY_MS + 50);
    cancelled.cancel();
    vi.advanceTimersByTime(LONGEST_DELAY_MS + 49);
    expect(fired).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(fired).toEqual(['two and a bit']);
    vi.advanceTimersByTime(2 * LONGEST_DELAY_MS);
    expect(fired).toEqual(['two and a bit']);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('throws for a delay of %d', (delayMs) => {
    expect(() => nodeClock.setTimer(delayMs, () => {}, undefined)).toThrow(RangeError);
  });
});
