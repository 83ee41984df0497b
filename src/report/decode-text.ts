import type { DecodedBlock, DecodedEndpoint, DecodedFault, DecodedSpan, DecodeResult } from '../results/decode.ts';
import { hexRows, ROW_OCTETS } from './hex-rows.ts';
import type { Palette } from './palette.ts';
import { count, harmless, shorten } from './plain-text.ts';

/** Decoded octets for people: an annotated dump, with what is wrong marked in its place. */

const HEX_WIDTH = 3 * ROW_OCTETS - 1;
/** Longer names push their values to the right. */
const NAME_CHARACTERS = 28;
/** Longer values are cut, unless all is asked for. */
const VALUE_CHARACTERS = 64;

export interface DecodeTextOptions {
  readonly colours: Palette;
  /** Whether long stretches and values are shown whole. */
  readonly full: boolean;
}

/** The whole report, ended by a line end. */
export function renderDecode(result: DecodeResult, options: DecodeTextOptions): string {
  const hints = result.hints.map((hint) => `${options.colours.cyan('hint:')} ${hint}\n`);
  return `${renderBlocks(result, options)}\n\n${summaryText(result)}\n${hints.join('')}`;
}

/** The dump alone, without a line end. */
export function renderBlocks(result: DecodeResult, { colours, full }: DecodeTextOptions): string {
  const layout = new Layout(result, colours, full);
  return result.blocks.map((block, index) => layout.block(block, index + 1).join('\n')).join('\n\n');
}

/** How the lines of one report are laid out. */
class Layout {
  readonly #colours: Palette;
  readonly #full: boolean;
  readonly #offsetDigits: number;
  readonly #nameWidth: number;

  constructor({ octets, blocks }: DecodeResult, colours: Palette, full: boolean) {
    this.#colours = colours;
    this.#full = full;
    this.#offsetDigits = Math.max(4, octets.toString(16).length);
    const names = blocks.flatMap(({ spans }) => spans.flatMap(leaves)).map(({ name }) => name.length);
    this.#nameWidth = Math.min(
      NAME_CHARACTERS,
      names.reduce((widest, length) => Math.max(widest, length), 0),
    );
  }

  block(block: DecodedBlock, number: number): string[] {
    const { bold, red, yellow, dim } = this.#colours;
    switch (block.kind) {
      case 'message':
        return [
          `${bold(`message ${number}:`)} ${titleOf(block.message)}, ${count(block.length, 'octet')}`,
          ...this.#rows(block),
        ];
      case 'violation':
        return [
          `${red(bold(`message ${number}:`))} ${red('refused')}, ${count(block.length, 'octet')} read`,
          ...this.#rows(block),
        ];
      case 'unfinished': {
        const title = `${yellow(bold(`message ${number}:`))} ${yellow('unfinished')} (${block.encoding})`;
        return [`${title}, ${missingText(block.missing)}`, ...this.#rows(block)];
      }
      case 'unread':
        return [dim(`${count(block.length, 'octet')} behind the violation, not read`), ...this.#rows(block)];
    }
  }

  #rows(block: DecodedBlock): string[] {
    const faults = block.kind === 'violation' ? [block.violation] : block.kind === 'message' ? block.remarks : [];
    const spans = block.spans.flatMap(leaves);
    const end = block.offset + block.length;
    const lines = spans.flatMap((span) =>
      this.#spanLines(
        span,
        faults.filter((fault) => beginsIn(fault, span)),
        block.kind,
      ),
    );
    // What is missing at the end has no octet to stand under.
    const behind = faults.filter(({ offset }) => offset >= end);
    return [...lines, ...behind.flatMap((fault) => this.#faultLines(fault, block.kind))];
  }

  #spanLines(span: DecodedSpan, faults: readonly DecodedFault[], kind: DecodedBlock['kind']): string[] {
    const { cyan, dim } = this.#colours;
    const lines: string[] = [];
    let name = harmless(span.name);
    let value = this.#value(span.value);
    for (const row of hexRows(span, span.hex, faults, this.#full)) {
      if (row.kind === 'folded') {
        lines.push(dim(`${this.#margin()}… ${count(row.octets, 'octet')} more`));
        continue;
      }
      if (kind === 'unread') value = asciiOf(row.hex);
      const offset = dim(row.offset.toString(16).padStart(this.#offsetDigits, '0'));
      const hex = kind === 'unread' ? dim(row.hex) : cyan(row.hex);
      const label = `${name.padEnd(this.#nameWidth)}  ${value}`;
      lines.push(`  ${offset}  ${hex}${' '.repeat(HEX_WIDTH - row.hex.length)}  ${label}`.trimEnd());
      if (row.carets !== undefined) lines.push(`${this.#margin()}${this.#paint(kind)(row.carets)}`);
      name = '';
      value = '';
    }
    return [...lines, ...faults.flatMap((fault) => this.#faultLines(fault, kind))];
  }

  /** Of an octet that is wrong: the code, the clause, what stands there, and what would be right. */
  #faultLines({ code, clause, expected, actual }: DecodedFault, kind: DecodedBlock['kind']): string[] {
    const paint = this.#paint(kind);
    const name = code === null ? clause : `${code} (${clause})`;
    return [
      `${this.#margin()}${paint(name)}: ${harmless(actual)}`,
      `${this.#margin()}${' '.repeat(2)}right would be: ${harmless(expected)}`,
    ];
  }

  #paint(kind: DecodedBlock['kind']): (text: string) => string {
    return kind === 'violation' ? this.#colours.red : this.#colours.yellow;
  }

  #margin(): string {
    return ' '.repeat(2 + this.#offsetDigits + 2);
  }

  #value(value: string): string {
    const shown = harmless(value);
    return this.#full ? shown : shorten(shown, VALUE_CHARACTERS);
  }
}

/** Text stands line by line; of an attribute each part has a line, with the name of the attribute. */
export function leaves(span: DecodedSpan): DecodedSpan[] {
  const isAttribute = span.parts?.[0]?.name === 'tag';
  if (!isAttribute) return [span];
  return span.parts!.map((part) => ({ ...part, name: `${span.name} ${part.name}` }));
}

/** Whether the first octet that is wrong is one of these. */
export function beginsIn({ offset }: DecodedFault, span: DecodedSpan): boolean {
  return offset >= span.offset && offset < span.offset + span.length;
}

/** What is not printable in ASCII is a dot. */
function asciiOf(hex: string): string {
  const codes = hex.split(' ').map((digits) => Number.parseInt(digits, 16));
  return codes.map((code) => (code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '.')).join('');
}

/** `open (text), id 7, 127.0.0.1:22 → 127.0.0.1:40112`. */
export function titleOf(message: {
  name: string;
  encoding: string;
  id: number;
  source: DecodedEndpoint;
  destination: DecodedEndpoint;
}): string {
  const { name, encoding, id, source, destination } = message;
  return `${name.replace('-', ' ')} (${encoding}), id ${id}, ${endpointText(source)} → ${endpointText(destination)}`;
}

function endpointText({ address, port }: DecodedEndpoint): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** `3 octets missing`, `at least 3 octets missing`. */
export function missingText({ octets, exact }: { octets: number; exact: boolean }): string {
  return `${exact ? '' : 'at least '}${count(octets, 'octet')} missing`;
}

/** `2 messages, 1 violation, 24 octets not read`. */
function summaryText({ octets, summary }: DecodeResult): string {
  const { messages, violations, unfinished, remarks, unreadOctets } = summary;
  const parts = [
    count(messages, 'message'),
    ...(violations > 0 ? [count(violations, 'violation')] : []),
    ...(unfinished > 0 ? [`${unfinished} unfinished`] : []),
    ...(remarks > 0 ? [count(remarks, 'remark')] : []),
    ...(unreadOctets > 0 ? [`${count(unreadOctets, 'octet')} not read`] : []),
  ];
  return `${count(octets, 'octet')}: ${parts.join(', ')}`;
}
