import { describe, expect, it } from 'vitest';
import { CounterRandom } from '../sim/random.ts';
import { Permutation } from './permutation.ts';
import { ProbeQueue } from './probe-queue.ts';

function queueOf(size: number): { queue: ProbeQueue; order: number[] } {
  const permutation = new Permutation(size, new CounterRandom(3));
  const order = Array.from({ length: size }, (_, position) => permutation.at(position));
  return { queue: new ProbeQueue(permutation), order };
}

describe('a probe queue', () => {
  it('gives the whole order, and then nothing', () => {
    const { queue, order } = queueOf(5);
    expect(Array.from({ length: 6 }, () => queue.take())).toEqual([...order, undefined]);
    expect(queue.isEmpty).toBe(true);
  });

  it('gives what is asked again first, and what was put back last', () => {
    const { queue, order } = queueOf(3);
    expect(queue.take()).toBe(order[0]);
    queue.putBack(10);
    queue.pushAgain(20);
    queue.pushAgain(21);
    expect(queue.takeAll()).toEqual([20, 21, order[1], order[2], 10]);
    expect(queue.isEmpty).toBe(true);
    queue.putBack(11);
    expect(queue.isEmpty).toBe(false);
    expect(queue.takeAll()).toEqual([11]);
  });

  it('is empty from the start where the order is', () => {
    expect(queueOf(0).queue.isEmpty).toBe(true);
  });
});
