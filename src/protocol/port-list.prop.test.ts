import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expandPorts, formatPortRanges, PortListError, type PortRange, parsePortList } from './port-list.ts';

const port = fc.integer({ min: 1, max: 65_535 });
const range: fc.Arbitrary<PortRange> = fc
  .tuple(port, fc.integer({ min: 0, max: 300 }))
  .map(([first, more]) => ({ first, last: Math.min(first + more, 65_535) }));
const ranges = fc.array(range, { minLength: 1, maxLength: 20 });
const separator = fc.constantFrom(',', ', ', ' ,', '  ,  ');

test('a list means the set of the ports it names, however it is written', () => {
  fc.assert(
    fc.property(ranges, separator, (given, comma) => {
      const text = given.map((one) => formatPortRanges([one])).join(comma);
      const expected = [...new Set(expandPorts(given))].sort((a, b) => a - b);
      expect(expandPorts(parsePortList(text))).toEqual(expected);
    }),
  );
});

test('parsed ranges are sorted and neither overlap nor touch', () => {
  fc.assert(
    fc.property(ranges, (given) => {
      const parsed = parsePortList(formatPortRanges(given));
      parsed.slice(1).forEach((later, index) => {
        expect(later.first).toBeGreaterThan(parsed[index]!.last + 1);
      });
    }),
  );
});

test('format and parse are inverse on parsed ranges', () => {
  fc.assert(
    fc.property(ranges, (given) => {
      const parsed = parsePortList(formatPortRanges(given));
      expect(parsePortList(formatPortRanges(parsed))).toEqual(parsed);
    }),
  );
});

test('any text is a list of ports from 1 to 65535, or an error that points into the text', () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('0', '1', '6', '9', ',', '-', ' ') }));
  fc.assert(
    fc.property(text, (given) => {
      try {
        for (const { first, last } of parsePortList(given))
          expect(1 <= first && first <= last && last <= 65_535).toBe(true);
      } catch (error) {
        if (!(error instanceof PortListError)) throw error;
        expect(error.offset).toBeGreaterThanOrEqual(0);
        expect(error.offset + error.length).toBeLessThanOrEqual(given.length);
      }
    }),
    { numRuns: 1000 },
  );
});
