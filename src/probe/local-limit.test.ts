import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LocalLimit } from './local-limit.ts';

describe('what this machine can bear (SCAN-6)', () => {
  it('is halved by a failure, and nothing is sent for a moment', () => {
    const local = new LocalLimit(8);
    local.failed(100, 8);
    expect([local.limit, local.pausedUntilMs]).toEqual([4, 110]);
  });

  it('is half of what was under way where that was less', () => {
    const local = new LocalLimit(1_000);
    local.failed(100, 60);
    expect(local.limit).toBe(30);
  });

  it('takes many failures at once for one', () => {
    const local = new LocalLimit(64);
    for (let count = 0; count < 50; count += 1) local.failed(100 + count / 10, 64);
    expect([local.limit, local.pausedUntilMs]).toEqual([32, 110]);
  });

  it('pauses twice as long each time, up to 640 ms, and leaves one at least', () => {
    const local = new LocalLimit(8);
    const pauses = Array.from({ length: 9 }, () => {
      const nowMs = Math.max(0, local.pausedUntilMs);
      local.failed(nowMs, 1);
      return local.pausedUntilMs - nowMs;
    });
    expect(pauses).toEqual([10, 20, 40, 80, 160, 320, 640, 640, 640]);
    expect(local.limit).toBe(1);
    local.succeeded();
    local.failed(5_000, 1);
    expect(local.pausedUntilMs).toBe(5_010);
  });

  it('is tried again quickly where it was safe, and rarely where it was not', () => {
    const local = new LocalLimit(1_000);
    local.failed(0, 160);
    const successesTo = (limit: number): number => {
      let count = 0;
      for (; local.limit < limit; count += 1) local.succeeded();
      return count;
    };
    const toSafe = successesTo(140);
    expect(toSafe).toBeLessThan(60 * 140);
    expect(successesTo(160)).toBeGreaterThan(3 * toSafe);
  });

  it('is a whole number from one to the ceiling, whatever comes', () => {
    const events = fc.array(fc.tuple(fc.boolean(), fc.nat(1_000), fc.integer({ min: 1, max: 300 })));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), events, (ceiling, happens) => {
        const local = new LocalLimit(ceiling);
        let nowMs = 0;
        for (const [failed, afterMs, underWay] of happens) {
          nowMs += afterMs;
          if (failed) local.failed(nowMs, underWay);
          else local.succeeded();
          expect(Number.isInteger(local.limit)).toBe(true);
          expect(local.limit).toBeGreaterThanOrEqual(1);
          expect(local.limit).toBeLessThanOrEqual(ceiling);
        }
      }),
    );
  });
});
