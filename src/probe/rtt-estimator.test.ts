import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RttEstimator } from './rtt-estimator.ts';

const bounds = { floorMs: 1, ceilingMs: 60_000 };
const rtts = fc.array(fc.double({ min: 0.01, max: 5_000, noNaN: true }), { minLength: 1, maxLength: 50 });

describe('an estimate of round trips (RFC 6298)', () => {
  it('waits as long as it may until there is a sample', () => {
    expect(new RttEstimator(bounds).rtoMs).toBe(60_000);
    expect(new RttEstimator(bounds).meanMs).toBeUndefined();
  });

  it('goes by the arithmetic of section 2', () => {
    const rtt = new RttEstimator(bounds);
    rtt.sample(100);
    expect([rtt.meanMs, rtt.rtoMs]).toEqual([100, 100 + 4 * 50]);
    rtt.sample(60);
    // RTTVAR = 3/4 · 50 + 1/4 · |100 - 60|, SRTT = 7/8 · 100 + 1/8 · 60
    expect([rtt.meanMs, rtt.rtoMs]).toEqual([95, 95 + 4 * 47.5]);
  });

  it('doubles the timeout with each loss, and keeps it so until there is a sample (Karn)', () => {
    const rtt = new RttEstimator(bounds);
    rtt.sample(100);
    rtt.backOff();
    rtt.backOff();
    expect(rtt.rtoMs).toBe(1_200);
    rtt.sample(100);
    expect(rtt.rtoMs).toBe(100 + 4 * 37.5);
  });

  it('stays within its bounds, whatever comes', () => {
    fc.assert(
      fc.property(rtts, fc.nat(30), (samples, losses) => {
        const rtt = new RttEstimator({ floorMs: 100, ceilingMs: 1_000 });
        for (const sample of samples) rtt.sample(sample);
        for (let count = 0; count < losses; count += 1) rtt.backOff();
        expect(rtt.rtoMs).toBeGreaterThanOrEqual(100);
        expect(rtt.rtoMs).toBeLessThanOrEqual(1_000);
        expect(rtt.meanMs).toBeGreaterThanOrEqual(Math.min(...samples) - 1e-9);
        expect(rtt.meanMs).toBeLessThanOrEqual(Math.max(...samples) + 1e-9);
      }),
    );
  });
});
