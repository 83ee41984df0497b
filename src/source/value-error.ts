import { explainWord } from './suggest.ts';

/** A part of a value's text, in characters from its start. */
export interface Span {
  readonly offset: number;
  readonly length: number;
}

/** A text is not the value it should be. The message says what is wrong in one line, beginning in lower case. */
export class ValueError extends Error {
  override readonly name = 'ValueError';
  /** What to write instead. */
  readonly help: string | undefined;
  /** The faulty part; undefined where it is the whole text. */
  readonly span: Span | undefined;

  constructor(message: string, help?: string, span?: Span) {
    super(message);
    this.help = help;
    this.span = span;
  }
}

/**
 * Reads one of some words.
 *
 * @throws {ValueError} for every other word, with the one that was probably meant.
 */
export function parseWord<T extends string>(text: string, words: readonly T[]): T {
  const found = words.find((word) => word === text);
  if (found !== undefined) return found;
  const { message, help } = explainWord(text, words);
  throw new ValueError(message, help);
}
