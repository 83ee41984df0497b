import type { DecodedBlock, DecodedFault, DecodedSpan, DecodeResult } from '../../results/decode.ts';
import { beginsIn, leaves, missingText, titleOf } from '../decode-text.ts';
import { hexRows } from '../hex-rows.ts';
import { count, harmless, shorten } from '../plain-text.ts';
import { html, type Markup } from './markup.ts';

/** Longer values are cut. */
const VALUE_CHARACTERS = 80;

/** Decoded octets as an annotated dump: what each is, and what is wrong marked in its place. */
export function octetDump({ blocks }: DecodeResult): Markup {
  return html`<div class="scroll"><table class="dump">${blocks.map(
    (
      block,
      index,
    ) => html`<tbody class="${block.kind}"><tr><th colspan="3" scope="rowgroup">${blockTitle(block, index + 1)}</th></tr>
${blockRows(block)}</tbody>
`,
  )}</table></div>`;
}

function blockTitle(block: DecodedBlock, number: number): string {
  switch (block.kind) {
    case 'message':
      return `Message ${number}: ${titleOf(block.message)}, ${count(block.length, 'octet')}`;
    case 'violation':
      return `Message ${number}: refused, ${count(block.length, 'octet')} read`;
    case 'unfinished':
      return `Message ${number}: unfinished (${block.encoding}), ${missingText(block.missing)}`;
    case 'unread':
      return `${count(block.length, 'octet')} behind the violation, not read`;
  }
}

function blockRows(block: DecodedBlock): Markup[] {
  const faults = block.kind === 'violation' ? [block.violation] : block.kind === 'message' ? block.remarks : [];
  const end = block.offset + block.length;
  // What is missing at the end has no octet to stand under.
  const behind = faults.filter(({ offset }) => offset >= end);
  return [...block.spans.flatMap(leaves).flatMap((span) => spanRows(span, faults)), ...behind.map(faultRow)];
}

function spanRows(span: DecodedSpan, faults: readonly DecodedFault[]): Markup[] {
  const rows = hexRows(span, span.hex, faults, false).map((row, index) => {
    if (row.kind === 'folded') {
      return html`<tr class="folded"><td></td><td colspan="2">… ${count(row.octets, 'octet')} more</td></tr>
`;
    }
    const { offset, hex, carets = '' } = row;
    const octets = hex.split(' ').map((digits, at) => {
      const gap = at === 0 ? '' : ' ';
      return carets.slice(3 * at, 3 * at + 2) === '^^' ? html`${gap}<mark>${digits}</mark>` : html`${gap}${digits}`;
    });
    const what =
      index === 0 ? html`<span>${harmless(span.name)}</span> ${shorten(harmless(span.value), VALUE_CHARACTERS)}` : '';
    return html`<tr><td class="offset">${offset.toString(16).padStart(4, '0')}</td><td class="octets">${octets}</td><td class="what">${what}</td></tr>
`;
  });
  return [...rows, ...faults.filter((fault) => beginsIn(fault, span)).map(faultRow)];
}

function faultRow({ code, clause, expected, actual }: DecodedFault): Markup {
  const name = code === null ? clause : `${code} (${clause})`;
  return html`<tr class="fault-row"><td></td><td colspan="2"><b>${name}</b> ${harmless(actual)}<br>right would be: ${harmless(expected)}</td></tr>
`;
}
