import { isCollection, isScalar, type Node, type Scalar } from 'yaml';
import { type Place, SourceError } from './diagnostic.ts';
import { TextLines } from './text-lines.ts';
import type { Span } from './value-error.ts';
import { ValueSource } from './value-source.ts';
import { findTooDeep, MAX_DEPTH } from './yaml-depth.ts';
import { explainSyntaxError, isStrayToken } from './yaml-errors.ts';
import { type FoundNode, type Path, YamlTree } from './yaml-tree.ts';

/** A YAML file on its way to a checked value. */
export class YamlSource extends ValueSource {
  readonly file: string;
  readonly #lines: TextLines;
  readonly #tree: YamlTree;

  /**
   * Parses `text`; `file` is its name in diagnostics.
   *
   * @throws {SourceError} where it is not YAML. Duplicate keys wait for `check`, since all the rest can be read.
   */
  constructor(text: string, file: string) {
    super();
    this.file = file;
    const withoutBom = text.replace(/^\u{feff}/u, '');
    this.#lines = new TextLines(withoutBom, file);
    this.#requireShallow(withoutBom);
    this.#tree = new YamlTree(withoutBom);
    this.#reportSyntax();
  }

  /**
   * Where a value or its key stands. For what is not in the file it is the place that lacks it: the map, or its key where
   * the map spreads over lines. A list item has no key, nor has the root: there `key` is the value. A span is a part of
   * the value's or key's text; it is the whole where the file spells the text in another way.
   */
  at(path: Path, part: 'key' | 'value' = 'value', span?: Span): Place {
    const node = chooseNode(this.#tree.find(path), part);
    const textStart = span && this.#startOfText(node);
    if (span === undefined || textStart === undefined) return this.#placeOf(node);
    return this.#lines.place(textStart + span.offset, textStart + span.offset + span.length);
  }

  /** The document as plain data, unchecked. @throws {SourceError} where its aliases expand to too much. */
  value(): unknown {
    try {
      return this.#tree.toValue();
    } catch (error) {
      if (!(error instanceof ReferenceError)) throw error;
      this.report(this.at([]), 'the aliases expand to more than a file should hold', {
        help: 'use fewer aliases of aliases',
      });
      throw new SourceError(this.reported);
    }
  }

  /** Before anything recurses. */
  #requireShallow(text: string): void {
    const offset = findTooDeep(text);
    if (offset === undefined) return;
    this.report(this.#lines.place(offset, offset + 1), `this is nested more than ${MAX_DEPTH} deep`);
    throw new SourceError(this.reported);
  }

  #reportSyntax(): void {
    const lines = new Set<number>();
    for (const error of this.#tree.errors) {
      const place = this.#lines.place(...error.pos);
      // What else is wrong on the line is mostly a consequence.
      if (lines.has(place.line) || (lines.size > 0 && isStrayToken(error))) continue;
      lines.add(place.line);
      const { message, ...details } = explainSyntaxError(error, this.#lines.text);
      this.report(place, message, details);
    }
    for (const alias of this.#tree.badAliases) {
      this.report(this.#placeOf(alias), `there is no value \`&${alias.source}\` before this alias`);
    }
    for (const { key, value } of this.#tree.badMerges) {
      this.report(this.#placeOf(value ?? key), 'only a map, or a list of maps, can be merged');
    }
    const isReadable = this.reported.length === 0;
    for (const { key, first } of this.#tree.duplicates) {
      const related = { message: 'first here', place: this.#placeOf(first) };
      this.report(this.#placeOf(key), `duplicate key \`${key.value}\``, { related });
    }
    if (!isReadable) this.throwIfReported();
  }

  #placeOf(node: Node | null): Place {
    const [start, end] = node?.range ?? [0, 0];
    return this.#lines.place(start, end);
  }

  /** Where the text of a scalar begins, undefined where the file spells it otherwise (escapes, folding, 0x50). */
  #startOfText(node: Node | null): number | undefined {
    if (!isScalar(node) || !node.range) return undefined;
    const [start, end] = node.range;
    const text = String(node.value);
    const quote = node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE' ? 1 : 0;
    return this.#lines.text.slice(start + quote, end - quote) === text ? start + quote : undefined;
  }
}

function chooseNode({ key, value, complete }: FoundNode, part: 'key' | 'value'): Node | null {
  if (key === undefined) return value;
  const spreads = !complete && isCollection(value) && value.flow !== true;
  return (part === 'key' && complete) || spreads || isEmpty(value) ? key : value;
}

function isEmpty(value: Node | null): boolean {
  return value === null || (isScalar(value) && (value as Scalar).source === '' && value.type === 'PLAIN');
}
