import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lowerBound, upperBound } from './share-bounds.ts';

it('bounds a share from both sides, within 0 and 1, the closer the more was seen', () => {
  const seen = fc.integer({ min: 1, max: 1_000 }).chain((of) => fc.tuple(fc.nat(of), fc.constant(of)));
  fc.assert(
    fc.property(seen, fc.double({ min: 0.1, max: 4, noNaN: true }), ([count, of], deviations) => {
      const [lower, upper] = [lowerBound(count, of, deviations), upperBound(count, of, deviations)];
      const rounding = 1e-9;
      expect(lower).toBeGreaterThanOrEqual(-rounding);
      expect(lower).toBeLessThanOrEqual(count / of + rounding);
      expect(upper).toBeGreaterThanOrEqual(count / of - rounding);
      expect(upper).toBeLessThanOrEqual(1 + rounding);
      expect(upperBound(4 * count, 4 * of, deviations)).toBeLessThanOrEqual(upper + rounding);
    }),
  );
});

it("gives Wilson's interval", () => {
  expect(lowerBound(20, 100, 1.96)).toBeCloseTo(0.1334, 4);
  expect(upperBound(20, 100, 1.96)).toBeCloseTo(0.2888, 4);
});
