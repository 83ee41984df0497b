import type { Block, Span } from '../protocol/annotation.ts';
import type { Message } from '../protocol/message.ts';
import { toHex } from '../protocol/octets.ts';
import type { Remark } from '../protocol/remarks.ts';
import type { DecodedBlock, DecodedFault, DecodedMessage, DecodedSpan, DecodeResult } from '../results/decode.ts';

/** What the annotator found, as the plain data that is reported: octets become digits. */
export function describeBlocks(
  input: string,
  octets: Uint8Array,
  blocks: readonly Block[],
  hints: readonly string[],
): DecodeResult {
  const count = (kind: Block['kind']) => blocks.filter((block) => block.kind === kind).length;
  return {
    input,
    octets: octets.length,
    blocks: blocks.map((block) => describeBlock(block, octets)),
    hints,
    summary: {
      messages: count('message'),
      violations: count('violation'),
      unfinished: count('unfinished'),
      remarks: blocks.reduce((sum, block) => sum + (block.kind === 'message' ? block.remarks.length : 0), 0),
      unreadOctets: blocks.reduce((sum, block) => sum + (block.kind === 'unread' ? block.length : 0), 0),
    },
  };
}

function describeBlock(block: Block, octets: Uint8Array): DecodedBlock {
  const { offset, length } = block;
  const stretch = { offset, length, spans: block.spans.map((span) => describeSpan(span, octets)) };
  switch (block.kind) {
    case 'message': {
      const { message, remarks } = block;
      return { kind: 'message', ...stretch, message: describeMessage(message), remarks: remarks.map(describeRemark) };
    }
    case 'violation': {
      const { code, clause, expected, actual } = block.violation;
      return { kind: 'violation', ...stretch, violation: { ...block.mark, code, clause, expected, actual } };
    }
    case 'unfinished':
      return { kind: 'unfinished', ...stretch, encoding: block.encoding, missing: block.missing };
    case 'unread':
      return { kind: 'unread', ...stretch };
  }
}

function describeSpan({ offset, length, name, value, parts }: Span, octets: Uint8Array): DecodedSpan {
  const hex = toHex(octets.subarray(offset, offset + length));
  const described = { offset, length, hex, name, value };
  return parts === undefined ? described : { ...described, parts: parts.map((part) => describeSpan(part, octets)) };
}

function describeMessage({ name, encoding, id, source, destination, body }: Message): DecodedMessage {
  return { name, encoding, id, source, destination, body: toHex(body) };
}

function describeRemark({ offset, length, code, clause, expected, actual }: Remark): DecodedFault {
  return { offset, length, code: code ?? null, clause, expected, actual };
}
