import type { Random } from './random.ts';

/** A whole number from 0 to `limit - 1`, uniform without bias. `limit` is a whole number from 1 to 2^32. */
export function drawBelow(random: Random, limit: number): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > 2 ** 32) {
    throw new RangeError(`a draw needs a whole limit from 1 to 2^32, got ${limit}`);
  }
  // The last, incomplete run of `limit` numbers below 2^32 would favour the small ones: draw again.
  const usable = 2 ** 32 - (2 ** 32 % limit);
  let word = random.nextUint32();
  while (word >= usable) word = random.nextUint32();
  return word % limit;
}

/** A number from 0 up to and without 1, uniform, with all 53 bits that a double holds. Takes two words. */
export function drawFraction(random: Random): number {
  const high = random.nextUint32() >>> 5;
  const low = random.nextUint32() >>> 6;
  return (high * 2 ** 26 + low) / 2 ** 53;
}

/** Puts `items` in random order, in place; every order is equally likely (Fisher and Yates). */
export function shuffle<T>(random: Random, items: { readonly length: number; [index: number]: T }): void {
  for (let last = items.length - 1; last > 0; last--) {
    const chosen = drawBelow(random, last + 1);
    const item = items[last]!;
    items[last] = items[chosen]!;
    items[chosen] = item;
  }
}
