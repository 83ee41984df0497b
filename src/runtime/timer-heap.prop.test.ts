import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type HeapEntry, TimerHeap } from './timer-heap.ts';

/** What happens to a heap: an entry comes with a time, the first one goes, or the entry of a number does. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), dueMs: fc.integer({ min: 0, max: 20 }) }),
  fc.record({ kind: fc.constant('takeFirst' as const) }),
  fc.record({ kind: fc.constant('remove' as const), number: fc.nat(200) }),
);

it('always has on top what a sorted list has', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const heap = new TimerHeap<HeapEntry>();
      const added: HeapEntry[] = [];
      let model: HeapEntry[] = [];
      const remove = (entry: HeapEntry) => {
        heap.remove(entry);
        model = model.filter((other) => other !== entry);
        expect(entry.heapIndex).toBe(-1);
      };
      for (const step of steps) {
        if (step.kind === 'add') {
          const entry = { dueMs: step.dueMs, sequence: added.length, heapIndex: -1 };
          added.push(entry);
          heap.add(entry);
          model = [...model, entry].sort((one, other) => one.dueMs - other.dueMs || one.sequence - other.sequence);
        } else {
          const entry = step.kind === 'takeFirst' ? heap.peek() : added[step.number];
          if (entry !== undefined) remove(entry);
        }
        expect(heap.peek()).toBe(model[0]);
        expect(heap.size).toBe(model.length);
      }
    }),
  );
});
