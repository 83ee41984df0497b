import { describe, expect, it } from 'vitest';
import { drawBelow, drawFraction, shuffle } from './draw.ts';
import type { Random } from './random.ts';

/** Draws these words, in order, and no more. */
function wordsOf(...words: number[]): Random & { left(): number } {
  return { seed: 0, nextUint32: () => words.shift() ?? expect.unreachable(), left: () => words.length };
}

const LARGEST_WORD = 2 ** 32 - 1;

describe('drawBelow', () => {
  it('takes the remainder', () => {
    expect(drawBelow(wordsOf(25), 10)).toBe(5);
    expect(drawBelow(wordsOf(LARGEST_WORD), 1)).toBe(0);
    expect(drawBelow(wordsOf(LARGEST_WORD), 2 ** 32)).toBe(LARGEST_WORD);
    expect(drawBelow(wordsOf(LARGEST_WORD), 256)).toBe(255);
  });

  it('draws again where the remainder would favour small numbers', () => {
    // 2^32 is 10 · 429496729 + 6: the last six words are too many.
    const random = wordsOf(LARGEST_WORD, LARGEST_WORD - 5, LARGEST_WORD - 6, 1);
    expect(drawBelow(random, 10)).toBe(9);
    expect(random.left()).toBe(1);
  });

  it.each([0, -1, 1.5, 2 ** 32 + 1, Number.NaN])('throws for the limit %d', (limit) => {
    expect(() => drawBelow(wordsOf(1), limit)).toThrow(RangeError);
  });
});

describe('drawFraction', () => {
  it('reaches from 0 to just below 1', () => {
    expect(drawFraction(wordsOf(0, 0))).toBe(0);
    expect(drawFraction(wordsOf(2 ** 31, 0))).toBe(0.5);
    expect(drawFraction(wordsOf(LARGEST_WORD, LARGEST_WORD))).toBe(1 - 2 ** -53);
  });
});

describe('shuffle', () => {
  it('has one outcome for each way that the draws can fall', () => {
    const outcomes = new Set<string>();
    for (let first = 0; first < 4; first++) {
      for (let second = 0; second < 3; second++) {
        for (let third = 0; third < 2; third++) {
          const items = ['a', 'b', 'c', 'd'];
          shuffle(wordsOf(first, second, third), items);
          outcomes.add(items.join(''));
        }
      }
    }
    expect(outcomes.size).toBe(24);
  });

  it('takes typed arrays, and nothing for fewer than two items', () => {
    const ports = Uint16Array.of(1, 2, 3);
    shuffle(wordsOf(0, 0), ports);
    expect([...ports]).toEqual([2, 3, 1]);
    shuffle(wordsOf(), []);
    shuffle(wordsOf(), ['alone']);
  });
});
