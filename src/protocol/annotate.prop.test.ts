import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatEndpoint } from './address.ts';
import { annotate } from './annotate.ts';
import type { Block, Span } from './annotation.ts';
import { decodeAttributes } from './attributes.ts';
import { encodeMessage } from './encoder.ts';
import type { Accepts } from './header.ts';
import { concatenate } from './octets.ts';
import { legalMessage, mutate, mutations } from './testing/arbitraries.ts';
import { decodePieces, fromHex, toPlain } from './testing/decoding.ts';

/** The laws of the annotator: every octet has one name, and its verdict is the decoder's. */

interface Stretch {
  readonly offset: number;
  readonly length: number;
}

/** Each begins where the one before ended, none is empty, and the last one ends at the end. */
function expectTiling(tiles: readonly Stretch[], { offset, length }: Stretch): void {
  let at = offset;
  for (const tile of tiles) {
    expect(tile.offset).toBe(at);
    expect(tile.length).toBeGreaterThan(0);
    at += tile.length;
  }
  expect(at).toBe(offset + length);
}

function expectTiledSpans(spans: readonly Span[], whole: Stretch): void {
  expectTiling(spans, whole);
  for (const span of spans) if (span.parts !== undefined) expectTiledSpans(span.parts, span);
}

function expectLaws(octets: Uint8Array, accepts: Accepts): void {
  const blocks = annotate(octets, accepts);
  expectTiling(blocks, { offset: 0, length: octets.length });
  for (const block of blocks) {
    expectTiledSpans(block.spans, block);
    expectInside(block);
  }
  expect(verdictOf(blocks)).toEqual(decodePieces(accepts, [octets]));
  const after = blocks.findIndex(({ kind }) => kind !== 'message');
  expect(blocks.slice(after < 0 ? blocks.length : after).map(({ kind }) => kind)).toBeOneOf([
    [],
    ['violation'],
    ['violation', 'unread'],
    ['unfinished'],
  ]);
}

/** Marks and remarks point into their block, or just behind it. */
function expectInside(block: Block): void {
  const marks = block.kind === 'message' ? block.remarks : block.kind === 'violation' ? [block.mark] : [];
  for (const { offset, length } of marks) {
    expect(offset).toBeGreaterThanOrEqual(block.offset);
    expect(offset + length).toBeLessThanOrEqual(block.offset + block.length);
  }
}

/** What the blocks say of the octets, in the form of a decoder's verdict. */
function verdictOf(blocks: readonly Block[]): ReturnType<typeof decodePieces> {
  return {
    messages: blocks.flatMap((block) => (block.kind === 'message' ? [toPlain(block.message)] : [])),
    violation: blocks.flatMap((block) => (block.kind === 'violation' ? [block.violation] : []))[0],
    begun: blocks.flatMap((block) => (block.kind === 'unfinished' ? [block.encoding] : []))[0],
  };
}

const readers = fc.constantFrom<Accepts>('requests', 'answers', 'any');

describe('every octet has one name, and the verdict is that of the decoder', () => {
  test('for messages, good and bad, one behind the other', () => {
    const part = fc.tuple(legalMessage(), fc.option(mutations, { freq: 2, nil: undefined }));
    fc.assert(
      fc.property(readers, fc.array(part, { maxLength: 4 }), (accepts, parts) => {
        const octets = parts.map(([message, changes]) => {
          const written = encodeMessage(message);
          return changes === undefined ? written : mutate(written, changes);
        });
        expectLaws(concatenate(octets), accepts);
      }),
      { numRuns: 500 },
    );
  });

  test('for any octets', () => {
    const beginning = fc.constantFrom('', 'PSAP/1 ', 'PSAP/1 COMMAND CONNECTION SYN\r\n', '\x89P\x01', '\x89P\x01\x00');
    fc.assert(
      fc.property(readers, beginning, fc.uint8Array({ maxLength: 200 }), (accepts, start, rest) => {
        expectLaws(concatenate([Uint8Array.from(start, (char) => char.charCodeAt(0)), rest]), accepts);
      }),
      { numRuns: 500 },
    );
  });

  test('for every vector, whole and cut off anywhere in its header', () => {
    const file = new URL('../../spec/vectors/psap-vectors.json', import.meta.url);
    const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as {
      vectors: { reader: string; octets: { hex: string; times: number }[] }[];
    };
    expect(vectors.length).toBeGreaterThan(150);
    for (const { reader, octets: runs } of vectors) {
      const octets = fromHex(runs.map(({ hex, times }) => hex.repeat(times)).join(''));
      const accepts = reader === 'responder' ? 'requests' : 'answers';
      expectLaws(octets, accepts);
      for (let end = 1; end < Math.min(octets.length, 160); end += 7) expectLaws(octets.subarray(0, end), accepts);
    }
  });
});

test('names and values are those of the message', () => {
  fc.assert(
    fc.property(legalMessage(), (message) => {
      const [block] = annotate(encodeMessage(message));
      const value = (name: string) => block!.spans.find((span) => span.name === name)?.value;
      const { encoding, id, source, destination, body } = message;
      if (encoding === 'text') {
        expect(value('Id')).toBe(`${id}`);
        expect(value('Source')).toBe(formatEndpoint(source));
        expect(value('Destination')).toBe(formatEndpoint(destination));
        expect(value('Length')).toBe(`${body.length}`);
        return;
      }
      expect(value('id')).toBe(`${id}`);
      expect([value('source address'), value('source port')]).toEqual([source.address, `${source.port}`]);
      expect(value('destination address')).toBe(destination.address);
      expect(value('destination port')).toBe(`${destination.port}`);
      expect(value('body length')).toBe(`${body.length}`);
      if (message.name === 'status-request') return;
      const attributes = block!.spans.filter(({ name, parts }) => parts !== undefined && !name.startsWith('unknown'));
      expect(attributes.map((span) => ({ name: span.name, value: span.value }))).toEqual(decodeAttributes(body));
    }),
    { numRuns: 300 },
  );
});

test('of what the encoder writes, the header is never remarked upon', () => {
  fc.assert(
    fc.property(legalMessage(), (message) => {
      const [block] = annotate(encodeMessage(message));
      const remarks = block?.kind === 'message' ? block.remarks : [];
      expect(remarks.filter(({ clause }) => clause === 'TEXT-22')).toEqual([]);
    }),
  );
});
