import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Attribute,
  decodeAttributes,
  encodeAttributes,
  findAttribute,
  fitAttributes,
  judgeAttributes,
  type TagName,
  tagName,
  tags,
} from './attributes.ts';
import { MAX_BODY_OCTETS } from './message.ts';
import { concatenate } from './octets.ts';
import { attributeOctets, encode } from './testing/arbitraries.ts';

const anyTagName = fc.constantFrom(...(Object.keys(tags) as TagName[]));
const anyAttribute: fc.Arbitrary<Attribute> = fc.record({ name: anyTagName, value: fc.string({ unit: 'binary' }) });

describe('attributes', () => {
  test('are the seventeen of the table (ATTR-2)', () => {
    expect(Object.entries(tags).map(([name, tag]) => `${tag.toString(16)} ${name}`)).toEqual([
      '1 WANT',
      '10 SERVICE',
      '11 TRANSPORT',
      '12 PRODUCT',
      '13 PRODUCT_VERSION',
      '14 BANNER',
      '15 DESCRIPTION',
      '16 PORT_KIND',
      '20 OS_FAMILY',
      '21 OS_NAME',
      '22 OS_VERSION',
      '23 KERNEL',
      '24 ARCH',
      '25 HOSTNAME',
      '26 UPTIME',
      'f0 ERROR_CODE',
      'f1 ERROR_TEXT',
    ]);
    expect(tagName(0x10)).toBe('SERVICE');
    expect(tagName(0x02)).toBeUndefined();
  });

  test('come back from their octets, in order', () => {
    fc.assert(
      fc.property(fc.array(anyAttribute, { maxLength: 8 }), (attributes) => {
        expect(decodeAttributes(encodeAttributes(attributes))).toEqual(attributes);
      }),
    );
  });

  test('are tag, length in network byte order, value (ATTR-2)', () => {
    const value = 'x'.repeat(258);
    expect(encodeAttributes([{ name: 'BANNER', value }]).subarray(0, 4)).toEqual(Uint8Array.of(0x14, 1, 2, 0x78));
  });

  test('of unknown tags are skipped, wherever they stand (ATTR-4)', () => {
    const unknown = attributeOctets(0x02, Uint8Array.of(0xff, 0xfe));
    const service = attributeOctets(tags.SERVICE, encode('http'));
    const body = concatenate([unknown, service, unknown]);
    expect(judgeAttributes(body)).toBeUndefined();
    expect(decodeAttributes(body)).toEqual([{ name: 'SERVICE', value: 'http' }]);
  });

  test('the first of a name is found', () => {
    const attributes = decodeAttributes(encodeAttributes([{ name: 'WANT', value: 'os' }]));
    expect(findAttribute(attributes, 'WANT')).toBe('os');
    expect(findAttribute(attributes, 'SERVICE')).toBeUndefined();
  });

  test('that do not fit a body are not written', () => {
    const fits = { name: 'BANNER', value: 'x'.repeat(MAX_BODY_OCTETS - 3) } as const;
    expect(encodeAttributes([fits])).toHaveLength(MAX_BODY_OCTETS);
    expect(() => encodeAttributes([{ ...fits, value: `${fits.value}x` }])).toThrow(RangeError);
  });
});

describe('judging a body', () => {
  test.each([
    ['tag 0 (ATTR-5)', [attributeOctets(tags.WANT, encode('os')), attributeOctets(0, encode('x'))], 5],
    ['a second SERVICE (ATTR-7)', [attributeOctets(0x10, encode('a')), attributeOctets(0x10, encode('b'))], 4],
    ['a value that is not UTF-8 (ATTR-8)', [attributeOctets(0x10, Uint8Array.of(0xc0, 0x80))], 3],
    ['a value past the end (ATTR-6)', [attributeOctets(1, encode('os')), Uint8Array.of(0x10, 0, 2, 0x78)], 5],
    ['a length cut off (ATTR-6)', [attributeOctets(1, encode('os')), Uint8Array.of(0x10, 0)], 5],
    ['a tag alone (ATTR-6)', [Uint8Array.of(0x77)], 0],
    ['an unknown tag past the end (ATTR-6)', [Uint8Array.of(0x77, 0, 1)], 0],
  ])('%s is bad-body', (_, parts, offset) => {
    expect(judgeAttributes(concatenate(parts))).toMatchObject({ code: 'bad-body', offset });
  });

  test('of two faults the first counts', () => {
    const body = concatenate([attributeOctets(0, encode('x')), Uint8Array.of(0x10, 0)]);
    expect(judgeAttributes(body)).toMatchObject({ offset: 0 });
  });

  test('WANT may be repeated, and be empty (ATTR-7)', () => {
    const want = attributeOctets(tags.WANT, encode(''));
    expect(judgeAttributes(concatenate([want, want]))).toBeUndefined();
  });

  test('never throws, and what it accepts can be read', () => {
    const nearly = fc.array(fc.tuple(fc.constantFrom(0, 1, 0x02, 0x10, 0x14), fc.uint8Array({ maxLength: 4 })));
    const body = fc.tuple(nearly, fc.uint8Array({ maxLength: 4 })).map(([attributes, rest]) => {
      return concatenate([...attributes.map(([tag, value]) => attributeOctets(tag, value)), rest]);
    });
    fc.assert(
      fc.property(body, (octets) => {
        if (judgeAttributes(octets) === undefined) decodeAttributes(octets);
      }),
      { numRuns: 500 },
    );
  });
});

describe('attributes that are too much for one body (INFO-11)', () => {
  test('are left as they are where they fit', () => {
    const attributes: Attribute[] = [{ name: 'SERVICE', value: 'http' }];
    expect(fitAttributes(attributes)).toEqual(attributes);
  });

  test('lose the end of the longest value', () => {
    const attributes: Attribute[] = [
      { name: 'SERVICE', value: 'http' },
      { name: 'BANNER', value: 'é'.repeat(40_000) },
      { name: 'DESCRIPTION', value: 'short' },
    ];
    const [service, banner, description] = fitAttributes(attributes);
    expect([service, description]).toEqual([attributes[0], attributes[2]]);
    expect(banner?.value).toBe('é'.repeat((MAX_BODY_OCTETS - 3 * 3 - 4 - 5) >> 1));
  });

  test('always fit, keep their names, and stay the beginning of what they were', () => {
    const long = fc
      .tuple(anyTagName, fc.constantFrom('x', 'é', '€', '😀'), fc.nat(30_000))
      .map(([name, character, count]) => ({ name, value: character.repeat(count) }));
    fc.assert(
      fc.property(fc.array(long, { maxLength: 6 }), (attributes) => {
        const fitted = fitAttributes(attributes);
        encodeAttributes(fitted);
        expect(fitted.map(({ name }) => name)).toEqual(attributes.map(({ name }) => name));
        for (const [index, { value }] of fitted.entries())
          expect(attributes[index]!.value.startsWith(value)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
