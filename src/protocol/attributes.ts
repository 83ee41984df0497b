import { MAX_BODY_OCTETS } from './message.ts';
import { cutUtf8, decodeUtf8, encodeUtf8, isUtf8 } from './utf8.ts';
import { type Fault, Faults } from './violation.ts';

/** Attributes of a binary body (clauses ATTR-*): tag (1 octet), length (2 octets), value (UTF-8 text). */

export const tags = {
  WANT: 0x01,
  SERVICE: 0x10,
  TRANSPORT: 0x11,
  PRODUCT: 0x12,
  PRODUCT_VERSION: 0x13,
  BANNER: 0x14,
  DESCRIPTION: 0x15,
  PORT_KIND: 0x16,
  OS_FAMILY: 0x20,
  OS_NAME: 0x21,
  OS_VERSION: 0x22,
  KERNEL: 0x23,
  ARCH: 0x24,
  HOSTNAME: 0x25,
  UPTIME: 0x26,
  ERROR_CODE: 0xf0,
  ERROR_TEXT: 0xf1,
} as const;
export type TagName = keyof typeof tags;

const namesByTag: ReadonlyMap<number, TagName> = new Map(
  Object.entries(tags).map(([name, tag]) => [tag, name as TagName]),
);

export interface Attribute {
  readonly name: TagName;
  readonly value: string;
}

const HEADER_OCTETS = 3;

/** The tag's name, or undefined where version 1 does not know it. */
export function tagName(tag: number): TagName | undefined {
  return namesByTag.get(tag);
}

/** One attribute on the wire: where its value stands in the body. */
export interface AttributeSpan {
  readonly tag: number;
  readonly offset: number;
  readonly valueStart: number;
  readonly valueEnd: number;
}

/** Walks the attributes of a body until its end or until one does not fit; see `judgeAttributes` for what is wrong. */
export function* spanAttributes(body: Uint8Array): Generator<AttributeSpan> {
  let offset = 0;
  while (offset + HEADER_OCTETS <= body.length) {
    const valueStart = offset + HEADER_OCTETS;
    const valueEnd = valueStart + ((body[offset + 1]! << 8) | body[offset + 2]!);
    if (valueEnd > body.length) return;
    yield { tag: body[offset]!, offset, valueStart, valueEnd };
    offset = valueEnd;
  }
}

/** The first thing wrong with a body as a sequence of attributes, or undefined. Offsets count from the body's start. */
export function judgeAttributes(body: Uint8Array): Fault | undefined {
  const faults = new Faults();
  const seen = new Set<number>();
  let end = 0;
  for (const { tag, offset, valueStart, valueEnd } of spanAttributes(body)) {
    end = valueEnd;
    const name = tagName(tag);
    if (tag === 0) faults.add('bad-body', offset, 'a tag from 0x01 to 0xff', 'tag 0x00');
    if (name === undefined) continue;
    if (seen.has(tag) && name !== 'WANT') faults.add('bad-body', offset, `${name} at most once`, `a second ${name}`);
    seen.add(tag);
    if (!isUtf8(body.subarray(valueStart, valueEnd))) {
      faults.add('bad-body', valueStart, `${name} in UTF-8`, 'octets that are not UTF-8');
    }
  }
  if (end < body.length) {
    const left = body.length - end;
    faults.add(
      'bad-body',
      end,
      'attributes up to the end of the body',
      left < HEADER_OCTETS ? `${left} octets left over` : `an attribute longer than the ${left} octets left`,
    );
  }
  return faults.first;
}

/** The known attributes of a well-formed body, in order; unknown tags are skipped. */
export function decodeAttributes(body: Uint8Array): Attribute[] {
  const attributes: Attribute[] = [];
  for (const { tag, valueStart, valueEnd } of spanAttributes(body)) {
    const name = tagName(tag);
    if (name !== undefined) attributes.push({ name, value: decodeUtf8(body.subarray(valueStart, valueEnd)) });
  }
  return attributes;
}

/** The value of the first attribute of that name, or undefined. */
export function findAttribute(attributes: readonly Attribute[], name: TagName): string | undefined {
  return attributes.find((attribute) => attribute.name === name)?.value;
}

/** The attributes as they fit one body: while they are too long, the longest value is cut at its end (INFO-11). */
export function fitAttributes(attributes: readonly Attribute[]): Attribute[] {
  const fitting = [...attributes];
  const octets = fitting.map(({ value }) => encodeUtf8(value));
  let excess = octets.reduce((sum, value) => sum + HEADER_OCTETS + value.length, 0) - MAX_BODY_OCTETS;
  while (excess > 0) {
    const longest = octets.reduce((best, { length }, index) => (length > octets[best]!.length ? index : best), 0);
    const { length } = octets[longest]!;
    const cut = cutUtf8(octets[longest]!, Math.max(0, length - excess));
    excess -= length - cut.length;
    octets[longest] = cut;
    fitting[longest] = { name: fitting[longest]!.name, value: decodeUtf8(cut) };
  }
  return fitting;
}

/** Writes attributes as a body. Throws a RangeError where a value, or the whole, is longer than 65,535 octets. */
export function encodeAttributes(attributes: readonly Attribute[]): Uint8Array {
  const values = attributes.map(({ value }) => encodeUtf8(value));
  const length = values.reduce((sum, value) => sum + HEADER_OCTETS + value.length, 0);
  if (length > MAX_BODY_OCTETS)
    throw new RangeError(`attributes of ${length} octets do not fit a body; shorten their values`);
  const body = new Uint8Array(length);
  let offset = 0;
  attributes.forEach(({ name }, index) => {
    const value = values[index]!;
    body[offset] = tags[name];
    body[offset + 1] = value.length >> 8;
    body[offset + 2] = value.length & 0xff;
    body.set(value, offset + HEADER_OCTETS);
    offset += HEADER_OCTETS + value.length;
  });
  return body;
}
