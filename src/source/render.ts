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
  const { file, line, column, length, lineText } = place;
  const margin = ' '.repeat(width);
  // A tab before the caret stays a tab, so that the caret stands under its character however wide tabs are shown.
  const indent = lineText
    .slice(0, column - 1)
    .padEnd(column - 1)
    .replace(/[^\t]/g, ' ');
  return [
    `${margin}${colours.blue('-->')} ${printable(file)}:${line}:${column}`,
    `${margin} ${colours.blue('|')}`,
    `${colours.blue(`${String(line).padStart(width)} |`)} ${printable(lineText)}`.trimEnd(),
    `${margin} ${colours.blue('|')} ${indent}${underline('^'.repeat(length))}`,
  ];
}

/** Keeps what a file says from moving the cursor or recolouring the terminal. */
function printable(text: string): string {
  return text.replace(/(?!\t)\p{Cc}/gu, '\u{fffd}');
}
