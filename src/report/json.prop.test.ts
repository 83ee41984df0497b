import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toJsonDocument, toJsonPieces } from './json.ts';

/** Plain data as results are made of: undefined for what is not there, times under keys that end in `Ms`. */
const { plain } = fc.letrec((tie) => ({
  plain: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.double({ noNaN: true }),
      fc.boolean(),
      fc.constantFrom(null, '', '\n'),
    ),
    fc.array(tie('plain')),
    fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom('elapsedMs', 'ports')),
      fc.option(tie('plain'), { nil: undefined }),
    ),
  ),
}));

test('a document in pieces is the document', () => {
  fc.assert(
    fc.property(plain, (value) => {
      expect([...toJsonPieces(value)].join('')).toBe(toJsonDocument(value));
    }),
    { numRuns: 500 },
  );
});

test('a long document comes in pieces of a size that can be held', () => {
  const ports = Array.from({ length: 5_000 }, (_, port) => ({ port, state: 'closed', elapsedMs: port / 7 }));
  const scan = { hosts: [{ address: '127.0.0.1', ports }], summary: { closed: 5_000 } };
  const pieces = [...toJsonPieces(scan)];
  expect(pieces.join('')).toBe(toJsonDocument(scan));
  expect(pieces.length).toBeGreaterThan(5);
  for (const piece of pieces) expect(piece.length).toBeLessThan(70_000);
});
