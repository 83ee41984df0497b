import type { Span } from './annotation.ts';
import { decodeUtf8, isUtf8 } from './utf8.ts';

/** Spans laid one behind the other over octets, from a start to an end that none goes beyond. */
export class SpanList {
  readonly spans: Span[] = [];
  readonly octets: Uint8Array;
  readonly end: number;
  /** Where the next span begins. */
  at: number;

  constructor(octets: Uint8Array, start: number, end: number) {
    this.octets = octets;
    this.at = start;
    this.end = end;
  }

  /** How many octets have no span yet. */
  get left(): number {
    return this.end - this.at;
  }

  /** Names the octets up to `end`; none where there are none. */
  upTo(end: number, name: string, value: string, parts?: readonly Span[]): void {
    const offset = this.at;
    if (end <= offset) return;
    this.spans.push({ offset, length: end - offset, name, value, ...(parts !== undefined && { parts }) });
    this.at = end;
  }

  /** Names as many of `length` octets as are there; `describe` is asked for the value where all of them are. */
  take(length: number, name: string, describe: (offset: number) => string): void {
    if (this.left >= length) this.upTo(this.at + length, name, describe(this.at));
    else this.upTo(this.end, name, `${this.left} of ${length} octets`);
  }

  /** Names the octets up to `end` by what another list makes of them. */
  group(end: number, name: string, value: string, layOut: (parts: SpanList) => void): void {
    const parts = new SpanList(this.octets, this.at, end);
    layOut(parts);
    this.upTo(end, name, value, parts.spans);
  }
}

/** The octets as text: UTF-8 where they are, else what is not ASCII escaped. */
export function describeText(octets: Uint8Array): string {
  if (isUtf8(octets)) return decodeUtf8(octets);
  return Array.from(octets, (octet) => (octet < 0x80 ? String.fromCharCode(octet) : `\\x${hex(octet)}`)).join('');
}

/** Two digits. */
export function hex(octet: number): string {
  return octet.toString(16).padStart(2, '0');
}
