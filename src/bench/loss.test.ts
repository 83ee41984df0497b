import { expect, test } from 'vitest';
import { loseSome } from './loss.ts';

const ports = Array.from({ length: 2_000 }, (_, index) => index + 1);
const blackHole = { address: '127.0.0.1', port: 9 };
const lostOf = (seed: number, fraction: number, attempts = 1): string[] => {
  const route = loseSome(ports, fraction, blackHole, seed);
  return Array.from({ length: attempts }, (_, attempt) =>
    ports.filter((port) => route({ address: '127.1.1.1', port }) === blackHole).map((port) => `${port} ${attempt}`),
  ).flat();
};

test('about so many attempts are lost, and other ones at another time', () => {
  const first = lostOf(1, 0.05);
  expect(first.length).toBeGreaterThan(60);
  expect(first.length).toBeLessThan(140);
  const twice = lostOf(1, 0.05, 2);
  expect(twice.slice(0, first.length)).toEqual(first);
  expect(twice.length).toBeLessThan(250);
});

test('the seed decides which, and the order of the attempts does not', () => {
  expect(lostOf(7, 0.05)).toEqual(lostOf(7, 0.05));
  expect(lostOf(7, 0.05)).not.toEqual(lostOf(8, 0.05));
  const backwards = loseSome(ports, 0.05, blackHole, 7);
  const lost = ports.toReversed().filter((port) => backwards({ address: '127.1.1.1', port }) === blackHole);
  expect(lost.toReversed().map((port) => `${port} 0`)).toEqual(lostOf(7, 0.05));
});

test('goes on for as long as there are attempts', () => {
  const late = lostOf(1, 0.05, 1_000 / 5).filter((name) => Number(name.split(' ')[1]) >= 100);
  expect(late.length / (100 * ports.length)).toBeCloseTo(0.05, 2);
});

test('none and all are what they say', () => {
  expect(lostOf(1, 0)).toEqual([]);
  expect(lostOf(1, 1)).toHaveLength(ports.length);
});
