import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CongestionWindow } from './congestion-window.ts';

describe('a congestion window', () => {
  it('doubles each round trip at first', () => {
    const window = new CongestionWindow(1_000);
    expect(window.size).toBe(64);
    for (let count = 0; count < 64; count += 1) window.grow();
    expect(window.size).toBe(128);
  });

  it('after a cut grows by one for a window of answers', () => {
    const window = new CongestionWindow(1_000);
    window.cut(0, 10);
    expect(window.size).toBe(32);
    for (let count = 0; count < 33; count += 1) window.grow();
    expect(window.size).toBe(33);
  });

  it('is cut once in a round trip', () => {
    const window = new CongestionWindow(1_000);
    expect([window.cut(100, 10), window.cut(101, 10), window.cut(109, 10), window.cut(110, 10)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(window.size).toBe(16);
  });

  it('is never below one nor above its ceiling, and cut no more often than once in a round trip', () => {
    const events = fc.array(fc.record({ loss: fc.boolean(), afterMs: fc.nat(30) }), { maxLength: 300 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), events, (ceiling, happens) => {
        const window = new CongestionWindow(ceiling);
        const cuts: number[] = [];
        let nowMs = 0;
        for (const { loss, afterMs } of happens) {
          nowMs += afterMs;
          if (!loss) window.grow();
          else if (window.cut(nowMs, 25)) cuts.push(nowMs);
          expect(window.size).toBeGreaterThanOrEqual(1);
          expect(window.size).toBeLessThanOrEqual(ceiling);
        }
        for (let index = 1; index < cuts.length; index += 1) {
          expect(cuts[index]! - cuts[index - 1]!).toBeGreaterThanOrEqual(25);
        }
      }),
    );
  });
});
