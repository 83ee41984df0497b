import type { Random } from '../runtime/random.ts';
import { threefry2x32 } from './threefry.ts';

/*
 * What the second word of the counter says a block is for. Draws are counted in both words and never reach these, so
 * that no fork's key is ever a pair of draws.
 */
const FORK_BY_NUMBER = 0x8000_0000;
const FORK_BY_NAME = 0xc000_0000;

/** Ends a name; greater than any UTF-16 unit, so that no name begins like another whole one. */
const END_OF_NAME = 0x1_0000;

type Key = Uint32Array;

/**
 * Counter-based randomness: draw number n is a function of the seed and n (Threefry-2x32-20), so nothing but the seed
 * decides what is drawn.
 */
export class CounterRandom implements Random {
  /** The seed that a whole family of streams comes from; a fork has the seed of its root. */
  readonly seed: number;
  #key: Key;
  #draws = 0;
  readonly #block = new Uint32Array(2);

  /** Throws a RangeError for a seed that is not a whole number between -(2^53 - 1) and 2^53 - 1. */
  constructor(seed: number) {
    requireWhole('seed', seed);
    this.seed = seed;
    this.#key = Uint32Array.of(lowWord(seed), highWord(seed));
  }

  nextUint32(): number {
    const word = this.#draws & 1;
    if (word === 0) {
      const block = this.#draws / 2;
      threefry2x32(this.#block, this.#key, lowWord(block), highWord(block));
    }
    this.#draws += 1;
    return this.#block[word]!;
  }

  /**
   * An independent stream, decided by the seed and the labels on the way to it: what was drawn before makes no
   * difference, here or there. A name and a number are different labels even where they look alike. Throws a RangeError
   * for a number that is no whole one, as for a seed.
   */
  fork(label: string | number): CounterRandom {
    const stream = new CounterRandom(this.seed);
    stream.#key = typeof label === 'number' ? keyByNumber(this.#key, label) : keyByName(this.#key, label);
    return stream;
  }
}

function keyByNumber(parent: Key, label: number): Key {
  requireWhole('label', label);
  const key = new Uint32Array(2);
  threefry2x32(key, parent, lowWord(label), FORK_BY_NUMBER | (highWord(label) & 0x3fff_ffff));
  return key;
}

function keyByName(parent: Key, name: string): Key {
  const key = parent.slice();
  for (let index = 0; index <= name.length; index++) {
    const unit = index < name.length ? name.charCodeAt(index) : END_OF_NAME;
    threefry2x32(key, key, unit, FORK_BY_NAME | index);
  }
  return key;
}

function lowWord(whole: number): number {
  return whole | 0;
}

function highWord(whole: number): number {
  return Math.floor(whole / 2 ** 32);
}

function requireWhole(name: string, value: number): void {
  if (!Number.isSafeInteger(value)) throw new RangeError(`a ${name} is a whole number below 2^53, got ${value}`);
}
