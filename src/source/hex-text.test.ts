import { describe, expect, test } from 'vitest';
import { SourceError } from './diagnostic.ts';
import { looksLikeHex, readHex } from './hex-text.ts';

const hexOf = (octets: Uint8Array) => Buffer.from(octets).toString('hex');
const read = (text: string) => hexOf(readHex(text, 'input'));

/** Place, message and help of what is wrong. */
function fault(text: string): string {
  try {
    return read(text);
  } catch (error) {
    const [first] = (error as SourceError).diagnostics;
    return `${first!.line}:${first!.column}+${first!.length} ${first!.message} (${first!.help})`;
  }
}

/** 40 octets, the last of them such that the column of text looks like octets. */
const octets = `8950010005010000${'00'.repeat(8)}${'6162'.repeat(8)}${'6364'.repeat(4)}`;

describe('plain digits', () => {
  test.each(['895001', '89 50 01', '89:50:01', '0x895001', '0x89, 0x50, 0x01', '\\x89\\x50\\x01', '89-50\n\t01\r\n'])(
    '%j',
    (text) => {
      expect(looksLikeHex(text)).toBe(true);
      expect(read(text)).toBe('895001');
    },
  );

  test('none are no octets', () => {
    expect(read(' \n')).toBe('');
  });

  test.each([
    ['89 5g', '1:5+1 `g` is no hexadecimal digit'],
    ['8950\n 0x5z', '2:5+1 `z` is no hexadecimal digit'],
    ['89 50 é', '1:7+1 `é` is no hexadecimal digit'],
    ['89 50 1', '1:7+1 an odd number of digits: 1'],
    ['895', '1:1+3 an odd number of digits: 3'],
  ])('%j is refused where it is wrong', (text, message) => {
    expect(fault(text)).toContain(message);
  });

  test('words of hexdump are not taken for octets', () => {
    expect(fault('0000000 5089 0001')).toContain('use `hexdump -C` or `xxd`');
  });

  test('lines left out without an offset cannot be filled in', () => {
    expect(fault(' 00 00\n*\n 00')).toContain('`od -v`');
  });
});

const dumps = {
  xxd: [
    '00000000: 8950 0100 0501 0000 0000 0000 0000 0000  .P..............',
    '00000010: 6162 6162 6162 6162 6162 6162 6162 6162  abababababababab',
    '00000020: 6364 6364 6364 6364                      cdcdcdcd',
  ],
  'xxd -c 8': [
    '00000000: 8950 0100 0501 0000  .P......',
    '00000008: 0000 0000 0000 0000  ........',
    '00000010: 6162 6162 6162 6162  abababab',
    '00000018: 6162 6162 6162 6162  abababab',
    '00000020: 6364 6364 6364 6364  cdcdcdcd',
  ],
  'hexdump -C': [
    '00000000  89 50 01 00 05 01 00 00  00 00 00 00 00 00 00 00  |.P..............|',
    '00000010  61 62 61 62 61 62 61 62  61 62 61 62 61 62 61 62  |abababababababab|',
    '00000020  63 64 63 64 63 64 63 64                           |cdcdcdcd|',
    '00000028',
  ],
  'a packet of Wireshark': [
    '0000   89 50 01 00 05 01 00 00 00 00 00 00 00 00 00 00   .P..............',
    '0010   61 62 61 62 61 62 61 62 61 62 61 62 61 62 61 62   abababababababab',
    '0020   63 64 63 64 63 64 63 64                           cdcdcdcd',
  ],
  'a stream of Wireshark, both sides': [
    '00000000  89 50 01 00 05 01 00 00  00 00 00 00 00 00 00 00   .P...... ........',
    '    00000000  61 62 61 62 61 62 61 62  61 62 61 62 61 62 61 62   abababab abababab',
    '00000010  63 64 63 64 63 64 63 64                            cdcdcdcd',
  ],
  'tcpdump -X': [
    '\t0x0000:  8950 0100 0501 0000 0000 0000 0000 0000  .P..............',
    '\t0x0010:  6162 6162 6162 6162 6162 6162 6162 6162  abababababababab',
    '\t0x0020:  6364 6364 6364 6364                      cdcdcdcd',
  ],
  'od -A x -t x1': [
    '000000 89 50 01 00 05 01 00 00 00 00 00 00 00 00 00 00',
    '000010 61 62 61 62 61 62 61 62 61 62 61 62 61 62 61 62',
    '000020 63 64 63 64 63 64 63 64',
    '000028',
  ],
  'the specification': [
    '    0000  89 50 01 00 05 01 00 00 00 00 00 00 00 00 00 00  .P..............',
    '    0010  61 62 61 62 61 62 61 62 61 62 61 62 61 62 61 62  abababababababab',
    '    0020  63 64 63 64 63 64 63 64                          cdcdcdcd',
  ],
};

describe('a dump', () => {
  test.each(Object.entries(dumps))('of %s', (_, lines) => {
    for (const end of ['\n', '\r\n']) {
      const text = `\n${lines.join(end)}${end}`;
      expect(looksLikeHex(text)).toBe(true);
      expect(read(text)).toBe(octets);
    }
  });

  test('of one line', () => {
    expect(read('00000000: 8950 0100  .P..')).toBe('89500100');
    expect(read('00000000  89 50 01 00 05 01 00 00  07                       |.P.......|')).toBe('895001000501000007');
  });

  test('behind another, which begins again at 0', () => {
    expect(read('0000  89 50  .P\n\n0000  01 00  ..\n0002  05\n')).toBe('8950010005');
  });

  test('with alike lines left out', () => {
    const zeros = '00 '.repeat(16);
    expect(read(`00000000  ${zeros} |................|\n*\n00000040  01  |.|\n00000041\n`)).toBe(
      `${'00'.repeat(64)}01`,
    );
  });

  test.each([
    ['0000  89 50 01 00\n0010  00', '1:1+17 4 octets stand here, and the next offset says 16'],
    ['0010  89 50\n0008  00', '2:1+8 the offset goes back'],
    ['0000: 8950\n0002: 01zz', '2:9+1 `z` is no hexadecimal digit'],
    ['0000: 8950\nFrame 2', '2:1+7 a line without an offset'],
  ])('%j is refused where it is wrong', (text, message) => {
    expect(fault(text)).toContain(message);
  });
});

test.each(['PSAP/1 COMMAND', 'GET / HTTP/1.1', 'beauty', '', '{"a":1}'])('%j is not meant as hexadecimal', (text) => {
  expect(looksLikeHex(text)).toBe(false);
});

test.each(['895g', '89 5g', '0x8', 'face to face'])('%j is, though it is faulty', (text) => {
  expect(looksLikeHex(text)).toBe(true);
  expect(() => readHex(text, 'input')).toThrow(SourceError);
});
