import { MAX_TEXT_HEADER_OCTETS, type MessageName } from './message.ts';
import { describeText, type SpanList } from './span-list.ts';

/** Names the octets of a text message line by line (TEXT-1 to TEXT-13); the parts of a line are its tokens. */

const CR = 0x0d;
const LF = 0x0a;
const SPACE = 0x20;
const COLON = 0x3a;
const MAGIC = 'PSAP/';
const LINE_END = 'line end';
const NAME_OCTETS = /^[\x21-\x39\x3b-\x7e]+$/;
const VALUE_OCTETS = /^[\x20-\x7e]*$/;
const knownFields = ['Id', 'Source', 'Destination', 'Encoding', 'Length'] as const;

/** The offset just behind the blank line that ends the header at `start`, or undefined where none is in reach. */
export function findTextHeaderEnd(octets: Uint8Array, start: number): number | undefined {
  const limit = Math.min(octets.length, start + MAX_TEXT_HEADER_OCTETS);
  for (let at = start; at + 4 <= limit; at += 1) {
    if (isLineEnd(octets, at) && isLineEnd(octets, at + 2)) return at + 4;
  }
  return undefined;
}

/** Lays out a header, or as much of it as there is, up to `end`. */
export function layOutTextHeader(list: SpanList, end: number): void {
  for (let isStartLine = true; list.at < end; isStartLine = false) {
    const { octets, at } = list;
    const lineEnd = findLineEnd(octets, at, end);
    const next = Math.min(lineEnd + 2, end);
    if (isStartLine) {
      list.group(next, 'start line', textOf(octets, at, lineEnd), (parts) => layOutStartLine(parts, lineEnd));
    } else if (lineEnd === at) {
      list.upTo(next, 'blank line', next === end ? 'end of the header' : '');
    } else {
      layOutField(list, lineEnd, next);
    }
  }
}

/** Lays out the body of a message of that name, up to the list's end. */
export function layOutTextBody(list: SpanList, name: MessageName): void {
  const { octets, at, end } = list;
  const shown = describeText(octets.subarray(at, end));
  if (name !== 'status-error') {
    list.upTo(end, name === 'status-request' ? 'greeting' : 'body', shown);
    return;
  }
  list.group(end, 'error', shown, (parts) => {
    const space = octets.subarray(at, end).indexOf(SPACE);
    const codeEnd = space < 0 ? end : at + space;
    parts.upTo(codeEnd, 'code', describeText(octets.subarray(at, codeEnd)));
    if (space < 0) return;
    parts.upTo(codeEnd + 1, 'space', '');
    parts.upTo(end, 'text', describeText(octets.subarray(codeEnd + 1, end)));
  });
}

/** `PSAP/1 type kind signals`: split at the first three spaces; what follows the third is the signals. */
function layOutStartLine(parts: SpanList, lineEnd: number): void {
  const { octets, at } = parts;
  parts.upTo(Math.min(at + MAGIC.length, lineEnd), 'magic', textOf(octets, at, Math.min(at + MAGIC.length, lineEnd)));
  for (const name of ['version', 'type', 'kind', 'signals']) {
    const space = octets.subarray(parts.at, lineEnd).indexOf(SPACE);
    const tokenEnd = name === 'signals' || space < 0 ? lineEnd : parts.at + space;
    parts.upTo(tokenEnd, name, textOf(octets, parts.at, tokenEnd));
    if (tokenEnd < lineEnd) parts.upTo(tokenEnd + 1, 'space', '');
  }
  parts.upTo(parts.end, LINE_END, '');
}

function layOutField(list: SpanList, lineEnd: number, next: number): void {
  const { octets, at } = list;
  const colon = octets.subarray(at, lineEnd).indexOf(COLON);
  const name = textOf(octets, at, at + colon);
  const rest = textOf(octets, at + colon + 1, lineEnd);
  if (colon < 0 || !NAME_OCTETS.test(name) || !VALUE_OCTETS.test(rest)) {
    const whole = next === lineEnd + 2;
    list.group(next, whole ? 'malformed line' : 'unfinished line', textOf(octets, at, lineEnd), (parts) => {
      parts.upTo(lineEnd, 'text', textOf(octets, at, lineEnd));
      parts.upTo(next, LINE_END, '');
    });
    return;
  }
  const value = rest.replace(/^ +| +$/g, '');
  const valueStart = at + colon + 1 + (rest.length - rest.replace(/^ +/, '').length);
  list.group(next, titleOf(name), value, (parts) => {
    parts.upTo(at + colon, 'name', name);
    parts.upTo(at + colon + 1, 'colon', '');
    parts.upTo(valueStart, 'spaces', '');
    parts.upTo(valueStart + value.length, 'value', value);
    parts.upTo(lineEnd, 'spaces', '');
    parts.upTo(next, LINE_END, '');
  });
}

/** As the specification spells it, and for a field that version 1 does not know as it stands. */
function titleOf(name: string): string {
  return knownFields.find((known) => known.toLowerCase() === name.toLowerCase()) ?? `unknown ${name}`;
}

/** Where the line that begins at `start` has its CRLF, or `end` where it has none. */
function findLineEnd(octets: Uint8Array, start: number, end: number): number {
  for (let at = start; at < end; at += 1) if (isLineEnd(octets, at) && at + 1 < end) return at;
  return end;
}

function isLineEnd(octets: Uint8Array, at: number): boolean {
  return octets[at] === CR && octets[at + 1] === LF;
}

/** Headers are compared octet by octet, and so read as Latin-1. */
function textOf(octets: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...octets.subarray(start, Math.max(start, end)));
}
