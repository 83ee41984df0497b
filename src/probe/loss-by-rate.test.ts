import { describe, expect, it } from 'vitest';
import { LossByRate } from './loss-by-rate.ts';

/** What was lost at which rate: `[per second, sent, lost]`. */
function seen(...counts: readonly (readonly [number, number, number])[]): LossByRate {
  const loss = new LossByRate();
  for (const [perSecond, sent, lost] of counts) {
    for (let canary = 0; canary < sent; canary += 1) loss.count(perSecond, canary < lost);
  }
  return loss;
}

describe('loss by rate', () => {
  it('blames the rate as long as nothing is known of others', () => {
    expect(seen().isInnocent(100)).toBe(false);
    expect(seen([100, 40, 8]).isInnocent(100)).toBe(false);
  });

  it('blames no rate where a lower one loses as much', () => {
    const loss = seen([20, 30, 6], [100, 30, 6]);
    expect([loss.isInnocent(20), loss.isInnocent(100)]).toEqual([true, true]);
  });

  it('blames the rate where lower ones lose less', () => {
    expect(seen([20, 60, 2], [100, 60, 15]).isInnocent(100)).toBe(false);
    expect(seen([20, 60, 0], [100, 60, 3]).isInnocent(100)).toBe(false);
  });

  it('takes one loss at a lower rate for chance', () => {
    expect(seen([20, 5, 1], [100, 5, 1]).isInnocent(100)).toBe(false);
  });

  it('makes no difference between rates that are close to each other', () => {
    expect(seen([65, 30, 6], [127, 30, 6]).isInnocent(127)).toBe(false);
  });

  it('blames every rate where so much is lost that no further attempts make up for it', () => {
    expect(seen([20, 30, 12], [100, 30, 12]).isInnocent(100)).toBe(false);
  });

  it('forgets what is long over', () => {
    const loss = seen([20, 30, 6], [100, 30, 6]);
    for (let count = 0; count < 200; count += 1) loss.count(20, false);
    expect(loss.isInnocent(100)).toBe(false);
  });
});
