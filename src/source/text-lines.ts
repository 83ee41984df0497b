import type { Place } from './diagnostic.ts';

/** A text and its lines: turns offsets into places. */
export class TextLines {
  readonly file: string;
  readonly text: string;
  /** Offsets at which lines begin, ascending. */
  readonly #starts: readonly number[];

  constructor(text: string, file: string) {
    this.file = file;
    this.text = text;
    this.#starts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
  }

  /**
   * The place of the characters from `start` up to `end`, or what of them is on the first line. What begins at the end
   * of the text, or between lines, is a place of length 1 just after the text before it, which is where it is missing.
   */
  place(start: number, end: number): Place {
    const trimmed = this.text.trimEnd().length;
    const from = Math.min(start, trimmed);
    const line = this.#lineOf(from);
    const lineStart = this.#starts[line]!;
    const lineText = this.text.slice(lineStart, this.#starts[line + 1]).replace(/\r?\n$/, '');
    const shown = this.text.slice(from, Math.min(end, lineStart + lineText.length)).trimEnd();
    return {
      file: this.file,
      line: line + 1,
      column: from - lineStart + 1,
      length: Math.max(1, shown.length),
      lineText,
    };
  }

  /** The number, from 0, of the line that holds the offset. */
  #lineOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
