import { expect, it } from 'vitest';
import { PortRing } from './port-ring.ts';

it('a ring of ports keeps the latest, and gives each in its turn', () => {
  const ring = new PortRing(3);
  for (const port of [1, 2, 3, 4]) ring.put(port);
  const taken = Array.from({ length: 6 }, () => ring.take());
  expect(taken.slice(0, 3).toSorted()).toEqual([2, 3, 4]);
  expect(taken.slice(3)).toEqual(taken.slice(0, 3));
  ring.clear();
  expect(ring.length).toBe(0);
});
