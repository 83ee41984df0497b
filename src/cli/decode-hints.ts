import type { Block } from '../protocol/annotation.ts';
import { MAGIC_BINARY, MAGIC_BINARY_SECOND, VERSION } from '../protocol/message.ts';
import { encodeUtf8 } from '../protocol/utf8.ts';

/** What may help someone whose octets are perhaps not what was meant. */

const beginnings = [Uint8Array.of(MAGIC_BINARY, MAGIC_BINARY_SECOND, VERSION), encodeUtf8(`PSAP/${VERSION} `)];
const CR = 0x0d;
const LF = 0x0a;

/** `octets` are those behind the `skipped` first ones of the input. */
export function hintsFor(octets: Uint8Array, skipped: number, blocks: readonly Block[]): string[] {
  const last = blocks.findLast(({ kind }) => kind === 'violation' || kind === 'unfinished');
  if (last === undefined) return [];
  if (last.kind === 'violation') {
    const { code, offset } = last.violation;
    const explain = `\`portlab explain ${code}\` says more`;
    if (code !== 'bad-magic') return [explain];
    const begins = findBeginning(octets, offset + 1);
    if (begins === undefined) return [explain];
    return [explain, `what looks like PSAP begins at octet ${begins}: \`--skip ${skipped + begins}\``];
  }
  const head = octets.subarray(last.offset);
  const bareLineEnds =
    head.includes(LF) && !head.includes(CR) && last.kind === 'unfinished' && last.encoding === 'text';
  return bareLineEnds ? ['its lines end in LF alone; a header has CRLF (TEXT-4): `unix2dos` mends a file'] : [];
}

function findBeginning(octets: Uint8Array, from: number): number | undefined {
  for (let at = from; at < octets.length; at += 1) {
    if (beginnings.some((beginning) => beginning.every((octet, index) => octets[at + index] === octet))) return at;
  }
  return undefined;
}
