import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layOutGrid } from './grid-layout.ts';

const fill = (...runs: readonly (readonly [number, number])[]) =>
  runs.flatMap(([group, length]) => new Array<number>(length).fill(group));

test('whole rows that are all alike fold, and the odd one among them stays in its row', () => {
  expect(layOutGrid(fill([0, 400], [1, 1], [0, 400]), 100)).toEqual([
    { kind: 'band', start: 0, length: 400 },
    { kind: 'cells', start: 400, length: 100 },
    { kind: 'band', start: 500, length: 300 },
    { kind: 'cells', start: 800, length: 1 },
  ]);
});

test('a few alike rows do not', () => {
  expect(layOutGrid(fill([0, 5]), 2)).toEqual([
    { kind: 'cells', start: 0, length: 2 },
    { kind: 'cells', start: 2, length: 2 },
    { kind: 'cells', start: 4, length: 1 },
  ]);
});

test('every port has its place, in order, and a band is all of one group', () => {
  const runs = fc.array(fc.tuple(fc.nat({ max: 2 }), fc.integer({ min: 1, max: 60 })), { maxLength: 12 });
  fc.assert(
    fc.property(runs, fc.integer({ min: 1, max: 12 }), (lengths, columns) => {
      const groups = fill(...lengths);
      let next = 0;
      for (const { kind, start, length } of layOutGrid(groups, columns)) {
        expect(start).toBe(next);
        next += length;
        if (kind === 'band') expect(new Set(groups.slice(start, next)).size).toBe(1);
        else expect(length).toBeLessThanOrEqual(columns);
      }
      expect(next).toBe(groups.length);
    }),
  );
});
