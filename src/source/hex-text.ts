import { badDigit } from './bad-digit.ts';
import { SourceError } from './diagnostic.ts';
import { readHexDump } from './hex-dump.ts';
import { TextLines } from './text-lines.ts';

/** Octets written as hexadecimal digits: plain, or as the dump of a tool, with offsets and perhaps a column of text. */

/** What may stand between octets: `89 50`, `89:50`, `0x89, 0x50`, `\x89\x50`, `89-50`. */
const SEPARATOR = /(?:[\s:,;-]|\\x|0x)+/iy;
const DIGITS = /[0-9a-f]+/iy;
const DUMP_LINE = /^\s*(?:(?:0x)?[0-9a-f]{4,16}(?::\s|\s\s+[0-9a-f]{2}(?:\s|$))|0{6,16} [0-9a-f]{2}(?:\s|$))/i;
const BEGINNING = /^(?:0x|\\x|89|50|0000|[0-9a-f]{2}(?:[0-9a-f:,-]*)(?:\s|$))/i;
const WORDS_DUMP = /^0000000 [0-9a-f]{4}\b/;

/** Whether a text is meant as octets in hexadecimal. It may be faulty: the first octets decide. */
export function looksLikeHex(text: string): boolean {
  return BEGINNING.test(text.trimStart());
}

/**
 * The octets that the text writes down: plain digits, or a dump of `xxd`, `hexdump -C`, Wireshark or tcpdump.
 * `file` is its name in diagnostics.
 *
 * @throws {SourceError} at the digit, the octet or the line that is wrong
 */
export function readHex(text: string, file: string): Uint8Array {
  const lines = new TextLines(text, file);
  const first = /\S.*/.exec(text);
  const lineStart = first === null ? 0 : text.lastIndexOf('\n', first.index) + 1;
  return DUMP_LINE.test(text.slice(lineStart)) ? readHexDump(lines) : readPlainHex(lines);
}

function readPlainHex(lines: TextLines): Uint8Array {
  const { text } = lines;
  const octets: number[] = [];
  for (let at = 0; at < text.length; ) {
    SEPARATOR.lastIndex = at;
    at += SEPARATOR.exec(text)?.[0].length ?? 0;
    if (at >= text.length) break;
    DIGITS.lastIndex = at;
    const digits = DIGITS.exec(text)?.[0];
    if (digits === undefined) throw badDigit(lines, at);
    const end = at + digits.length;
    // Of `8g` the digit that is wrong is the `g`.
    if (digits.length % 2 === 1)
      throw /[\s:,;-]/.test(text[end] ?? ' ') ? halfOctet(lines, at, end) : badDigit(lines, end);
    for (; at < end; at += 2) octets.push(Number.parseInt(text.slice(at, at + 2), 16));
  }
  return Uint8Array.from(octets);
}

function halfOctet(lines: TextLines, start: number, end: number): SourceError {
  const wordsDump = WORDS_DUMP.test(lines.text.slice(start));
  return new SourceError([
    {
      ...lines.place(start, end),
      message: `an odd number of digits: ${end - start}`,
      help: wordsDump
        ? 'plain `hexdump` writes words in the order of the machine: use `hexdump -C` or `xxd`'
        : 'an octet is two digits: `05`, not `5`',
    },
  ]);
}
