import { type Change, family, type Mutant } from './mutant.ts';
import { type Reading, reading } from './reading.ts';
import { toText } from './wire.ts';

/** Responders that refuse what they have to take. */

/** Refuses text messages whose header or body is so, with bad-header. */
const refusingText = (isRefused: (header: string, body: string) => boolean): Reading => ({
  text: (header, body) => (isRefused(header, body) ? header.replace(/^Id:/im, 'Id;') : header),
});
/** Refuses binary messages that are so, with bad-encoding. */
const refusingBinary = (isRefused: (octets: Uint8Array) => boolean): Reading => ({
  binary: (octets) => {
    if (isRefused(octets)) octets[5] = 0;
    return octets;
  },
});
const refusing = (text: (header: string, body: string) => boolean, binary: (octets: Uint8Array) => boolean): Change =>
  reading({ ...refusingText(text), ...refusingBinary(binary) });
const text = (isRefused: (header: string, body: string) => boolean) => reading(refusingText(isRefused));
const binary = (isRefused: (octets: Uint8Array) => boolean) => reading(refusingBinary(isRefused));

const names = (header: string) => [...header.matchAll(/^([^:\r\n]+):/gm)].map(([, name = '']) => name);
const canonical = ['id', 'source', 'destination', 'encoding', 'length'];
const isCanonical = (name: string) => canonical.includes(name.toLowerCase());
const id = (header: string) => Number(/^Id: *(\d+)/im.exec(header)?.[1] ?? 0);
const idOf = (octets: Uint8Array) => new DataView(octets.buffer, octets.byteOffset).getUint32(8);
const fieldOf = (header: string, name: string) => new RegExp(`^${name}: *([^\r]*?) *\r`, 'im').exec(header)?.[1] ?? '';
const isV6 = (octets: Uint8Array, at: number) => octets[at + 10] !== 0xff || octets.subarray(at, at + 10).some(Boolean);
const isInformation = (octets: Uint8Array) => octets[4] === 0x06;
const tagsOf = (octets: Uint8Array) => {
  const found: number[] = [];
  for (let at = 48; at + 3 <= octets.length; at += 3 + ((octets[at + 1]! << 8) | octets[at + 2]!))
    found.push(octets[at]!);
  return found;
};
const hasTag = (octets: Uint8Array, isMeant: (tag: number) => boolean) =>
  isInformation(octets) && tagsOf(octets).some(isMeant);
const known = (tag: number) => tag === 1 || (tag >= 0x10 && tag <= 0x16) || (tag >= 0x20 && tag <= 0x26) || tag >= 0xf0;

export const strictMutants: readonly Mutant[] = family('refuses', {
  text: ['It refuses messages in text.', 'STATUS-8 MSG-12', text(() => true)],
  binary: ['It refuses messages in binary.', 'STATUS-8 MSG-12 BIN-2', binary(() => true)],
  'binary status': ['It refuses status requests in binary.', 'STATUS-8 MSG-12', binary((octets) => octets[4] === 0x05)],
  'id 0': [
    'It refuses the id 0.',
    'ID-2',
    refusing(
      (header) => id(header) === 0,
      (octets) => idOf(octets) === 0,
    ),
  ],
  'ids over 31 bits': [
    'It refuses ids over 31 bits.',
    'ID-2 TEXT-16',
    refusing(
      (header) => id(header) > 0x7fff_ffff,
      (octets) => idOf(octets) > 0x7fff_ffff,
    ),
  ],
  'the highest id': [
    'It refuses the highest id.',
    'ID-2 TEXT-16',
    refusing(
      (header) => id(header) === 0xffff_ffff,
      (octets) => idOf(octets) === 0xffff_ffff,
    ),
  ],
  'fields in another order': [
    'It wants the fields in the order in which encoders write them.',
    'TEXT-10',
    text(
      (header) =>
        names(header).filter(isCanonical).join().toLowerCase() !== canonical.join() &&
        names(header).filter(isCanonical).length === 5,
    ),
  ],
  'Length before another field': [
    'It wants Length to be the last of the known fields.',
    'TEXT-10',
    text((header) => {
      const found = names(header).filter(isCanonical);
      return found.length === 5 && found[4]!.toLowerCase() !== 'length';
    }),
  ],
  'names in mixed case': [
    'It knows the names of fields as they are written, in small letters and in capitals alone.',
    'TEXT-9',
    text((header) => names(header).some((name) => isCanonical(name) && !/^(?:[A-Z]?[a-z]+|[A-Z]+)$/.test(name))),
  ],
  'names in lower case': [
    'It compares names of fields with regard to case.',
    'TEXT-9',
    text((header) => names(header).some((name) => isCanonical(name) && !/^[A-Z][a-z]+$/.test(name))),
  ],
  'unknown fields': [
    'It refuses fields that it does not know.',
    'TEXT-14',
    text((header) => names(header).some((name) => !isCanonical(name))),
  ],
  'unknown fields that are repeated': [
    'It refuses fields that it does not know where they are repeated.',
    'TEXT-14',
    text((header) => {
      const unknown = names(header).filter((name) => !isCanonical(name));
      return new Set(unknown).size < unknown.length;
    }),
  ],
  'more than sixteen fields': [
    'It has room for sixteen fields in a header.',
    'TEXT-14 TEXT-3',
    text((header) => names(header).length > 16),
  ],
  'no space after the colon': [
    'It wants a space after a colon.',
    'TEXT-13',
    text((header) => /^(?:Id|Source|Destination|Encoding|Length):[^ ]/im.test(header)),
  ],
  'several spaces': [
    'It wants one space after a colon.',
    'TEXT-13',
    text((header) => /^(?:Id|Source|Destination|Encoding|Length): {2}/im.test(header)),
  ],
  'spaces behind a value': [
    'It does not drop spaces behind a value.',
    'TEXT-13',
    text((header) => /^(?:Id|Source|Destination|Encoding|Length):[^\r]* \r/im.test(header)),
  ],
  'empty values of unknown fields': [
    'It refuses fields without a value.',
    'TEXT-11 TEXT-14',
    text((header) => /^[^:\r\n]+: *\r/m.test(header)),
  ],
  greetings: [
    'It refuses greetings.',
    'STATUS-7 MSG-5',
    refusing(
      (_, body) => body !== '',
      (octets) => octets[4] === 0x05 && octets.length > 48,
    ),
  ],
  'empty greetings': [
    'It wants a greeting.',
    'STATUS-7',
    refusing(
      (header, body) => body === '' && / SYN\r/.test(header),
      (octets) => octets[4] === 0x05 && octets.length === 48,
    ),
  ],
  'other greetings': [
    'It wants the greeting of STATUS-2.',
    'STATUS-7',
    refusing(
      (_, body) => body !== '' && !body.startsWith('Hello!'),
      (octets) => octets[4] === 0x05 && octets.length > 48 && !toText(octets.subarray(48)).startsWith('Hello!'),
    ),
  ],
  'greetings about another port': [
    'It wants the port in the greeting to be the destination.',
    'STATUS-7',
    text((header, body) => {
      const named = /with port (\d+)$/.exec(body)?.[1];
      return named !== undefined && named !== /:(\d+)$/.exec(fieldOf(header, 'Destination'))?.[1];
    }),
  ],
  'greetings that are no attributes': [
    'It takes the body of a binary status request for attributes.',
    'ATTR-3 STATUS-7',
    binary((octets) => octets[4] === 0x05 && octets.length > 48 && !endsInAttributes(octets)),
  ],
  'blank lines in a greeting': [
    'It takes the last blank line that has come for the end of the header.',
    'TEXT-2 STATUS-7',
    text((_, body) => body.includes('\r\n\r\n')),
  ],
  'greetings beyond ASCII': [
    'It refuses greetings that are not ASCII.',
    'STATUS-7 TEXT-20',
    text((_, body) => /[\x80-\xff]/.test(body)),
  ],
  'NUL in a greeting': [
    'It refuses greetings with a NUL.',
    'STATUS-7',
    refusing(
      (_, body) => body.includes('\0'),
      (octets) => octets[4] === 0x05 && octets.subarray(48).includes(0),
    ),
  ],
  'bodies over 1,024 octets': [
    'It refuses bodies over 1,024 octets.',
    'MSG-9 TEXT-17',
    refusing(
      (_, body) => body.length > 1_024,
      (octets) => octets.length > 48 + 1_024,
    ),
  ],
  'bodies of 65,535 octets': [
    'It refuses the longest body.',
    'MSG-9 TEXT-17',
    refusing(
      (_, body) => body.length === 65_535,
      (octets) => octets.length === 48 + 65_535,
    ),
  ],
  'bodies of 65,535 octets in text': [
    'It refuses the longest body in text.',
    'MSG-9 TEXT-17',
    text((_, body) => body.length === 65_535),
  ],
  'bodies of 65,535 octets in binary': [
    'It refuses the longest body in binary.',
    'MSG-9 BIN-1',
    binary((octets) => octets.length === 48 + 65_535),
  ],
  'addresses of different families': [
    'It wants source and destination of one family.',
    'ADDR-4',
    refusing(
      (header) => fieldOf(header, 'Source').startsWith('[') !== fieldOf(header, 'Destination').startsWith('['),
      (octets) => isV6(octets, 12) !== isV6(octets, 30),
    ),
  ],
  IPv6: [
    'It refuses IPv6 addresses.',
    'ADDR-3 ADDR-6',
    refusing(
      (header) => /^(?:Source|Destination): *\[/im.test(header),
      (octets) => isV6(octets, 12) || isV6(octets, 30),
    ),
  ],
  'the unspecified address': [
    'It refuses the unspecified address.',
    'ADDR-3',
    refusing(
      (header) => /: *(?:0\.0\.0\.0|\[::\]):/.test(header),
      (octets) => isZero(octets, 12) || isZero(octets, 30),
    ),
  ],
  multicast: [
    'It refuses multicast addresses.',
    'ADDR-3',
    refusing(
      (header) => /: *(?:22[4-9]|23\d)\.|: *\[ff/i.test(header),
      (octets) => isMulticast(octets, 12) || isMulticast(octets, 30),
    ),
  ],
  'compatible addresses': [
    'It takes `::a.b.c.d` for malformed.',
    'ADDR-3',
    refusing(
      (header) => /\[::[0-9a-f]+:[0-9a-f]+\]/.test(header),
      (octets) => isCompatible(octets, 12) || isCompatible(octets, 30),
    ),
  ],
  'the port 65535': [
    'It refuses the port 65535.',
    'ADDR-2',
    refusing(
      (header) => /:65535 *\r/.test(header),
      (octets) => isPort(octets, 65_535),
    ),
  ],
  'the port 1': [
    'It refuses the port 1.',
    'ADDR-2',
    refusing(
      (header) => /:1 *\r/.test(header),
      (octets) => isPort(octets, 1),
    ),
  ],
  'system ports as source': [
    'It refuses source ports up to 1023.',
    'ADDR-2 ADDR-13',
    refusing(
      (header) => Number(/:(\d+)$/.exec(fieldOf(header, 'Source'))?.[1] ?? 9_999) < 1_024,
      (octets) => ((octets[28]! << 8) | octets[29]!) < 1_024 && (octets[28]! | octets[29]!) !== 0,
    ),
  ],
  'unknown tags': [
    'It refuses tags that it does not know.',
    'ATTR-4',
    binary((octets) => hasTag(octets, (tag) => tag !== 0 && !known(tag))),
  ],
  'unknown tags that are repeated': [
    'It refuses tags that it does not know where they are repeated.',
    'ATTR-4',
    binary((octets) => {
      const unknown = isInformation(octets) ? tagsOf(octets).filter((tag) => !known(tag)) : [];
      return new Set(unknown).size < unknown.length;
    }),
  ],
  'unknown tags that are not UTF-8': [
    'It looks at the values of tags that it does not know.',
    'ATTR-4',
    binary(
      (octets) =>
        hasTag(octets, (tag) => tag !== 0 && !known(tag)) && octets.subarray(48).some((octet) => octet > 0xf7),
    ),
  ],
  'other known tags': [
    'It refuses known attributes other than WANT.',
    'ATTR-12',
    binary((octets) => hasTag(octets, (tag) => tag !== 1 && known(tag))),
  ],
  'WANT twice': [
    'It refuses a WANT that is repeated.',
    'INFO-10 ATTR-7',
    binary((octets) => isInformation(octets) && tagsOf(octets).filter((tag) => tag === 1).length > 1),
  ],
  'WANT behind another': [
    'It wants WANT to be the first attribute.',
    'ATTR-10',
    binary((octets) => hasTag(octets, (tag) => tag === 1) && octets[48] !== 1),
  ],
  'tags in another order': [
    'It wants tags in ascending order.',
    'ATTR-10 ATTR-4',
    binary(
      (octets) => isInformation(octets) && tagsOf(octets).some((tag, index, all) => index > 0 && tag < all[index - 1]!),
    ),
  ],
  'empty values': [
    'It refuses attributes without a value.',
    'ATTR-2 ATTR-12',
    binary((octets) => hasEmptyValue(octets)),
  ],
});

function endsInAttributes(octets: Uint8Array): boolean {
  let at = 48;
  while (at + 3 <= octets.length && octets[at] !== 0) at += 3 + ((octets[at + 1]! << 8) | octets[at + 2]!);
  return at === octets.length;
}

function hasEmptyValue(octets: Uint8Array): boolean {
  if (!isInformation(octets)) return false;
  for (let at = 48; at + 3 <= octets.length; ) {
    const length = (octets[at + 1]! << 8) | octets[at + 2]!;
    if (length === 0 && octets[at] !== 1) return true;
    at += 3 + length;
  }
  return false;
}

function isZero(octets: Uint8Array, at: number): boolean {
  return (
    octets.subarray(at, at + 10).every((octet) => octet === 0) &&
    octets.subarray(at + 12, at + 16).every((octet) => octet === 0)
  );
}

function isMulticast(octets: Uint8Array, at: number): boolean {
  return isV6(octets, at) ? octets[at] === 0xff : (octets[at + 12]! & 0xf0) === 0xe0;
}

function isCompatible(octets: Uint8Array, at: number): boolean {
  const isLow = octets.subarray(at, at + 12).every((octet) => octet === 0);
  return isLow && (octets[at + 12]! | octets[at + 13]!) !== 0;
}

function isPort(octets: Uint8Array, port: number): boolean {
  return [28, 46].some((at) => ((octets[at]! << 8) | octets[at + 1]!) === port);
}
