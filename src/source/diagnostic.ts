/** A stretch of one line of a text file. It quotes its line, so that it can be shown without the file at hand. */
export interface Place {
  /** The file as the user named it. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units, as editors count. */
  readonly column: number;
  /** In UTF-16 code units, within the line; at least 1. */
  readonly length: number;
  /** The whole line, without its end. */
  readonly lineText: string;
}

/** What is wrong, and where. */
export interface Diagnostic extends Place {
  /** What is wrong, in one line that begins in lower case. */
  readonly message: string;
  /** What to do about it. */
  readonly help?: string;
  /** Another place that has part in it, such as the first of two definitions. */
  readonly related?: { readonly message: string; readonly place: Place };
}

/** Text files say something wrong: everything found, once, file by file, each in the order of its text. */
export class SourceError extends Error {
  override readonly name: string = 'SourceError';
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    // Two aliases of one faulty value find the same twice.
    const distinct = new Map(diagnostics.map((one) => [distinction(one), one]));
    const files = [...new Set(diagnostics.map(({ file }) => file))];
    const sorted = [...distinct.values()].sort((a, b) => {
      return files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column;
    });
    super(sorted.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`).join('\n'));
    this.diagnostics = sorted;
  }
}

function distinction({ file, line, column, message, related }: Diagnostic): string {
  const { place } = related ?? {};
  return JSON.stringify([file, line, column, message, place?.file, place?.line, place?.column]);
}
