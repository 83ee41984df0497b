import type { Diagnostic, Place } from './diagnostic.ts';

/** How to colour: each takes a text and returns it with its colour, or as it is. */
export interface Colours {
  bold(text: string): string;
  red(text: string): string;
  blue(text: string): string;
  cyan(text: string): string;
}

/**
 * Diagnostics as a person reads them, in the manner of rustc: the message, the place, the line with a caret under what
 * is meant, and what to do. Without a line end after the last.
 */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], colours: Colours): string {
  return diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, colours)).join('\n\n');
}

function renderDiagnostic(diagnostic: Diagnostic, colours: Colours): string {
  const { message, help, related } = diagnostic;
  const width = Math.max(diagnostic.line, related?.place.line ?? 0).toString().length;
  const lines = [
    `${colours.bold(colours.red('error'))}${colours.bold(`: ${printable(message)}`)}`,
    ...quote(diagnostic, width, colours, colours.red),
  ];
  if (related !== undefined) {
    lines.push(`${colours.bold(colours.cyan('note'))}: ${printable(related.message)}`);
    lines.push(...quote(related.place, width, colours, colours.cyan));
  }
  if (help !== undefined) {
    lines.push(`${' '.repeat(width)} ${colours.blue('=')} ${colours.bold('help')}: ${printable(help)}`);
  }
  return lines.join('\n');
}

function quote(place: Place, width: number, colours: Colours, underline: (text: string) => string): string[] {
  const { file, line, column } = place;
  const { lineText, before, length } = clip(place);
  const margin = ' '.repeat(width);
  // A tab before the caret stays a tab, so that the caret stands under its character however wide tabs are shown.
  const indent = lineText.slice(0, before).padEnd(before).replace(/[^\t]/g, ' ');
  return [
    `${margin}${colours.blue('-->')} ${printable(file)}:${line}:${column}`,
    `${margin} ${colours.blue('|')}`,
    `${colours.blue(`${String(line).padStart(width)} |`)} ${printable(lineText)}`.trimEnd(),
    `${margin} ${colours.blue('|')} ${indent}${underline('^'.repeat(length))}`,
  ];
}

/** A line of which more would hide the rest of the diagnostic, as of a file that a machine wrote. */
const LONGEST_LINE = 240;
const SHOWN_BEFORE = 60;

/** Of a very long line what stands around the place; `before` characters of it stand before the place. */
function clip({ lineText, column, length }: Place): { lineText: string; before: number; length: number } {
  const before = column - 1;
  if (lineText.length <= LONGEST_LINE) return { lineText, before, length };
  const from = Math.max(0, before - SHOWN_BEFORE);
  const to = from + LONGEST_LINE;
  const [head, tail] = [from > 0 ? '…' : '', to < lineText.length ? '…' : ''];
  return {
    lineText: head + lineText.slice(from, to) + tail,
    before: before - from + head.length,
    length: Math.min(length, to - before),
  };
}

/** Keeps what a file says from moving the cursor or recolouring the terminal. */
function printable(text: string): string {
  return text.replace(/(?!\t)\p{Cc}/gu, '\u{fffd}');
}
