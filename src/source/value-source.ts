import type { z } from 'zod';
import { type Diagnostic, type Place, SourceError } from './diagnostic.ts';
import { checkValue } from './explain.ts';
import type { Span } from './value-error.ts';
import type { Path } from './yaml-tree.ts';

/**
 * Text on its way to a checked value. First `check` gives the value its shape; then the caller looks at what it means,
 * asks `at` for places, and `report`s; `throwIfReported` ends it.
 */
export abstract class ValueSource {
  readonly #reported: Diagnostic[] = [];

  /** Whether what is wrong with a value, or with one around it, was told before it was checked. */
  protected isKnownToBeWrong(_path: Path): boolean {
    return false;
  }

  /** The value as plain data, unchecked. */
  abstract value(): unknown;

  /**
   * Where a value or its key stands. For what is not in the text it is the place that lacks it: the map, or its key where
   * the map spreads over lines. A list item has no key, nor has the root: there `key` is the value. A span is a part of
   * the value's or key's text; it is the whole where the file spells the text in another way.
   */
  abstract at(path: Path, part?: 'key' | 'value', span?: Span): Place;

  /**
   * The value as a typed one.
   *
   * @throws {SourceError} with a diagnostic for every issue, at what it is about.
   */
  check<S extends z.ZodType>(schema: S): z.output<S> {
    const checked = this.tryCheck(schema);
    this.throwIfReported();
    return checked!;
  }

  /** The value as a typed one, or undefined where it is none, which is reported. */
  tryCheck<S extends z.ZodType>(schema: S): z.output<S> | undefined {
    const result = checkValue(schema, this.value());
    if ('data' in result) return result.data;
    for (const { path, part, span, message, help } of result.explanations) {
      if (this.isKnownToBeWrong(path as Path)) continue;
      const place = this.at(path as Path, part, span);
      this.report(place, message, help === undefined ? {} : { help });
    }
    return undefined;
  }

  /** Adds a diagnostic. */
  report(place: Place, message: string, details: Pick<Diagnostic, 'help' | 'related'> = {}): void {
    this.#reported.push({ ...place, message, ...details });
  }

  /** What was reported so far. */
  get reported(): readonly Diagnostic[] {
    return this.#reported;
  }

  /** @throws {SourceError} with everything reported, if anything was. */
  throwIfReported(): void {
    if (this.#reported.length > 0) throw new SourceError(this.#reported);
  }
}
