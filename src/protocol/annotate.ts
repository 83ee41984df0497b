import { layOutBinaryBody, layOutBinaryHeader } from './annotate-binary.ts';
import { findTextHeaderEnd, layOutTextBody, layOutTextHeader } from './annotate-text.ts';
import type { Block, Span, ViolationBlock } from './annotation.ts';
import { field, judgeBinaryHeader, readUint16 } from './binary-header.ts';
import { Decoder } from './decoder.ts';
import type { Accepts } from './header.ts';
import {
  BINARY_HEADER_OCTETS,
  copyMessage,
  type Encoding,
  MAGIC_BINARY,
  MAX_TEXT_HEADER_OCTETS,
  type MessageName,
} from './message.ts';
import { remarksOn } from './remarks.ts';
import { describeText, SpanList } from './span-list.ts';
import { judgeTextHeader } from './text-header.ts';
import type { Violation } from './violation.ts';

/**
 * Names every octet of one direction of a connection. The blocks cover the octets without a gap: whole messages, then
 * perhaps a violation and what nobody reads after it, or a message that is unfinished. What is a message and what is a
 * violation, the decoder says.
 */
export function annotate(octets: Uint8Array, accepts: Accepts = 'any'): Block[] {
  const decoder = new Decoder(accepts);
  const blocks: Block[] = [];
  let at = 0;
  decoder.push(octets);
  for (let decoded = decoder.next(); decoded !== undefined; decoded = decoder.next()) {
    const message = copyMessage(decoded);
    const length = headOf(octets, at, accepts).headerEnd! - at + message.body.length;
    const spans = layOut(octets, at, at + length, accepts);
    blocks.push({ kind: 'message', offset: at, length, spans, message, remarks: remarksOn(message, spans, octets) });
    at += length;
  }
  if (decoder.violation !== undefined) blocks.push(...refused(octets, at, accepts, decoder.violation));
  else if (at < octets.length) blocks.push(unfinished(octets, at, accepts));
  return blocks;
}

/** What the header of the message at hand says, as far as it is there. */
interface Head {
  readonly encoding: Encoding;
  /** Where the header ends, if it does. */
  readonly headerEnd: number | undefined;
  /** What a good header says. */
  readonly good: { readonly name: MessageName; readonly bodyLength: number } | undefined;
}

function headOf(octets: Uint8Array, start: number, accepts: Accepts): Head {
  if (octets[start] === MAGIC_BINARY) {
    const headerEnd = start + BINARY_HEADER_OCTETS;
    if (headerEnd > octets.length) return { encoding: 'binary', headerEnd: undefined, good: undefined };
    const judged = judgeBinaryHeader(octets, start, accepts);
    const bodyLength = readUint16(octets, start + field.bodyLength);
    const good = typeof judged === 'string' ? { name: judged, bodyLength } : undefined;
    return { encoding: 'binary', headerEnd, good };
  }
  const headerEnd = findTextHeaderEnd(octets, start);
  if (headerEnd === undefined) return { encoding: 'text', headerEnd, good: undefined };
  const judged = judgeTextHeader(octets.subarray(start, headerEnd), accepts);
  return { encoding: 'text', headerEnd, good: 'fault' in judged ? undefined : judged };
}

/** Names the octets of the message at hand up to `end`. */
function layOut(octets: Uint8Array, start: number, end: number, accepts: Accepts): readonly Span[] {
  const { encoding, headerEnd = end, good } = headOf(octets, start, accepts);
  const list = new SpanList(octets, start, end);
  if (encoding === 'binary') {
    layOutBinaryHeader(list);
    if (good !== undefined) layOutBinaryBody(list, good.name, end === headerEnd + good.bodyLength);
  } else {
    layOutTextHeader(list, Math.min(headerEnd, end));
    if (good !== undefined) layOutTextBody(list, good.name);
  }
  return list.spans;
}

/** The message at hand, as far as it was read, and all the rest, which is not. */
function refused(octets: Uint8Array, start: number, accepts: Accepts, violation: Violation): Block[] {
  const end = Math.min(octets.length, endOfRead(octets, start, accepts, violation));
  const spans = violation.code === 'bad-magic' ? magic(octets, start, end) : layOut(octets, start, end, accepts);
  const mark = markOf(spans, violation.offset);
  const blocks: Block[] = [{ kind: 'violation', offset: start, length: end - start, spans, violation, mark }];
  if (end < octets.length) {
    const rest: Span = { offset: end, length: octets.length - end, name: 'not read', value: '' };
    blocks.push({ kind: 'unread', offset: end, length: rest.length, spans: [rest] });
  }
  return blocks;
}

/** Octets that begin no message are nothing but that. */
function magic(octets: Uint8Array, start: number, end: number): readonly Span[] {
  return [{ offset: start, length: end - start, name: 'magic', value: describeText(octets.subarray(start, end)) }];
}

/** How far a message was read when it was refused (ERR-17 to ERR-21). */
function endOfRead(octets: Uint8Array, start: number, accepts: Accepts, violation: Violation): number {
  const { code, offset } = violation;
  if (code === 'bad-magic' || code === 'bad-version') return offset + 1;
  const { headerEnd, good } = headOf(octets, start, accepts);
  return (headerEnd ?? start + MAX_TEXT_HEADER_OCTETS) + (good?.bodyLength ?? 0);
}

/** From the place of a violation to the end of the token, the value or the field that is there. */
function markOf(spans: readonly Span[], offset: number): ViolationBlock['mark'] {
  const around = (list: readonly Span[]): Span | undefined =>
    list.find((span) => span.offset <= offset && offset < span.offset + span.length);
  let span = around(spans);
  while (span?.parts !== undefined) span = around(span.parts);
  return { offset, length: span === undefined ? 0 : span.offset + span.length - offset };
}

function unfinished(octets: Uint8Array, start: number, accepts: Accepts): Block {
  const { encoding, headerEnd, good } = headOf(octets, start, accepts);
  const length = octets.length - start;
  const spans = layOut(octets, start, octets.length, accepts);
  const missing =
    good !== undefined
      ? { octets: headerEnd! + good.bodyLength - octets.length, exact: true }
      : { octets: encoding === 'binary' ? BINARY_HEADER_OCTETS - length : 1, exact: false };
  return { kind: 'unfinished', offset: start, length, spans, encoding, missing };
}
