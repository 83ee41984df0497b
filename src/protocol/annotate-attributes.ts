import { spanAttributes, tagName } from './attributes.ts';
import { readUint16 } from './binary-header.ts';
import { describeText, hex, type SpanList } from './span-list.ts';

/** Names the octets of attributes (ATTR-2). */

const LENGTH_OFFSET = 1;
const VALUE_OFFSET = 3;

/** Lays out the attributes of a body up to the list's end; `complete` says whether the body ends there. */
export function layOutAttributes(list: SpanList, complete: boolean): void {
  const body = list.octets.subarray(list.at, list.end);
  for (const { tag, valueStart, valueEnd } of spanAttributes(body)) {
    const known = tagName(tag);
    const value = body.subarray(valueStart, valueEnd);
    const shown = known === undefined ? '' : describeText(value);
    list.group(list.at + VALUE_OFFSET + value.length, nameOf(tag), shown, (parts) => {
      layOutHead(parts, tag, `${value.length}`);
      parts.upTo(parts.end, 'value', shown);
    });
  }
  if (list.left > 0) layOutRest(list, complete);
}

/** What is left when no whole attribute is. */
function layOutRest(list: SpanList, complete: boolean): void {
  const { octets, at, left } = list;
  if (complete && left < VALUE_OFFSET) {
    list.upTo(list.end, 'left over', 'too short for an attribute');
    return;
  }
  const tag = octets[at]!;
  list.group(list.end, nameOf(tag), complete ? 'reaches past the end of the body' : 'unfinished', (parts) => {
    const length = left >= VALUE_OFFSET ? readUint16(octets, at + LENGTH_OFFSET) : 0;
    layOutHead(parts, tag, `${length}, of which ${left - VALUE_OFFSET} are there`);
    parts.upTo(parts.end, 'value', describeText(octets.subarray(parts.at, parts.end)));
  });
}

function layOutHead(parts: SpanList, tag: number, length: string): void {
  parts.take(1, 'tag', () => `0x${hex(tag)}`);
  parts.take(2, 'length', () => length);
}

function nameOf(tag: number): string {
  return tagName(tag) ?? `unknown 0x${hex(tag)}`;
}
