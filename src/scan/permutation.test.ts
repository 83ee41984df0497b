import { describe, expect, it } from 'vitest';
import { CounterRandom } from '../sim/random.ts';
import { Permutation } from './permutation.ts';

function orderOf(size: number, seed: number): number[] {
  const permutation = new Permutation(size, new CounterRandom(seed));
  return Array.from({ length: size }, (_, position) => permutation.at(position));
}

describe('a permutation', () => {
  it.each([0, 1, 2, 3, 4, 5, 15, 16, 17, 255, 256, 257, 1_000, 65_535])('of %d numbers has each once', (size) => {
    expect(orderOf(size, 7).sort((one, other) => one - other)).toEqual(Array.from({ length: size }, (_, n) => n));
  });

  it('depends on the seed', () => {
    expect(orderOf(1_000, 1)).not.toEqual(orderOf(1_000, 2));
  });

  it('reaches every order of three, and none far too often', () => {
    const times = new Map<string, number>();
    for (let seed = 0; seed < 3_000; seed += 1) {
      const order = orderOf(3, seed).join('');
      times.set(order, (times.get(order) ?? 0) + 1);
    }
    expect([...times.keys()].sort()).toEqual(['012', '021', '102', '120', '201', '210']);
    for (const each of times.values()) expect(each).toBeGreaterThan(250);
  });

  it('scatters neighbours: a scan does not walk up the ports', () => {
    const order = orderOf(65_535, 42);
    const neighbours = order.filter((number, position) => Math.abs(number - (order[position - 1] ?? -9)) === 1);
    expect(neighbours.length).toBeLessThan(20);
    const firstHalf = order.slice(0, 32_768).filter((number) => number < 32_768);
    expect(firstHalf.length).toBeGreaterThan(15_900);
    expect(firstHalf.length).toBeLessThan(16_900);
  });
});
