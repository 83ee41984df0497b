import { BINARY_HEADER_OCTETS } from '../../protocol/message.ts';
import { isUtf8 } from '../../protocol/utf8.ts';
import { family, type Mutant } from './mutant.ts';
import { type Reading, reading } from './reading.ts';
import { toOctets, toText } from './wire.ts';

/** Responders that take what they have to refuse: each check of the decoder left out. */

const MAX_ID = 0xffff_ffff;

/** Rewrites the header of a text message. */
const header = (pattern: RegExp, replacement: string | ((...found: string[]) => string)): Reading => ({
  text: (text) => text.replace(pattern, replacement as string),
});
/** Rewrites one value. */
const value = (name: string, pattern: RegExp, replacement: string | ((...found: string[]) => string)): Reading => ({
  text: (text) =>
    text.replace(new RegExp(`^(${name}:)([^\r\n]*)`, 'gim'), (_, head: string, written: string) => {
      return head + written.replace(pattern, replacement as string);
    }),
});
const either = (pattern: RegExp, replacement: string | ((...found: string[]) => string)) =>
  value('(?:Source|Destination)', pattern, replacement);
/** Rewrites octets of a binary message. */
const octets = (change: (octets: Uint8Array) => unknown): Reading => ({
  binary: (frame) => {
    const changed = change(frame);
    return changed instanceof Uint8Array ? changed : frame;
  },
});
const both = (one: Reading, other: Reading): Reading => ({ ...one, ...other });

const status = 0x05;
const information = 0x06;
const end = 0x11;
const body = (frame: Uint8Array) => frame.subarray(BINARY_HEADER_OCTETS);
const isStatus = (frame: Uint8Array) => frame[4] === status;

/** Gives the message another body. */
function withBody(frame: Uint8Array, instead: Uint8Array): Uint8Array {
  const changed = Uint8Array.of(...frame.subarray(0, BINARY_HEADER_OCTETS), ...instead);
  changed[6] = instead.length >> 8;
  changed[7] = instead.length & 0xff;
  return changed;
}

/** Attributes as they stand in a body, as far as they fit. */
function attributesOf(octetsOfBody: Uint8Array): { tag: number; value: Uint8Array; octets: Uint8Array }[] {
  const found = [];
  for (let at = 0; at + 3 <= octetsOfBody.length; ) {
    const length = 3 + ((octetsOfBody[at + 1]! << 8) | octetsOfBody[at + 2]!);
    if (at + length > octetsOfBody.length) break;
    const whole = octetsOfBody.subarray(at, at + length);
    found.push({ tag: whole[0]!, value: whole.subarray(3), octets: whole });
    at += length;
  }
  return found;
}

/** Keeps some attributes of information requests. */
const keeping = (isKept: (tag: number, value: Uint8Array, index: number, all: readonly number[]) => boolean): Reading =>
  octets((frame) => {
    if (isStatus(frame) || frame.length === BINARY_HEADER_OCTETS) return undefined;
    const all = attributesOf(body(frame));
    // What does not fit stays where it is.
    const fitting = all.reduce((sum, one) => sum + one.octets.length, 0);
    const tags = all.map(({ tag }) => tag);
    const kept = all.filter(({ tag, value: written }, index) => isKept(tag, written, index, tags));
    return withBody(frame, Uint8Array.of(...kept.flatMap((one) => [...one.octets]), ...body(frame).subarray(fitting)));
  });

const known = new Set([
  0x01, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0xf0, 0xf1,
]);
const code = (wanted: string) => (violation: { readonly code: string }) => violation.code === wanted;

export const lenientMutants: readonly Mutant[] = family('takes', {
  // Magic and version.
  'PSAP in lower case': [
    'It takes `psap/1`.',
    'ERR-1 BIN-2',
    reading({ ...header(/^psap/i, 'PSAP'), waits: code('bad-magic') }),
  ],
  'a blank line before a message': [
    'It skips line ends before a message.',
    'ERR-1 CONN-6',
    reading({ ...header(/^(?:\r\n)+/, ''), waits: code('bad-magic') }),
  ],
  'another second octet': [
    'It does not look at the second octet of a binary message.',
    'ERR-1 BIN-1',
    reading({
      ...octets((frame) => {
        frame[1] = 0x50;
      }),
      waits: (violation) => violation.code === 'bad-magic' && violation.offset > 0,
    }),
  ],
  'version 2': [
    'It takes every version.',
    'ERR-2 MSG-2',
    reading({
      ...both(
        header(/^PSAP\/\S*/, 'PSAP/1'),
        octets((frame) => {
          frame[2] = 1;
        }),
      ),
      waits: code('bad-version'),
    }),
  ],
  'version 2 in text': [
    'It takes every version in text.',
    'ERR-2',
    reading({ ...header(/^PSAP\/\S*/, 'PSAP/1'), waits: code('bad-version') }),
  ],
  'version 1.x': [
    'It takes every version that begins with 1.',
    'ERR-2',
    reading({ ...header(/^PSAP\/1\S*/, 'PSAP/1'), waits: code('bad-version') }),
  ],
  'version 2 in binary': [
    'It takes every version octet.',
    'ERR-2',
    reading({
      ...octets((frame) => {
        frame[2] = 1;
      }),
      waits: code('bad-version'),
    }),
  ],
  // Start line.
  'type in lower case': [
    'It compares the type without regard to case.',
    'TEXT-6 ERR-3',
    reading(header(/^(PSAP\/1) command /i, '$1 COMMAND ')),
  ],
  'any type': [
    'It does not look at the type token.',
    'ERR-3',
    reading(header(/^(PSAP\/1) (?!DATA )\S* /, '$1 COMMAND ')),
  ],
  'type octet 2': [
    'It takes every type octet but 1 as COMMAND.',
    'ERR-3 BIN-3',
    reading(
      octets((frame) => {
        if (frame[3] !== 1) frame[3] = 0;
      }),
    ),
  ],
  'type by its lowest bit': [
    'Of the type octet it looks at the lowest bit.',
    'ERR-3 BIN-3',
    reading(
      octets((frame) => {
        frame[3]! &= 1;
      }),
    ),
  ],
  'kind in lower case': [
    'It compares the kind without regard to case.',
    'TEXT-6 ERR-4',
    reading(header(/^(\S+ \S+) connection /i, '$1 CONNECTION ')),
  ],
  'signals in lower case': [
    'It compares the signals without regard to case.',
    'TEXT-6 ERR-4',
    reading(header(/^(\S+ \S+ \S+) syn\r/i, '$1 SYN\r')),
  ],
  'signals split at each plus': [
    'It splits signals at each plus, and takes empty and repeated ones.',
    'TEXT-7 ERR-4',
    reading(header(/^(PSAP\/1 COMMAND CONNECTION) (?:SYN\+SYN|\+SYN|SYN\+)\r/, '$1 SYN\r')),
  ],
  'several spaces': [
    'It splits the start line at runs of spaces.',
    'TEXT-5 ERR-4',
    reading(header(/^[^\r]*/, (line) => line.replace(/ +/g, ' '))),
  ],
  'a space at its end': [
    'It drops spaces at the end of the start line.',
    'TEXT-5 ERR-4',
    reading(header(/^([^\r]*?) +\r/, '$1\r')),
  ],
  'tabs in the start line': [
    'It splits the start line at tabs too.',
    'TEXT-5 ERR-4',
    reading(header(/^[^\r]*/, (line) => line.replace(/\t/g, ' '))),
  ],
  'a token more': [
    'It does not look at what follows the signals.',
    'TEXT-5 ERR-4',
    reading(header(/^(\S+ \S+ \S+ \S+) [^\r]*\r/, '$1\r')),
  ],
  // Flags.
  'reserved flags': [
    'It does not look at the reserved flags.',
    'BIN-4 ERR-4',
    reading(
      octets((frame) => {
        frame[4]! &= 0x1f;
      }),
    ),
  ],
  'reserved flag 0x20': [
    'It does not look at the flag 0x20.',
    'BIN-4 ERR-4',
    reading(
      octets((frame) => {
        frame[4]! &= 0xdf;
      }),
    ),
  ],
  'reserved flag 0x40': [
    'It does not look at the flag 0x40.',
    'BIN-4 ERR-4',
    reading(
      octets((frame) => {
        frame[4]! &= 0xbf;
      }),
    ),
  ],
  'reserved flag 0x80': [
    'It does not look at the flag 0x80.',
    'BIN-4 ERR-4',
    reading(
      octets((frame) => {
        frame[4]! &= 0x7f;
      }),
    ),
  ],
  'both kinds': [
    'It takes a message with both kinds as CONNECTION.',
    'MSG-4 ERR-4',
    reading(
      octets((frame) => {
        if ((frame[4]! & 3) === 3) frame[4]! &= 0xfd;
      }),
    ),
  ],
  'no kind': [
    'It takes a message without a kind as CONNECTION.',
    'MSG-4 ERR-4',
    reading(
      octets((frame) => {
        if ((frame[4]! & 3) === 0) frame[4]! |= 1;
      }),
    ),
  ],
  'SYN with anything': [
    'It takes whatever has SYN as a request.',
    'MSG-5 ERR-4',
    reading(
      octets((frame) => {
        if ((frame[4]! & 4) !== 0 && frame[3] === 0) frame[4]! &= 0xe7;
      }),
    ),
  ],
  'no signal': [
    'It takes a message without a signal as a request.',
    'MSG-5 ERR-4',
    reading(
      octets((frame) => {
        if ((frame[4]! & 0x1c) === 0 && frame[3] === 0) frame[4]! |= 4;
      }),
    ),
  ],
  'an end of kind GET': [
    'It takes GET with RST as `end`.',
    'MSG-5 ERR-4',
    reading(
      octets((frame) => {
        if (frame[4] === 0x12 && frame[3] === 0) frame[4] = end;
      }),
    ),
  ],
  answers: [
    'It takes answers for requests.',
    'ERR-4 MSG-6',
    reading(
      both(
        header(/^(PSAP\/1) DATA CONNECTION [^\r]*/, '$1 COMMAND CONNECTION SYN'),
        octets((frame) => {
          if (frame[3] === 1) {
            frame[3] = 0;
            frame[4] = (frame[4]! & 3) | 4;
          }
        }),
      ),
    ),
  ],
  // Encoding.
  'any encoding octet': [
    'It does not look at the encoding octet.',
    'BIN-5 ERR-5',
    reading(
      octets((frame) => {
        frame[5] = 1;
      }),
    ),
  ],
  'encoding octet 0': [
    'It takes the encoding octet 0.',
    'BIN-5 ERR-5',
    reading(
      octets((frame) => {
        if (frame[5] === 0) frame[5] = 1;
      }),
    ),
  ],
  'any Encoding': [
    'It does not look at the value of Encoding.',
    'TEXT-18 ERR-5',
    reading(value('Encoding', /.*/s, ' text')),
  ],
  'Encoding in capitals': [
    'It compares the value of Encoding without regard to case.',
    'TEXT-6 TEXT-18 ERR-5',
    reading(value('Encoding', /text/i, 'text')),
  ],
  'GET in text': [
    'It takes GET in text as a status request.',
    'ERR-5 MSG-11',
    reading(header(/^(PSAP\/1 COMMAND) GET SYN\r/, '$1 CONNECTION SYN\r')),
  ],
  // Field lines.
  'LF for CRLF': [
    'It takes LF as a line end.',
    'TEXT-4 ERR-6',
    reading({ text: (text) => text.replace(/\r?\n/g, '\r\n') }),
  ],
  'a lone CR': [
    'It drops a CR that no LF follows.',
    'TEXT-4 ERR-6',
    reading({ text: (text) => text.replace(/\r(?!\n)/g, '') }),
  ],
  'a missing Encoding': [
    'It takes a message without Encoding.',
    'TEXT-8 ERR-6',
    reading({
      text: (text) => (/^Encoding *:/im.test(text) ? text : text.replace(/\r\n\r\n$/, '\r\nEncoding: text\r\n\r\n')),
    }),
  ],
  'a missing Length': [
    'It takes a message without Length as one without a body.',
    'TEXT-8 ERR-6',
    reading({
      text: (text) => (/^Length *:/im.test(text) ? text : text.replace(/\r\n\r\n$/, '\r\nLength: 0\r\n\r\n')),
    }),
  ],
  'a missing Id': [
    'It takes a message without Id as one with id 0.',
    'TEXT-8 ERR-6',
    reading({ text: (text) => (/^Id *:/im.test(text) ? text : text.replace(/\r\n\r\n$/, '\r\nId: 0\r\n\r\n')) }),
  ],
  'a missing Source': [
    'It takes a message without Source.',
    'TEXT-8 ERR-6',
    reading({
      text: (text) => (/^Source *:/im.test(text) ? text : text.replace(/\r\n\r\n$/, '\r\nSource: 127.0.0.1:9\r\n\r\n')),
    }),
  ],
  ...Object.fromEntries(
    ['Id', 'Source', 'Destination', 'Encoding', 'Length'].flatMap((name) =>
      (['first', 'last'] as const).map((which) => [
        `${name} twice, the ${which}`,
        [
          `Where ${name} stands more than once, it takes the ${which}.`,
          'TEXT-8 ERR-6',
          reading({ text: (text) => keepOne(text, name, which) }),
        ] as const,
      ]),
    ),
  ),
  'lines without a colon': [
    'It skips lines without a colon.',
    'TEXT-11 ERR-6 TEXT-12',
    reading({ text: (text) => dropLines(text, (line) => !line.includes(':')) }),
  ],
  'lines that are folded': [
    'It joins a line that begins with a space to the one before it.',
    'TEXT-11 ERR-6',
    reading({ text: (text) => text.replace(/\r\n[ \t]+/g, ' ') }),
  ],
  'a space before the colon': [
    'It drops spaces before a colon.',
    'TEXT-11 ERR-6 TEXT-12',
    reading({ text: (text) => text.replace(/^([\w-]+)[ \t]+:/gm, '$1:') }),
  ],
  'an empty name': [
    'It skips lines with an empty name.',
    'TEXT-11 ERR-6',
    reading({ text: (text) => dropLines(text, (line) => line.startsWith(':')) }),
  ],
  'octets over 0x7e in unknown fields': [
    'It does not look at the octets of fields that it does not know.',
    'TEXT-11 TEXT-14 ERR-6',
    reading({ text: (text) => text.replace(/[\x7f-\xff]/g, '.') }),
  ],
  'control characters in unknown fields': [
    'It takes control characters in fields that it does not know.',
    'TEXT-11 ERR-6',
    reading({
      text: (text) => text.replace(/^(X[^:\r\n]*:[^\r\n]*)/gm, (line) => line.replace(/\p{Cc}/gu, '.')),
    }),
  ],
  'what follows a NUL': [
    'It reads a line as far as a NUL in it, as a string ends in C.',
    'TEXT-11',
    reading({ text: (text) => text.replace(/\0[^\r\n]*/g, '') }),
  ],
  'tabs around a value': [
    'It drops tabs around a value.',
    'TEXT-13',
    reading({ text: (text) => text.replace(/:[ \t]*([^\r\n]*?)[ \t]*\r\n/g, ': $1\r\n') }),
  ],
  // Numbers.
  'leading zeros of Id': [
    'It takes an id with leading zeros.',
    'TEXT-15 TEXT-16 ERR-6',
    reading(value('Id', /^( *)0+(?=\d)/, '$1')),
  ],
  'a sign of Id': ['It takes an id with a plus sign.', 'TEXT-15 TEXT-16 ERR-6', reading(value('Id', /\+/, ''))],
  'a negative Id': [
    'It takes a negative id, modulo 2^32.',
    'TEXT-15 TEXT-16 ERR-6',
    reading(value('Id', /-(\d+)/, (_, digits) => String(-Number(digits) >>> 0))),
  ],
  'Id over 32 bits': [
    'It takes an id over 32 bits, modulo 2^32.',
    'TEXT-16 ERR-6',
    reading(value('Id', /\d{10,}/, (digits) => String(Number(BigInt(digits) % BigInt(MAX_ID + 1))))),
  ],
  'Id in hexadecimal': [
    'It takes an id in hexadecimal.',
    'TEXT-15 TEXT-16 ERR-6',
    reading(value('Id', /0x[0-9a-f]+/i, (digits) => String(Number(digits)))),
  ],
  'what follows the digits of Id': [
    'It does not look at what follows the digits of an id.',
    'TEXT-15 TEXT-16 ERR-6',
    reading(value('Id', /^( *\d+)[^\d].*/, '$1')),
  ],
  'underscores in numbers': [
    'It takes underscores between digits.',
    'TEXT-15 TEXT-16 TEXT-17 ERR-6 ERR-7',
    reading(value('(?:Id|Length)', /_/g, '')),
  ],
  'an empty Id': ['It takes an empty id as 0.', 'TEXT-16 ERR-6', reading(value('Id', /^ *$/, ' 0'))],
  'leading zeros of Length': [
    'It takes a length with leading zeros.',
    'TEXT-15 TEXT-17 ERR-7',
    reading(value('Length', /^( *)0+(?=\d)/, '$1')),
  ],
  'a sign of Length': [
    'It takes a length with a plus sign.',
    'TEXT-15 TEXT-17 ERR-7',
    reading(value('Length', /\+/, '')),
  ],
  'an empty Length': ['It takes an empty length as 0.', 'TEXT-17 ERR-7', reading(value('Length', /^ *$/, ' 0'))],
  'a negative Length': ['It takes a negative length as 0.', 'TEXT-17 ERR-7', reading(value('Length', /-\d+/, '0'))],
  'what follows the digits of Length': [
    'It does not look at what follows the digits of a length.',
    'TEXT-17 ERR-7',
    reading(value('Length', /^( *\d+)[^\d ].*/, '$1')),
  ],
  // Addresses.
  'a sign of a port': ['It takes a port with a plus sign.', 'TEXT-15 ERR-8', reading(either(/:\+(\d+)$/, ':$1'))],
  'underscores in a port': ['It takes underscores in a port.', 'TEXT-15 ERR-8', reading(either(/_/g, ''))],
  'a port in hexadecimal': [
    'It takes a port in hexadecimal.',
    'TEXT-15 ERR-8',
    reading(either(/:0x([0-9a-f]+)$/i, (_, digits) => `:${Number.parseInt(digits!, 16)}`)),
  ],
  'leading zeros of a port': [
    'It takes a port with leading zeros.',
    'TEXT-15 ERR-8 ADDR-2',
    reading(either(/:0+(\d+)$/, ':$1')),
  ],
  'the port 0': [
    'It takes the port 0.',
    'ADDR-2 ERR-8',
    reading(
      both(
        either(/:0$/, ':1'),
        octets((frame) => {
          if ((frame[28]! | frame[29]!) === 0) frame[29] = 1;
          if ((frame[46]! | frame[47]!) === 0) frame[47] = 1;
        }),
      ),
    ),
  ],
  'the source port 0': [
    'It takes the source port 0.',
    'ADDR-2 ERR-8',
    reading(
      both(
        value('Source', /:0$/, ':1'),
        octets((frame) => {
          if ((frame[28]! | frame[29]!) === 0) frame[29] = 1;
        }),
      ),
    ),
  ],
  'the destination port 0': [
    'It takes the destination port 0.',
    'ADDR-2 ERR-8',
    reading(
      both(
        value('Destination', /:0$/, ':1'),
        octets((frame) => {
          if ((frame[46]! | frame[47]!) === 0) frame[47] = 1;
        }),
      ),
    ),
  ],
  'ports over 65535': [
    'It takes ports modulo 65536.',
    'ADDR-2 ERR-8',
    reading(either(/:(\d+)$/, (_, digits) => `:${Number(digits) > 65_535 ? Number(digits) % 65_536 || 1 : digits}`)),
  ],
  'leading zeros of IPv4': [
    'It takes IPv4 addresses with leading zeros.',
    'ADDR-5 ADDR-7 ERR-8',
    reading(either(/\b0+(?=\d+\.|\d+:)/g, '')),
  ],
  'IPv4 over 255': [
    'It takes parts of an IPv4 address modulo 256.',
    'ADDR-5 ERR-8',
    reading(either(/\d+(?=\.)|(?<=\.)\d+/g, (digits) => String(Number(digits) > 255 ? Number(digits) % 256 : digits))),
  ],
  'short IPv4': [
    'It takes IPv4 addresses of fewer parts.',
    'ADDR-5 ERR-8',
    reading(either(/^( *)(\d+)\.(\d+):/, '$1$2.0.0.$3:')),
  ],
  'IPv4 in brackets': [
    'It takes IPv4 addresses in brackets.',
    'ADDR-5 ADDR-7 ERR-8',
    reading(either(/\[(\d+\.\d+\.\d+\.\d+)\]/, '$1')),
  ],
  'IPv6 in capitals': [
    'It takes IPv6 addresses in upper case.',
    'ADDR-6 ADDR-7 ERR-8',
    reading(either(/\[[^\]]*\]/, (text) => text.toLowerCase())),
  ],
  'IPv6 with leading zeros': [
    'It takes IPv6 addresses with leading zeros.',
    'ADDR-6 ADDR-7 ERR-8',
    reading(either(/\[[^\]]*\]/, (text) => text.replace(/\b0+(?=[0-9a-f])/g, ''))),
  ],
  'IPv6 in full': [
    'It takes IPv6 addresses that are not compressed.',
    'ADDR-6 ADDR-7 ERR-8',
    reading(either(/\[[0-9a-f]+(?::[0-9a-f]+){7}\]/, compress)),
  ],
  'IPv6 with a zone': ['It takes IPv6 addresses with a zone.', 'ADDR-7 ERR-8', reading(either(/%[^\]:]*/, ''))],
  'IPv6 without brackets': [
    'It takes IPv6 addresses without brackets.',
    'ADDR-6 ADDR-7 ERR-8',
    reading(either(/^( *)([0-9a-f]*:[0-9a-f:]*):(\d+) *$/, '$1[$2]:$3')),
  ],
  'IPv4 within IPv6': [
    'It takes IPv6 addresses whose end is written as IPv4.',
    'ADDR-6 ADDR-7 ERR-8',
    reading(
      either(
        /\[((?!::ffff:)[0-9a-f:]*:)(\d+)\.(\d+)\.(\d+)\.(\d+)\]/,
        (_, head, a, b, c, d) => `[${head}${group(a, b)}:${group(c, d)}]`,
      ),
    ),
  ],
  'mapped IPv4 in brackets': [
    'It takes IPv4-mapped addresses in brackets.',
    'ADDR-8 ADDR-1 ERR-8',
    reading(either(/\[::ffff:(\d+\.\d+\.\d+\.\d+)\]/i, '$1')),
  ],
  'mapped IPv4 in hexadecimal': [
    'It takes IPv4-mapped addresses that are written as IPv6.',
    'ADDR-8 ADDR-1 ERR-8',
    reading(
      either(/\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]/i, (_, high, low) =>
        [high, low]
          .map((part) => Number.parseInt(part!, 16))
          .flatMap((part) => [part >> 8, part & 255])
          .join('.'),
      ),
    ),
  ],
  // Bodies.
  'a greeting that is not UTF-8': [
    'It does not look at the octets of a greeting.',
    'TEXT-20 ERR-9',
    reading({
      text: (head, greeting) => [head, greeting.replace(/[\x80-\xff]/g, '?')],
      binary: (frame) =>
        isStatus(frame)
          ? withBody(
              frame,
              body(frame).map((octet) => octet & 0x7f),
            )
          : undefined,
    }),
  ],
  'a greeting that is not UTF-8 in text': [
    'It does not look at the octets of a greeting in text.',
    'TEXT-20 ERR-9',
    reading({ text: (head, greeting) => [head, greeting.replace(/[\x80-\xff]/g, '?')] }),
  ],
  'a greeting that is not UTF-8 in binary': [
    'It does not look at the octets of a greeting in binary.',
    'ATTR-3 ERR-9',
    reading(
      octets((frame) =>
        isStatus(frame)
          ? withBody(
              frame,
              body(frame).map((octet) => octet & 0x7f),
            )
          : undefined,
      ),
    ),
  ],
  surrogates: [
    'It takes UTF-8 of surrogates.',
    'TEXT-20 ERR-9',
    reading({ text: (head, greeting) => [head, greeting.replace(/\xed[\xa0-\xbf][\x80-\xbf]/g, '???')] }),
  ],
  'overlong UTF-8': [
    'It takes UTF-8 that is longer than it has to be.',
    'TEXT-20 ERR-9',
    reading({ text: (head, greeting) => [head, greeting.replace(/[\xc0\xc1][\x80-\xbf]/g, '??')] }),
  ],
  'an end with a body': [
    'It does not look at the body of an `end`.',
    'ERR-9 ERR-20 END-4',
    reading({
      text: (head, text) =>
        /^PSAP\/1 COMMAND CONNECTION RST\r/.test(head)
          ? [head.replace(/^(Length:).*\r/im, '$1 0\r'), '']
          : [head, text],
      binary: (frame) => (frame[4] === end && frame[3] === 0 ? withBody(frame, new Uint8Array(0)) : undefined),
    }),
  ],
  'tag 0': ['It skips the tag 0.', 'ATTR-5 ERR-9', reading(keeping((tag) => tag !== 0))],
  'repeated attributes': [
    'It takes the first of known attributes that are repeated.',
    'ATTR-7 ATTR-12 ERR-9',
    reading(keeping((tag, _, index, all) => tag === 1 || !known.has(tag) || all.indexOf(tag) === index)),
  ],
  'repeated attributes of scanners': [
    'It knows the tags that a request may want, and skips those of errors and of PORT_KIND.',
    'ATTR-7 ATTR-12',
    reading(keeping((tag) => tag !== 0x16 && tag < 0xf0)),
  ],
  'attributes that are not UTF-8': [
    'It does not look at the octets of attributes that it does not need.',
    'ATTR-8 ATTR-12 ERR-9',
    reading(keeping((tag, written) => tag === 1 || !known.has(tag) || isUtf8(written, 0, written.length))),
  ],
  'octets left over': [
    'It does not look at what is left over behind the last attribute.',
    'ATTR-6 ATTR-1 ERR-9',
    reading(
      octets((frame) => {
        if (isStatus(frame) || frame.length === BINARY_HEADER_OCTETS) return undefined;
        return withBody(frame, Uint8Array.of(...attributesOf(body(frame)).flatMap((one) => [...one.octets])));
      }),
    ),
  ],
  'WANT in capitals': [
    'It compares WANT without regard to case.',
    'ATTR-9 ERR-14',
    reading(
      octets((frame) => {
        if (isStatus(frame)) return;
        for (const { tag, value: written } of attributesOf(body(frame))) {
          if (tag === 1) written.set(toOctets(toText(written).toLowerCase()));
        }
      }),
    ),
  ],
  'no WANT': [
    'It takes an information request without WANT as one for the port.',
    'ERR-14 INFO-13',
    reading(
      octets((frame) =>
        frame[4] === information && frame[3] === 0 && !attributesOf(body(frame)).some(({ tag }) => tag === 1)
          ? withBody(frame, Uint8Array.of(...body(frame), ...WANT_PORT))
          : undefined,
      ),
    ),
  ],
  'an unknown WANT': [
    'It ignores a WANT that it does not know, where another is there.',
    'ERR-14',
    reading(keeping((tag, written) => tag !== 1 || ['port', 'os'].includes(toText(written)))),
  ],
  'an empty WANT': [
    'It ignores an empty WANT, where another is there.',
    'ERR-14',
    reading(
      keeping(
        (tag, written, _, all) => tag !== 1 || written.length > 0 || all.filter((each) => each === 1).length === 1,
      ),
    ),
  ],
});

const WANT_PORT = [1, 0, 4, ...toOctets('port')];

function keepOne(text: string, name: string, which: 'first' | 'last'): string {
  const lines = text.split('\r\n');
  const meant = (line: string) => new RegExp(`^${name}:`, 'i').test(line);
  const kept = which === 'first' ? lines.findIndex(meant) : lines.findLastIndex(meant);
  return lines.filter((line, index) => index === kept || !meant(line)).join('\r\n');
}

/** Drops lines of the header, but not the first, nor the blank one. */
function dropLines(text: string, isDropped: (line: string) => boolean): string {
  return text
    .split('\r\n')
    .filter((line, index) => index === 0 || line === '' || !isDropped(line))
    .join('\r\n');
}

function group(high = '0', low = '0'): string {
  return ((Number(high) << 8) | Number(low)).toString(16);
}

/** As RFC 5952 has it, where the longest run of zeros is in one place. */
function compress(bracketed: string): string {
  const groups = bracketed
    .slice(1, -1)
    .split(':')
    .map((each) => each.replace(/^0+(?=.)/, ''));
  const text = groups.join(':');
  const longest = [...text.matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)]
    .map(([run]) => run)
    .sort((one, other) => other.length - one.length)[0];
  if (longest === undefined) return `[${text}]`;
  const at = text.indexOf(longest);
  return `[${text.slice(0, at)}::${text.slice(at + longest.length).replace(/^:/, '')}]`;
}
