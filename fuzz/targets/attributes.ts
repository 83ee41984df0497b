import {
  decodeAttributes,
  encodeAttributes,
  findAttribute,
  fitAttributes,
  judgeAttributes,
  spanAttributes,
  tagName,
} from '../../src/protocol/attributes.ts';
import { MAX_BODY_OCTETS } from '../../src/protocol/message.ts';
import { concatenate } from '../../src/protocol/octets.ts';
import { judgeFirstMessage } from '../../src/protocol/testing/reference-judge.ts';
import { bucket, equalOctets } from '../octets.ts';
import { bodySeeds } from '../seeds.ts';
import { promise, type Target } from '../target.ts';
import { attributeTokens } from './decoder.ts';

/**
 * The attributes of a binary body: what is a fault is what the specification calls one; what is none decodes, and what
 * was decoded encodes to the same.
 */
export function attributesTarget(): Target {
  return {
    name: 'attributes',
    seeds: [...bodySeeds(), new Uint8Array(0)],
    tokens: [...attributeTokens, Uint8Array.of(0x77, 0, 1, 0xff), Uint8Array.of(0xc3, 0xa9), Uint8Array.of(0, 0, 0)],
    maxOctets: MAX_BODY_OCTETS,
    extension: 'bin',
    examine,
    repair: repairLengths,
  };
}

function examine(body: Uint8Array): readonly string[] {
  const fault = judgeAttributes(body);
  const isGood = judgeFirstMessage(concatenate([headerOf(body.length), body]), 'answers').kind === 'message';
  promise('judges as the specification reads', isGood === (fault === undefined), () => JSON.stringify(fault ?? 'good'));
  if (fault !== undefined) {
    const isInside = fault.code === 'bad-body' && fault.offset >= 0 && fault.offset < body.length;
    promise('blames an octet of the body', isInside, () => JSON.stringify(fault));
    return [
      fault.expected,
      `${fault.actual.replace(/\d+/g, '#')} behind ${bucket([...spanAttributes(body)].length)}`,
      `at ${bucket(fault.offset)}`,
    ];
  }

  const spans = [...spanAttributes(body)];
  const coversAll = (spans.at(-1)?.valueEnd ?? 0) === body.length;
  promise('walks to the end of a good body', coversAll, () => JSON.stringify(spans.at(-1)));
  const attributes = decodeAttributes(body);
  const encoded = encodeAttributes(attributes);
  const again = decodeAttributes(encoded);
  const isSame =
    again.length === attributes.length &&
    again.every(({ name, value }, index) => name === attributes[index]!.name && value === attributes[index]!.value);
  promise('decodes what it encodes', isSame, () => JSON.stringify({ attributes, again }));
  const unknown = spans.filter(({ tag }) => tagName(tag) === undefined).length;
  const isExact = unknown > 0 || equalOctets(encoded, body);
  promise('encodes what it decoded, octet for octet', isExact, () => JSON.stringify(attributes));
  for (const { name, value } of attributes) {
    const found = findAttribute(attributes, name);
    promise('finds each attribute', name === 'WANT' || found === value, () => `${name}: ${found}`);
  }
  fitTwice(attributes);

  const names = attributes.map(({ name }) => name);
  return [
    names.slice(0, 2).join(),
    `${bucket(attributes.length)} known, ${bucket(unknown)} unknown`,
    ...attributes.map(({ name, value }) => `${name} of ${bucket(value.length)}`),
  ];
}

/** All attributes, and as many again: they are cut until they fit one body (INFO-11). */
function fitTwice(attributes: ReturnType<typeof decodeAttributes>): void {
  if (attributes.length > 200) return;
  const doubled = [...attributes, ...attributes];
  const fitting = fitAttributes(doubled);
  const { length } = encodeAttributes(fitting);
  const isCut = fitting.every(({ name, value }, index) => {
    return name === doubled[index]!.name && doubled[index]!.value.startsWith(value);
  });
  promise('cuts attributes at their ends, to fit', isCut && length <= MAX_BODY_OCTETS, () => `${length} octets`);
}

/** DATA GET ACK, with a body of so many octets. */
function headerOf(length: number): Uint8Array {
  const header = new Uint8Array(48);
  header.set([0x89, 0x50, 1, 1, 0x0a, 1, length >> 8, length & 0xff]);
  header[29] = 1;
  header[47] = 1;
  return header;
}

/** Makes the last attribute end where the body does. */
function repairLengths(body: Uint8Array): Uint8Array {
  let offset = 0;
  for (const { valueEnd } of spanAttributes(body)) offset = valueEnd;
  const left = body.length - offset;
  if (left < 3) return body.subarray(0, offset);
  body[offset + 1] = (left - 3) >> 8;
  body[offset + 2] = (left - 3) & 0xff;
  return body;
}
