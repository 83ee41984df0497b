import { describe, expect, it } from 'vitest';
import { CounterRandom } from './random.ts';

function draw(random: CounterRandom, count: number): number[] {
  return Array.from({ length: count }, () => random.nextUint32());
}

/** How far `counts` are from being equal; its mean is the number of counts less one. */
function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** Draws that have 256 equally likely values, counted by value. */
function countsOf256(values: Iterable<number>): number[] {
  const counts = new Array<number>(256).fill(0);
  for (const value of values) counts[value]! += 1;
  return counts;
}

/** What chi-square with 255 degrees of freedom exceeds once in a thousand seeds. */
const ONE_IN_A_THOUSAND = 330.5;

describe('CounterRandom', () => {
  it.each([
    { stream: new CounterRandom(0), words: [1797259609, 2579123966, 1351547692, 3235790642] },
    { stream: new CounterRandom(7), words: [3901892970, 3158004665, 2964889903, 1334547408] },
    { stream: new CounterRandom(Number.MAX_SAFE_INTEGER), words: [1874650485, 3796072771] },
    { stream: new CounterRandom(-1), words: [1094285764, 1314454335] },
    { stream: new CounterRandom(7).fork('latency'), words: [47567801, 1152366730] },
    { stream: new CounterRandom(7).fork(80), words: [4030451742, 3262257946] },
  ])('draws what it always drew: $words', ({ stream, words }) => {
    expect(draw(stream, words.length)).toEqual(words);
  });

  it('draws the words of Threefry for the seed as key and the number of the draw as counter', () => {
    expect(draw(new CounterRandom(0), 2)).toEqual([0x6b200159, 0x99ba4efe]);
  });

  it('forks alike whatever was drawn before, and draws alike whatever was forked', () => {
    const fresh = new CounterRandom(7);
    const used = new CounterRandom(7);
    const [first] = draw(used, 1001);
    expect(draw(used.fork('x'), 10)).toEqual(draw(fresh.fork('x'), 10));
    expect(draw(fresh, 1)).toEqual([first]);
  });

  it('keeps the seed of its root', () => {
    expect(new CounterRandom(7).fork('host').fork(3).seed).toBe(7);
  });

  it('gives every seed and every path of labels a stream of its own', () => {
    const seeds = [0, 1, -1, 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
    const root = new CounterRandom(7);
    const streams = [
      ...seeds.map((seed) => new CounterRandom(seed)),
      ...seeds.map((label) => root.fork(label)),
      root,
      root.fork(''),
      root.fork('0'),
      root.fork('a'),
      root.fork('b'),
      root.fork('ab'),
      root.fork('a').fork('b'),
      root.fork('b').fork('a'),
      root.fork('a').fork(''),
      root.fork('').fork('a'),
    ];
    const beginnings = streams.map((stream) => draw(stream, 2).join());
    expect(new Set(beginnings).size).toBe(streams.length);
  });

  it.each([0.5, Number.NaN, 2 ** 53])('throws for the seed or label %d', (value) => {
    expect(() => new CounterRandom(value)).toThrow(RangeError);
    expect(() => new CounterRandom(7).fork(value)).toThrow(RangeError);
  });

  it.each([0, 8, 16, 24])('is uniform in the eight bits from bit %d', (shift) => {
    const words = draw(new CounterRandom(1), 100_000);
    expect(chiSquare(countsOf256(words.map((word) => (word >>> shift) & 0xff)))).toBeLessThan(ONE_IN_A_THOUSAND);
  });

  it('is uniform across neighbouring forks, and in pairs of neighbouring draws', () => {
    const root = new CounterRandom(1);
    const firstDraws = Array.from({ length: 100_000 }, (_, number) => root.fork(number).nextUint32() >>> 24);
    expect(chiSquare(countsOf256(firstDraws))).toBeLessThan(ONE_IN_A_THOUSAND);
    const words = draw(root, 100_001);
    const pairs = words.slice(1).map((word, index) => ((words[index]! >>> 28) << 4) | (word >>> 28));
    expect(chiSquare(countsOf256(pairs))).toBeLessThan(ONE_IN_A_THOUSAND);
  });
});
