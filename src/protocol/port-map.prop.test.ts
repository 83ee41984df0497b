import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findPortOverlaps, PortMap, type PortMapEntry } from './port-map.ts';

// Ports from a small span, so that ranges meet often.
const port = fc.integer({ min: 1, max: 200 });
const entry: fc.Arbitrary<PortMapEntry<number>> = fc
  .tuple(port, fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1 }))
  .map(([first, more, value]) => ({ first, last: first + more, value }));

const covers = (range: PortMapEntry<number>, port: number) => range.first <= port && port <= range.last;

test('a lookup agrees with a walk over the entries', () => {
  const disjoint = fc.uniqueArray(entry, { comparator: (a, b) => a.first <= b.last && b.first <= a.last });
  fc.assert(
    fc.property(disjoint, port, (entries, asked) => {
      const found = entries.find((one) => covers(one, asked));
      expect(new PortMap(entries, 0).get(asked)).toBe(found?.value ?? 0);
    }),
    { numRuns: 500 },
  );
});

test('a map can be built exactly where no port has two entries', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 6 }), (entries) => {
      const clash = Array.from({ length: 220 }, (_, port) => entries.filter((one) => covers(one, port)).length > 1);
      expect(findPortOverlaps(entries).length > 0).toBe(clash.includes(true));
      for (const [one, other] of findPortOverlaps(entries)) {
        expect(one.first <= other.last && other.first <= one.last).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});
