import { describe, expect, it } from 'vitest';
import { RateLimiter } from './rate-limiter.ts';

/** Sends whenever it may, and sleeps until it is told to wake up. */
function drive(ratePerSecond: number, probes: number, startMs: number): { times: number[]; wakeUps: number } {
  const rate = new RateLimiter(ratePerSecond);
  const times: number[] = [];
  let nowMs = startMs;
  let wakeUps = 0;
  while (times.length < probes && wakeUps < 5 * probes) {
    const count = Math.min(probes - times.length, rate.allowance(nowMs));
    if (count > 0) rate.sent(count, nowMs);
    for (let index = 0; index < count; index += 1) times.push(nowMs);
    if (times.length === probes) break;
    expect(rate.dueMs(nowMs)).toBeGreaterThanOrEqual(nowMs);
    nowMs = rate.dueMs(nowMs);
    wakeUps += 1;
  }
  return { times, wakeUps };
}

describe('a rate', () => {
  it('lets the first probe go at once, and the others one by one', () => {
    const rate = new RateLimiter(10);
    expect(rate.allowance(1_000)).toBe(1);
    rate.sent(1, 1_000);
    expect(rate.allowance(1_000)).toBe(0);
    expect(rate.dueMs(1_000)).toBe(1_100);
    expect(rate.allowance(1_099)).toBe(0);
    expect(rate.allowance(1_100)).toBe(1);
  });

  it.each([
    [5_000, 50],
    [10, 1],
  ])('of %i per second gathers %i at most, however long nothing was sent', (ratePerSecond, most) => {
    const rate = new RateLimiter(ratePerSecond);
    rate.sent(1, 0);
    expect(rate.allowance(60_000)).toBe(most);
  });

  it('can be changed', () => {
    const rate = new RateLimiter(10);
    rate.sent(1, 0);
    rate.ratePerSecond = 1_000;
    rate.sent(1, 100);
    expect([rate.ratePerSecond, rate.dueMs(100)]).toEqual([1_000, 101]);
  });

  it.each([0.3, 1, 3, 7, 99.9, 1_000, 12_345, 250_000])(
    'is kept over any stretch of time, and reached: %d per second',
    (ratePerSecond) => {
      for (const startMs of [0, 1_234_567.89, 1e12]) {
        const probes = 400;
        const { times, wakeUps } = drive(ratePerSecond, probes, startMs);
        expect(times).toHaveLength(probes);
        expect(wakeUps).toBeLessThanOrEqual(2 * probes);
        const burst = Math.max(1, ratePerSecond / 100);
        for (let from = 0; from < probes; from += 7) {
          for (let to = from; to < probes; to += 13) {
            const mayBe = ((times[to]! - times[from]!) * ratePerSecond) / 1_000 + burst + 0.01;
            expect(to - from).toBeLessThanOrEqual(mayBe);
          }
        }
        const idealMs = ((probes - 1) * 1_000) / ratePerSecond;
        expect(times.at(-1)! - startMs).toBeLessThanOrEqual(idealMs * 1.01 + 1);
      }
    },
  );
});
