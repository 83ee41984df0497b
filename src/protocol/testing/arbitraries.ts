import fc from 'fast-check';
import type { Endpoint } from '../address.ts';
import { type TagName, tags } from '../attributes.ts';
import { errorCodes } from '../errors.ts';
import {
  type Encoding,
  MAX_BODY_OCTETS,
  MAX_ID,
  type Message,
  type MessageName,
  messageForms,
  messageNames,
  NO_BODY,
} from '../message.ts';
import { concatenate } from '../octets.ts';

/** What the laws of the codec are tried on. Nothing here asks the code under test how a message is spelled. */

export interface AddressSample {
  /** As the specification spells it. */
  readonly text: string;
  /** As it stands in the binary encoding. */
  readonly octets: Uint8Array;
}

const octet = fc.nat(255);

export const ipv4Sample: fc.Arbitrary<AddressSample> = fc
  .tuple(octet, octet, octet, octet)
  .map((parts) => ({ text: parts.join('.'), octets: Uint8Array.of(...Array(10).fill(0), 0xff, 0xff, ...parts) }));

/** IPv6 with runs of zero groups of every length and place; never an IPv4-mapped one. */
export const ipv6Sample: fc.Arbitrary<AddressSample> = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(0xf), fc.nat(0xffff)), {
    minLength: 8,
    maxLength: 8,
  })
  .filter((groups) => groups.slice(0, 5).some((group) => group > 0) || groups[5] !== 0xffff)
  .map((groups) => ({
    text: spellIpv6(groups),
    octets: Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 0xff])),
  }));

/** URLs spell IPv6 as RFC 5952 does, but for IPv4-mapped addresses. */
function spellIpv6(groups: readonly number[]): string {
  const loose = groups.map((group) => group.toString(16)).join(':');
  return new URL(`http://[${loose}]/`).hostname.slice(1, -1);
}

export const addressSample = fc.oneof(ipv4Sample, ipv6Sample);

const port = fc.oneof(fc.integer({ min: 1, max: 65_535 }), fc.constantFrom(1, 80, 65_535));
const id = fc.oneof(fc.nat(1_000), fc.integer({ min: 0, max: MAX_ID }), fc.constantFrom(0, 2 ** 31, MAX_ID));

/** The two addresses of a message may be of different families (ADDR-4). */
export const endpoint: fc.Arbitrary<Endpoint> = fc.record({ address: addressSample.map(({ text }) => text), port });

/** Text of any characters, those outside the BMP and the control characters too. */
const anyText = fc.string({ unit: 'binary', maxLength: 40 });
const shortValue = fc.oneof(fc.constant(''), fc.string({ maxLength: 12 }), anyText).map(encode);

/** Text of exactly so many octets, its last character of two. */
export function textOfOctets(length: number): Uint8Array {
  const octets = new Uint8Array(length).fill(0x2e);
  if (length >= 2) octets.set([0xc3, 0xa9], length - 2);
  return octets;
}

const edgeLength = fc.constantFrom(1, 255, 256, 4_096, MAX_BODY_OCTETS - 1, MAX_BODY_OCTETS);
const greeting = fc.oneof({ weight: 12, arbitrary: anyText.map(encode) }, edgeLength.map(textOfOctets));

/** An attribute's octets, whatever its tag. */
export function attributeOctets(tag: number, value: Uint8Array): Uint8Array {
  return concatenate([Uint8Array.of(tag, value.length >> 8, value.length & 0xff), value]);
}

const knownTags = new Set<number>(Object.values(tags));
const unknownAttribute = fc
  .tuple(
    fc.integer({ min: 1, max: 255 }).filter((tag) => !knownTags.has(tag)),
    fc.uint8Array({ maxLength: 9 }),
  )
  .map(([tag, value]) => attributeOctets(tag, value));

/** Attributes in any order: those demanded, some other known ones at most once, unknown ones that may repeat. */
function attributesWith(required: fc.Arbitrary<readonly Uint8Array[]>): fc.Arbitrary<Uint8Array> {
  const others = fc
    .uniqueArray(fc.constantFrom(...optionalTags), { maxLength: 4 })
    .chain((chosen) => fc.tuple(...chosen.map((tag) => shortValue.map((value) => attributeOctets(tag, value)))));
  return fc
    .tuple(required, others, fc.array(unknownAttribute, { maxLength: 2 }))
    .chain((groups) => fc.shuffledSubarray(groups.flat(), { minLength: groups.flat().length }))
    .map(concatenate);
}

const asked: readonly TagName[] = ['WANT', 'SERVICE', 'TRANSPORT', 'OS_FAMILY', 'ERROR_CODE'];
const optionalTags = Object.entries(tags).flatMap(([name, tag]) => (asked.includes(name as TagName) ? [] : [tag]));

const want = fc.constantFrom('port', 'os').map((value) => attributeOctets(tags.WANT, encode(value)));
const errorCode = fc.constantFrom(...errorCodes);

/** One attribute that fills the whole body. */
const fullAttributes = fc
  .constantFrom(tags.BANNER, 0x77)
  .map((tag) => attributeOctets(tag, textOfOctets(MAX_BODY_OCTETS - 3)));

const textError = fc.oneof(
  errorCode.map(encode),
  fc.tuple(errorCode, anyText).map(([code, text]) => encode(`${code} ${text}`)),
);
const binaryError = attributesWith(errorCode.map((code) => [attributeOctets(tags.ERROR_CODE, encode(code))]));

const bodies: Readonly<Record<MessageName, (encoding: Encoding) => fc.Arbitrary<Uint8Array>>> = {
  'status-request': () => greeting,
  open: () => fc.constant(NO_BODY),
  closed: () => fc.constant(NO_BODY),
  'status-error': (encoding) => (encoding === 'text' ? textError : binaryError),
  'information-request': () => attributesWith(fc.array(want, { minLength: 1, maxLength: 3 })),
  information: () =>
    fc.oneof(
      {
        weight: 12,
        arbitrary: attributesWith(
          fc
            .tuple(shortValue, shortValue)
            .map(([service, family]) => [
              attributeOctets(tags.SERVICE, service),
              attributeOctets(tags.TRANSPORT, encode('tcp')),
              attributeOctets(tags.OS_FAMILY, family),
            ]),
        ),
      },
      fullAttributes,
    ),
  refusal: () => binaryError,
  end: () => fc.constant(NO_BODY),
};

const encoding = fc.constantFrom<Encoding>('text', 'binary');

/** Legal messages of MSG-5, every name in every encoding that can carry it. */
export function legalMessage(names: readonly MessageName[] = messageNames): fc.Arbitrary<Message> {
  return fc
    .tuple(fc.constantFrom(...names), encoding)
    .map(([name, wished]) => ({ name, encoding: messageForms[name].kind === 'GET' ? 'binary' : wished }) as const)
    .chain((form) =>
      fc.record({
        name: fc.constant(form.name),
        encoding: fc.constant(form.encoding),
        id,
        source: endpoint,
        destination: endpoint,
        body: bodies[form.name](form.encoding),
      }),
    );
}

/** The messages that a responder reads. */
export const legalRequest = legalMessage(['status-request', 'information-request', 'end']);

/** A place in octets of any length, as a share of it; every place as likely. */
export const place = fc.nat(1_000_000).map((millionths) => millionths / 1_000_000);

/** A way to cut octets: the places where they are cut. */
export const cuts = fc.array(place, { maxLength: 12 });

/** The pieces of `octets`, cut at those places; some may be empty. */
export function cutAt(octets: Uint8Array, places: readonly number[]): Uint8Array[] {
  const offsets = places.map((place) => Math.round(place * octets.length)).sort((one, other) => one - other);
  return [0, ...offsets].map((start, index) => octets.slice(start, offsets[index] ?? octets.length));
}

interface Mutation {
  readonly kind: 'replace' | 'flip' | 'insert' | 'remove' | 'repeat' | 'truncate';
  readonly place: number;
  readonly octet: number;
  readonly count: number;
}

/** Octets that mean something in either encoding are likelier than others. */
const tellingOctet = fc.constantFrom(...[0x00, 0x01, 0x02, 0x09, 0x0a, 0x0d, 0x20, 0x2b, 0x30, 0x3a], 0x50, 0x89, 0xff);

/** What to change in a message, for `mutate`. */
export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('replace', 'flip', 'insert', 'remove', 'repeat', 'truncate'),
    place,
    octet: fc.oneof(tellingOctet, octet),
    count: fc.integer({ min: 1, max: 30 }),
  }),
  { minLength: 1, maxLength: 4 },
);

/** Most of a message is body, so half of the places are among the first 160 octets. */
export function mutate(octets: Uint8Array, changes: readonly Mutation[]): Uint8Array {
  return changes.reduce(mutateOnce, octets);
}

function mutateOnce(before: Uint8Array, { kind, place, octet: value, count }: Mutation): Uint8Array {
  const reach = count % 2 === 0 ? before.length : Math.min(before.length, 160);
  const at = Math.floor(place * reach);
  const [head, tail] = [before.subarray(0, at), before.subarray(at)];
  switch (kind) {
    case 'replace':
      return concatenate([head, Uint8Array.of(value), tail.subarray(1)]);
    case 'flip':
      return concatenate([head, Uint8Array.of((tail[0] ?? 0) ^ (1 << (count % 8))), tail.subarray(1)]);
    case 'insert':
      return concatenate([head, Uint8Array.of(value), tail]);
    case 'remove':
      return concatenate([head, tail.subarray(count)]);
    case 'repeat':
      return concatenate([head, tail.subarray(0, count), tail]);
    case 'truncate':
      return head;
  }
}

export function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
