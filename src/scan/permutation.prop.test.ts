import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CounterRandom } from '../sim/random.ts';
import { Permutation } from './permutation.ts';

const seeds = fc.nat(0xffff_ffff);

function orderOf(size: number, seed: number): number[] {
  const permutation = new Permutation(size, new CounterRandom(seed));
  return Array.from({ length: size }, (_, position) => permutation.at(position));
}

describe('a permutation', () => {
  it('has each number of its size exactly once', () => {
    fc.assert(
      fc.property(fc.nat(3_000), seeds, (size, seed) => {
        const seen = new Uint8Array(size);
        for (const number of orderOf(size, seed)) seen[number]! += 1;
        expect(seen.every((times) => times === 1)).toBe(true);
      }),
    );
  });

  it('stays within sizes that are too large to walk through, and meets no number twice', () => {
    const sizes = fc.integer({ min: 1_000_000, max: 2 ** 36 });
    fc.assert(
      fc.property(sizes, seeds, fc.uniqueArray(fc.nat(999_999), { maxLength: 50 }), (size, seed, positions) => {
        const permutation = new Permutation(size, new CounterRandom(seed));
        const numbers = positions.map((position) => permutation.at(position));
        expect(new Set(numbers).size).toBe(positions.length);
        for (const number of numbers) expect(Number.isInteger(number) && number >= 0 && number < size).toBe(true);
      }),
    );
  });

  it('is the same for the same seed', () => {
    fc.assert(
      fc.property(fc.nat(500), seeds, (size, seed) => {
        expect(orderOf(size, seed)).toEqual(orderOf(size, seed));
      }),
    );
  });
});
