import type { Random } from '../runtime/random.ts';

const ROUNDS = 4;

/**
 * A random order of the numbers 0 … size-1 that takes no memory: a Feistel network over the smallest square of a power
 * of two that holds them, walked along its cycle until it falls inside (Black and Rogaway, "Ciphers with Arbitrary
 * Finite Domains", 2002).
 */
export class Permutation {
  readonly size: number;
  /** How many values each half of a number has: a power of two. */
  readonly #half: number;
  readonly #keys: Int32Array;

  constructor(size: number, random: Random) {
    this.size = size;
    this.#half = 2 ** Math.max(1, Math.ceil(Math.log2(Math.max(2, size)) / 2));
    this.#keys = Int32Array.from({ length: ROUNDS }, () => random.nextUint32());
  }

  /** The number at a position of the order. */
  at(position: number): number {
    let value = position;
    do {
      value = this.#scramble(value);
    } while (value >= this.size);
    return value;
  }

  #scramble(value: number): number {
    const half = this.#half;
    let left = Math.floor(value / half);
    let right = value - left * half;
    for (let round = 0; round < ROUNDS; round += 1) {
      const scrambled = left ^ (mix(right ^ this.#keys[round]!) & (half - 1));
      left = right;
      right = scrambled;
    }
    return left * half + right;
  }
}

/** The finaliser of MurmurHash3 (Appleby, public domain): every input bit reaches every output bit. */
function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
