import type { z } from 'zod';
import { type Diagnostic, SourceError } from './diagnostic.ts';
import { checkValue } from './explain.ts';
import { findJsonFault, findJsonValue } from './json-walk.ts';
import { TextLines } from './text-lines.ts';

/** Where so much is wrong, the rest tells nothing new. */
const MOST_FAULTS = 10;

/** JSON text of a file, of megabytes perhaps, on its way to a checked value; places are looked for only when asked. */
export class JsonSource {
  /** The document as plain data. */
  readonly value: unknown;
  readonly #text: string;
  readonly #file: string;
  readonly #help: string;
  readonly #firstLine: number;

  /**
   * Parses `text`; `file` is its name in diagnostics, `help` what to do where something is wrong and nothing better is
   * known, `firstLine` the line of the file that it begins in.
   *
   * @throws {SourceError} where it is not JSON
   */
  constructor(text: string, file: string, help: string, firstLine = 1) {
    this.#text = text;
    this.#file = file;
    this.#help = help;
    this.#firstLine = firstLine;
    try {
      this.value = JSON.parse(text);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      const { offset, length, message } = findJsonFault(text) ?? { offset: 0, length: 1, message: error.message };
      const diagnostic = this.#diagnose(offset, offset + length, `this is not JSON: ${message}`);
      throw new SourceError([{ ...diagnostic, help }]);
    }
  }

  /**
   * The document as a typed value.
   *
   * @throws {SourceError} with a diagnostic for every issue, which names its JSON path, until there is enough of it
   */
  check<S extends z.ZodType>(schema: S): z.output<S> {
    const result = checkValue(schema, this.value);
    if ('data' in result) return result.data;
    throw new SourceError(
      result.explanations
        .slice(0, MOST_FAULTS)
        .map((explanation) => this.at(explanation.path, explanation.message, explanation.help)),
    );
  }

  /** What is wrong at a path, or at the nearest value around it. */
  at(path: readonly PropertyKey[], message: string, help = this.#help): Diagnostic {
    const found = findJsonValue(this.#text, path);
    const named = found.path.length === 0 ? message : `${formatPath(found.path)}: ${message}`;
    return { ...this.#diagnose(found.start, found.end, named), help };
  }

  #diagnose(start: number, end: number, message: string): Diagnostic {
    const place = new TextLines(this.#text, this.#file).place(start, end);
    return { ...place, line: place.line + this.#firstLine - 1, message };
  }
}

/** `hosts[0].ports[3].state` */
function formatPath(path: readonly (string | number)[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}
