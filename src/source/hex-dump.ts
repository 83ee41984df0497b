import { badDigit } from './bad-digit.ts';
import { SourceError } from './diagnostic.ts';
import type { TextLines } from './text-lines.ts';

/**
 * Dumps of `xxd`, `hexdump -C`, Wireshark (a packet, or both sides of a stream, one indented) and tcpdump: each line is
 * an offset, octets, and perhaps a column of text. Offsets are held to the octets, so that no line goes missing.
 */

const OFFSET = /^(\s*)(?:0x)?([0-9a-f]{4,16})(?::(?=\s|$)|(?=\s|$))/i;
const OCTETS = /^(?:[0-9a-f]{2})+$/i;
/** More octets than this are no dump of messages, but a mistake in an offset. */
const MAX_OCTETS = 1 << 26;

interface Row {
  /** The side of the stream: its indentation. */
  readonly side: number;
  readonly offset: number;
  /** Where the line begins in the text, where its octets begin, and where it ends. */
  readonly start: number;
  readonly from: number;
  readonly end: number;
  /** Whether a line `*` follows: its octets repeat up to the next offset. */
  readonly repeats: boolean;
}

/** @throws {SourceError} */
export function readHexDump(lines: TextLines): Uint8Array {
  const rows = readRows(lines);
  const octets: number[] = [];
  let width: number | undefined;
  rows.forEach((row, index) => {
    const stated = statedOctets(lines, rows, index);
    const read = readRow(lines, row, row.repeats ? width : (stated ?? width));
    width = Math.max(width ?? 0, read.length);
    if (stated !== undefined && !fits(read.length, stated, row.repeats))
      throw wrongOffset(lines, row, read.length, stated);
    const times = row.repeats && stated !== undefined ? stated / read.length : 1;
    for (let time = 0; time < times; time += 1) octets.push(...read);
  });
  return Uint8Array.from(octets);
}

function readRows(lines: TextLines): Row[] {
  const rows: Row[] = [];
  let start = 0;
  for (const line of lines.text.split('\n')) {
    const offset = OFFSET.exec(line);
    const last = rows.at(-1);
    if (line.trim() === '*' && last !== undefined) {
      rows[rows.length - 1] = { ...last, repeats: true };
    } else if (offset !== null) {
      const [head, indent = '', digits = ''] = offset;
      const from = start + head.length;
      const side = indent.length;
      rows.push({ side, offset: Number.parseInt(digits, 16), start, from, end: start + line.length, repeats: false });
    } else if (line.trim() !== '') {
      throw noOffset(lines, start + line.search(/\S/), start + line.trimEnd().length);
    }
    start += line.length + 1;
  }
  return rows;
}

/** How many octets the next offset of its side says a row has; undefined where none follows, or another dump begins. */
function statedOctets(lines: TextLines, rows: readonly Row[], index: number): number | undefined {
  const { side, offset, repeats } = rows[index]!;
  const next = rows.slice(index + 1).find((row) => row.side === side);
  if (next === undefined || (next.offset === 0 && !repeats)) return undefined;
  const octets = next.offset - offset;
  if (octets <= 0 || octets > MAX_OCTETS) throw wrongOffset(lines, next, 0, octets);
  return octets;
}

/** The octets of a line, at most `limit`; what stands behind a gap is its column of text. */
function readRow(lines: TextLines, row: Row, limit = Number.POSITIVE_INFINITY): number[] {
  const octets: number[] = [];
  const line = lines.text.slice(row.from, row.end);
  for (const { 1: gap = '', 2: token = '', index } of line.matchAll(/(\s*)([^\s|]+|\|)/g)) {
    const wide = octets.length > 0 && gap.length > 1;
    if (token === '|' || octets.length >= limit || (octets.length > 0 && gap.length > 2)) break;
    if (!OCTETS.test(token)) {
      if (wide) break;
      throw badDigit(lines, row.from + index + gap.length + Math.max(0, token.search(/[^0-9a-f]/i)));
    }
    // Between its two halves a line of 16 octets may have two spaces, as there may be before the text.
    if (wide && limit === Number.POSITIVE_INFINITY && !(octets.length === 8 && token.length === 2)) break;
    for (let at = 0; at < token.length; at += 2) octets.push(Number.parseInt(token.slice(at, at + 2), 16));
  }
  return octets;
}

function fits(read: number, stated: number, repeats: boolean): boolean {
  return repeats ? read > 0 && stated % read === 0 : read === stated;
}

function wrongOffset(lines: TextLines, row: Row, read: number, stated: number): SourceError {
  const message =
    stated <= 0
      ? 'the offset goes back'
      : `${read} octets stand here, and the next offset says ${stated.toLocaleString('en-US')}`;
  return new SourceError([
    {
      ...lines.place(row.start + row.side, row.end),
      message,
      help: 'a line is missing or cut; of `od`, take `od -A x -t x1`',
    },
  ]);
}

function noOffset(lines: TextLines, start: number, end: number): SourceError {
  return new SourceError([
    {
      ...lines.place(start, end),
      message: 'a line without an offset, in a dump that has them',
      help: 'take it out, or give all octets as plain hexadecimal digits',
    },
  ]);
}
