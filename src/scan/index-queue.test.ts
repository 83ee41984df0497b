import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IndexQueue } from './index-queue.ts';

describe('an index queue', () => {
  it('gives what came first, index 0 too, and undefined once it is empty', () => {
    const queue = new IndexQueue();
    for (const index of [5, 0, 7]) queue.push(index);
    expect([queue.take(), queue.take(), queue.take(), queue.take()]).toEqual([5, 0, 7, undefined]);
    queue.push(8);
    expect([queue.length, queue.take(), queue.length]).toEqual([1, 8, 0]);
  });

  it('behaves as an array that is pushed and shifted', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat())), (steps) => {
        const queue = new IndexQueue();
        const model: number[] = [];
        for (const step of steps) {
          if (step === null) expect(queue.take()).toBe(model.shift());
          else {
            queue.push(step);
            model.push(step);
          }
          expect(queue.length).toBe(model.length);
        }
      }),
    );
  });
});
