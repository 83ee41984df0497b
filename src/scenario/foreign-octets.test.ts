import { expect, test } from 'vitest';
import { CounterRandom } from '../sim/random.ts';
import { drawGarbage, tellsForeign } from './foreign-octets.ts';

test.each<[string, boolean]>([
  ['SSH-2.0', true],
  ['S', true],
  ['PONG', true],
  ['P', false],
  ['PSAP/1 ', false],
  ['PSAP/9 ', false],
  ['', false],
])('%j shows that it is not PSAP: %s', (text, foreign) => {
  expect(tellsForeign(new TextEncoder().encode(text))).toBe(foreign);
});

test('garbage is of the wanted length, never PSAP, and the same for the same seed', () => {
  const octets = Array.from({ length: 2_000 }, (_, seed) => drawGarbage(new CounterRandom(seed), 1)[0]!);
  // Every octet but the first of either encoding turns up.
  expect(new Set(octets).size).toBe(254);
  expect([0x50, 0x89].some((first) => octets.includes(first))).toBe(false);
  const [one, same, other] = [7, 7, 8].map((seed) => drawGarbage(new CounterRandom(seed), 64));
  expect(one).toHaveLength(64);
  expect(one).toEqual(same);
  expect(one).not.toEqual(other);
});
