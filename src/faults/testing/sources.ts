import type { Random } from '../../runtime/random.ts';

/** A small seeded generator (mulberry32), enough to decide about jitter and sizes in tests. */
export function seededRandom(seed: number): Random {
  let state = seed;
  return {
    seed,
    nextUint32() {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return (mixed ^ (mixed >>> 14)) >>> 0;
    },
  };
}
