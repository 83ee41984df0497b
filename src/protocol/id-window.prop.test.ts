import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IdWindow } from './id-window.ts';
import { MAX_ID } from './message.ts';

/** A window is a map by id that remembers in which order the values came, at the turn of the ids too. */

const steps = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('add' as const), count: fc.integer({ min: 1, max: 6 }) }) },
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('take' as const), nth: fc.nat(30) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('look' as const), id: fc.nat(MAX_ID) }) },
  ),
  { maxLength: 80 },
);
const firstId = fc.oneof(fc.constant(1), fc.integer({ min: MAX_ID - 20, max: MAX_ID }));

test('a window holds what a map by id would hold', () => {
  fc.assert(
    fc.property(firstId, steps, (first, all) => {
      const window = new IdWindow<string>(first);
      const map = new Map<number, string>();
      let id = first;
      for (const step of all) {
        if (step.kind === 'add') {
          for (let count = 0; count < step.count; count += 1) {
            expect(window.nextId).toBe(id);
            map.set(id, `value ${id}`);
            window.add(`value ${id}`);
            id = id === MAX_ID ? 1 : id + 1;
          }
        } else {
          const ids = [...map.keys()];
          const wanted = step.kind === 'look' ? step.id : (ids[step.nth % ids.length] ?? id);
          expect(window.get(wanted)).toBe(map.get(wanted));
          expect(window.take(wanted)).toBe(map.get(wanted));
          expect(window.take(wanted)).toBeUndefined();
          map.delete(wanted);
        }
        const [oldest] = map.keys();
        expect([window.size, window.oldestId, window.ids()]).toEqual([map.size, oldest, [...map.keys()]]);
        expect(window.get(0)).toBeUndefined();
      }
    }),
    { numRuns: 300 },
  );
});
