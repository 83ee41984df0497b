import { describe, expect, test } from 'vitest';
import { annotate } from './annotate.ts';
import type { Block, Span } from './annotation.ts';
import type { Accepts } from './header.ts';
import { concatenate } from './octets.ts';
import { encode } from './testing/arbitraries.ts';
import { fromHex } from './testing/decoding.ts';

/** One line for each span, its parts under it: offset, octets, name, value. */
function lines(octets: Uint8Array, accepts: Accepts = 'any'): string[] {
  const spanLines = (span: Span, indent: string): string[] => [
    `${indent}${span.offset}+${span.length} ${span.name}${span.value === '' ? '' : ` = ${span.value}`}`,
    ...(span.parts ?? []).flatMap((part) => spanLines(part, `${indent}  `)),
  ];
  return annotate(octets, accepts).flatMap((block) => [
    describeBlock(block),
    ...block.spans.flatMap((span) => spanLines(span, '  ')),
  ]);
}

function describeBlock(block: Block): string {
  switch (block.kind) {
    case 'message':
      return `${block.message.name} ${block.message.encoding}`;
    case 'violation':
      return `${block.violation.code} ${block.violation.clause} ${block.mark.offset}+${block.mark.length}`;
    case 'unfinished':
      return `unfinished ${block.encoding}, ${block.missing.exact ? '' : 'at least '}${block.missing.octets} missing`;
    case 'unread':
      return 'unread';
  }
}

const remarks = (octets: Uint8Array) =>
  annotate(octets).flatMap((block) =>
    block.kind === 'message'
      ? block.remarks.map(({ clause, offset, length, actual }) => `${clause} ${offset}+${length} ${actual}`)
      : [],
  );

/** A text message with its lines changed. */
function text(start: string, fields: readonly string[], body = ''): Uint8Array {
  return encode(`${[start, ...fields].join('\r\n')}\r\n\r\n${body}`);
}
const fields = ['Id: 7', 'Source: 127.0.0.1:40112', 'Destination: 127.0.0.1:67', 'Encoding: text', 'Length: 0'];
const request = 'PSAP/1 COMMAND CONNECTION SYN';

const ends = '00000000000000000000ffff7f0000019cb000000000000000000000ffff7f0000010050';
/** A binary message about port 80: type, flags, and its body in hexadecimal. */
function binary(type: string, flags: string, body = '', head = '895001'): Uint8Array {
  const length = (body.length / 2).toString(16).padStart(4, '0');
  return fromHex(`${head}${type}${flags}01${length}00000008${ends}${body}`);
}

describe('a whole message', () => {
  test('in binary: each field of the header, each attribute with its parts', () => {
    expect(lines(binary('00', '06', '010004706f7274'))).toEqual([
      'information-request binary',
      '  0+2 magic = PSAP, binary',
      '  2+1 version = 1',
      '  3+1 type = COMMAND',
      '  4+1 flags = GET + SYN',
      '  5+1 encoding = binary',
      '  6+2 body length = 7',
      '  8+4 id = 8',
      '  12+16 source address = 127.0.0.1',
      '  28+2 source port = 40112',
      '  30+16 destination address = 127.0.0.1',
      '  46+2 destination port = 80',
      '  48+7 WANT = port',
      '    48+1 tag = 0x01',
      '    49+2 length = 4',
      '    51+4 value = port',
    ]);
  });

  test('in text: each line, with its tokens', () => {
    expect(lines(text('PSAP/1 DATA CONNECTION ACK+RST', [...fields.slice(0, 4), 'Length: 11'], 'denied why?'))).toEqual(
      [
        'status-error text',
        '  0+32 start line = PSAP/1 DATA CONNECTION ACK+RST',
        '    0+5 magic = PSAP/',
        '    5+1 version = 1',
        '    6+1 space',
        '    7+4 type = DATA',
        '    11+1 space',
        '    12+10 kind = CONNECTION',
        '    22+1 space',
        '    23+7 signals = ACK+RST',
        '    30+2 line end',
        '  32+7 Id = 7',
        '    32+2 name = Id',
        '    34+1 colon',
        '    35+1 spaces',
        '    36+1 value = 7',
        '    37+2 line end',
        '  39+25 Source = 127.0.0.1:40112',
        '    39+6 name = Source',
        '    45+1 colon',
        '    46+1 spaces',
        '    47+15 value = 127.0.0.1:40112',
        '    62+2 line end',
        '  64+27 Destination = 127.0.0.1:67',
        '    64+11 name = Destination',
        '    75+1 colon',
        '    76+1 spaces',
        '    77+12 value = 127.0.0.1:67',
        '    89+2 line end',
        '  91+16 Encoding = text',
        '    91+8 name = Encoding',
        '    99+1 colon',
        '    100+1 spaces',
        '    101+4 value = text',
        '    105+2 line end',
        '  107+12 Length = 11',
        '    107+6 name = Length',
        '    113+1 colon',
        '    114+1 spaces',
        '    115+2 value = 11',
        '    117+2 line end',
        '  119+2 blank line = end of the header',
        '  121+11 error = denied why?',
        '    121+6 code = denied',
        '    127+1 space',
        '    128+4 text = why?',
      ],
    );
  });

  test('with what version 1 does not know', () => {
    expect(lines(binary('01', '0a', '770002ff00'))).toContain('  48+5 unknown 0x77');
    expect(lines(text(request, ['X-Trace: 1', ...fields]))).toContain('  31+12 unknown X-Trace = 1');
  });

  test('and those behind it, each in its own encoding', () => {
    const stream = concatenate([text(request, fields), binary('00', '11'), text(request, fields)]);
    expect(annotate(stream).map((block) => [describeBlock(block), block.offset])).toEqual([
      ['status-request text', 0],
      ['end binary', 119],
      ['status-request text', 167],
    ]);
  });
});

describe('a violation', () => {
  test('of the magic or the version is read up to the octet that decides', () => {
    expect(lines(encode('GET / HTTP/1.1'))).toEqual([
      'bad-magic ERR-1 0+1',
      '  0+1 magic = G',
      'unread',
      '  1+13 not read',
    ]);
    expect(lines(fromHex('8951'))).toEqual(['bad-magic ERR-1 1+1', '  0+2 magic = \\x89Q']);
    expect(lines(fromHex('895002aa'))).toEqual([
      'bad-version ERR-2 2+1',
      '  0+2 magic = PSAP, binary',
      '  2+1 version = 2, unknown',
      'unread',
      '  3+1 not read',
    ]);
    expect(lines(encode('PSAP/12 x'))).toEqual([
      'bad-version ERR-2 6+1',
      '  0+7 start line = PSAP/12',
      '    0+5 magic = PSAP/',
      '    5+2 version = 12',
      'unread',
      '  7+2 not read',
    ]);
  });

  test('of the header is marked in it, and its body is not read', () => {
    const [first, ...rest] = lines(binary('00', '25', '6869'));
    expect(first).toBe('bad-flags ERR-4 4+1');
    expect(rest).toContain('  4+1 flags = CONNECTION + SYN + reserved 0x20');
    expect(rest.slice(-2)).toEqual(['unread', '  48+2 not read']);
  });

  test('of a line is marked from where it is wrong to the end of the token', () => {
    const portZero = text(request, fields.with(1, 'Source:  127.0.0.1:0 '));
    expect(lines(portZero)[0]).toBe('bad-address ERR-8 47+11');
    expect(lines(text(request, fields.with(0, 'Id 7')))).toContain('  31+6 malformed line = Id 7');
    expect(lines(text('PSAP/1 COMMAND CONNECTION SYN ', fields))[0]).toBe('bad-flags ERR-4 26+4');
  });

  test('of something missing is marked where it had to come', () => {
    const withoutLength = text(request, fields.slice(0, 4));
    expect(lines(withoutLength)[0]).toBe(`bad-header ERR-6 ${withoutLength.length - 2}+2`);
  });

  test('of a header without end is marked behind its 1,024 octets', () => {
    const [first, ...rest] = lines(encode(`${request}\r\nX: ${'x'.repeat(1_100)}`));
    expect(first).toBe('bad-length ERR-7 1024+0');
    expect(rest.slice(-2)).toEqual(['unread', '  1024+110 not read']);
  });

  test('of a body is marked in it, and all of it is read', () => {
    const past = binary('00', '06', '010004706f727401000966');
    expect(lines(past)[0]).toBe('bad-body ERR-9 55+1');
    expect(lines(past).slice(-4)).toEqual([
      '  55+4 WANT = reaches past the end of the body',
      '    55+1 tag = 0x01',
      '    56+2 length = 9, of which 1 are there',
      '    58+1 value = f',
    ]);
    expect(lines(binary('00', '06', '0100')).at(-1)).toBe('  48+2 left over = too short for an attribute');
    const latin1 = concatenate([text(request, fields.with(4, 'Length: 2')), Uint8Array.of(0x41, 0xe9)]);
    expect(lines(latin1)[0]).toBe('bad-body ERR-9 119+2');
    expect(lines(latin1).at(-1)).toBe('  119+2 greeting = A\\xe9');
  });

  test('depends on who reads', () => {
    const open = binary('01', '0d');
    expect(describeBlock(annotate(open, 'answers')[0]!)).toBe('open binary');
    expect(describeBlock(annotate(open, 'requests')[0]!)).toBe('bad-flags ERR-4 3+1');
  });
});

describe('an unfinished message', () => {
  test('is named as far as it is there, and says how much is missing where that is known', () => {
    expect(lines(fromHex('895001000501000000'))).toEqual([
      'unfinished binary, at least 39 missing',
      '  0+2 magic = PSAP, binary',
      '  2+1 version = 1',
      '  3+1 type = COMMAND',
      '  4+1 flags = CONNECTION + SYN',
      '  5+1 encoding = binary',
      '  6+2 body length = 0',
      '  8+1 id = 1 of 4 octets',
    ]);
    expect(lines(binary('00', '06', '010004706f7274').subarray(0, 53))).toContain('  48+5 WANT = unfinished');
    expect(lines(binary('00', '06', '010004706f7274').subarray(0, 53))[0]).toBe('unfinished binary, 2 missing');
    expect(lines(encode('PSA'))).toEqual([
      'unfinished text, at least 1 missing',
      '  0+3 start line = PSA',
      '    0+3 magic = PSA',
    ]);
    expect(lines(encode(`${request}\r\nId: 7\r`)).at(-2)).toBe('  31+6 unfinished line = Id: 7\r');
    expect(lines(text(request, fields.with(4, 'Length: 5'), 'abc'))[0]).toBe('unfinished text, 2 missing');
  });
});

describe('remarks say what is wrong with a message that is decoded', () => {
  test('none about what the encoder writes', () => {
    expect(remarks(text(request, fields))).toEqual([]);
    expect(remarks(binary('00', '06', '010004706f72740100026f73'))).toEqual([]);
  });

  test('a text header in another spelling than a sender writes (TEXT-22)', () => {
    expect(remarks(text(request, fields.with(0, 'id:7')))).toEqual(['TEXT-22 31+6 "id:7"']);
    expect(remarks(text(request, [...fields, 'X: 1']))).toEqual(['TEXT-22 117+6 "X: 1"']);
  });

  test('a request with id 0 (ID-1)', () => {
    expect(remarks(text(request, fields.with(0, 'Id: 0')))).toEqual(['ID-1 35+1 0']);
    expect(remarks(text('PSAP/1 COMMAND CONNECTION RST', fields.with(0, 'Id: 0')))).toEqual([]);
  });

  test('WANT that is missing or unknown, which is answered (ERR-14)', () => {
    expect(remarks(binary('00', '06'))).toEqual(['ERR-14 48+0 none']);
    expect(remarks(binary('00', '06', '010002487301000000'.slice(0, 16)))).toEqual([
      'ERR-14 51+2 "Hs"',
      'ERR-14 53+3 ""',
    ]);
  });

  test('attributes out of order, and values that a responder may not send', () => {
    const information = binary(
      '01',
      '0a',
      '110003756470' + '100001' + '78' + '160006' + '73797374656d' + '260002' + '2d31',
    );
    expect(remarks(information)).toEqual([
      'ATTR-14 51+3 "udp"',
      'ATTR-11 54+4 SERVICE after TRANSPORT',
      'ATTR-15 61+6 "system"',
      'ATTR-16 70+2 "-1"',
    ]);
    expect(remarks(binary('01', '0a', '120000'))).toEqual(['INFO-3 51+0 none']);
  });

  test('an error without a code, or with an unknown one', () => {
    expect(remarks(binary('01', '1a', 'f000026e6f'))).toEqual(['ATTR-17 51+2 "no"']);
    expect(remarks(binary('01', '1a'))).toEqual(['ERR-30 48+0 none']);
    const refused = text('PSAP/1 DATA CONNECTION ACK+RST', fields.with(4, 'Length: 2'), 'no');
    expect(remarks(refused)).toEqual(['TEXT-21 120+2 "no"']);
  });
});
