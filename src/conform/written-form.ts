import { annotate } from '../protocol/annotate.ts';
import { encodeMessage } from '../protocol/encoder.ts';
import type { Mismatch } from './match-message.ts';

/** Whether the message with this index is written as a sender has to write it (TEXT-22); what it says is not judged. */
export function matchWritten(octets: Uint8Array, index: number): Mismatch | undefined {
  const block = annotate(octets, 'answers').filter(({ kind }) => kind === 'message')[index];
  if (block?.kind !== 'message') return undefined;
  const received = octets.subarray(block.offset, block.offset + block.length);
  const wanted = encodeMessage(block.message);
  const at = received.findIndex((octet, offset) => octet !== wanted[offset]);
  if (at < 0 && received.length === wanted.length) return undefined;
  const text = (whole: Uint8Array) =>
    JSON.stringify(String.fromCharCode(...whole.subarray(Math.max(at, 0)).subarray(0, 40)));
  return { aspect: 'form', expected: `its header to go on with ${text(wanted)}`, actual: `${text(received)} there` };
}
