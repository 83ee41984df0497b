import { describe, expect, it } from 'vitest';
import { RecentRate } from './recent-rate.ts';

/** Answers every `everyMs`, from the start to the end. */
function answer(rate: RecentRate, fromMs: number, toMs: number, everyMs: number): void {
  for (let atMs = fromMs; atMs < toMs; atMs += everyMs) rate.add(atMs);
}

describe('a recent rate', () => {
  it('is none before there is one', () => {
    expect(new RecentRate().perSecond(500)).toBe(0);
  });

  it('is measured over the last half second or less', () => {
    const rate = new RecentRate();
    answer(rate, 1_000, 3_000, 10);
    expect(rate.perSecond(3_000)).toBeCloseTo(100, 0);
    answer(rate, 3_000, 4_000, 2);
    expect(rate.perSecond(4_000)).toBeCloseTo(500, 0);
    expect(rate.most).toBeCloseTo(500, 0);
  });

  it('is forgotten where nothing comes, but not what it was at most', () => {
    const rate = new RecentRate();
    answer(rate, 0, 1_000, 1);
    expect(rate.perSecond(2_000)).toBe(0);
    expect(rate.most).toBe(1_000);
  });
});
