import type { z } from 'zod';
import { type Diagnostic, type Place, SourceError } from '../source/diagnostic.ts';
import type { NamedValue } from '../source/expander.ts';
import { listQuoted } from '../source/suggest.ts';
import { YamlSource } from '../source/yaml-source.ts';
import type { Path } from '../source/yaml-tree.ts';
import { fragmentSchema, headSchema } from './load-schema.ts';
import { placeOfName, type Row, readMatrix } from './matrix.ts';

/** A scenario's file and those that it includes: what they say of each other, and not yet of the world. */

/** Reads a file that another includes; its path is as that file says it. Undefined where it cannot be read. */
export type ReadIncluded = (path: string, from: string) => IncludedText | undefined;

export interface IncludedText {
  /** Its name in diagnostics; the same however it is reached. */
  readonly file: string;
  readonly text: string;
}

export interface ScenarioFiles {
  /** Those included first, the scenario's own last; each once. */
  readonly sources: readonly YamlSource[];
  readonly main: YamlSource;
  /** What `let` says in all of them; what a file says itself goes before what it includes. */
  readonly lets: Scope;
  /** The rows of the scenario's matrix; one without values where it has none. */
  readonly rows: readonly Row[];
  /** Keys that a map has twice: wrong, but no reason not to look for more. */
  readonly duplicates: readonly Diagnostic[];
}

/** What names stand for. */
type Scope = ReadonlyMap<string, NamedValue>;

/** Reads a scenario's file and what it includes. @throws {SourceError} where they cannot be put together. */
export function readScenarioFiles(text: string, file: string, readIncluded: ReadIncluded): ScenarioFiles {
  const reader = new FileReader(readIncluded);
  const main = reader.parse({ text, file });
  const said = main && reader.tryCheck(main, headSchema);
  const lets = said && reader.readScope(main!, said, [file]);
  const rows = said?.matrix === undefined ? [new Map()] : readMatrix(main!, said.matrix);
  if (lets !== undefined) reportClashes(main!, rows, lets);
  reader.throwIfUnusable();
  return { sources: reader.sources, main: main!, lets: lets!, rows, duplicates: reader.duplicates };
}

/** A name is that of a value or of a column. */
function reportClashes(main: YamlSource, rows: readonly Row[], lets: Scope): void {
  for (const [name, { origin }] of rows[0] ?? []) {
    const other = lets.get(name)?.origin;
    if (other === undefined) continue;
    main.report(placeOfName(origin), `\`${name}\` is in \`let\` and in \`matrix\``, {
      help: 'rename one of them',
      related: { message: 'in `let` here', place: other.source.at(other.path, 'key') },
    });
  }
}

class FileReader {
  readonly sources: YamlSource[] = [];
  readonly duplicates: Diagnostic[] = [];
  readonly #readIncluded: ReadIncluded;
  readonly #known = new Map<string, Scope>();
  readonly #unreadable: Diagnostic[] = [];

  constructor(readIncluded: ReadIncluded) {
    this.#readIncluded = readIncluded;
  }

  /** A file; undefined where it is not YAML. */
  parse({ text, file }: IncludedText): YamlSource | undefined {
    try {
      const source = new YamlSource(text, file);
      this.duplicates.push(...source.reported);
      return source;
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      this.#unreadable.push(...error.diagnostics);
      return undefined;
    }
  }

  /** What a file says of itself; undefined where that is not right. */
  tryCheck<S extends z.ZodType>(source: YamlSource, schema: S): z.output<S> | undefined {
    const said = source.tryCheck(schema);
    if (said === undefined) this.#unreadable.push(...source.reported);
    return said;
  }

  /** @throws {SourceError} where more is wrong than duplicate keys. */
  throwIfUnusable(): void {
    const diagnostics = [...this.#unreadable, ...this.sources.flatMap(({ reported }) => reported)];
    if (diagnostics.length > this.duplicates.length) throw new SourceError(diagnostics);
  }

  /** What `let` says in a file and in what it includes; `open` are the files that lead there. */
  readScope(source: YamlSource, said: z.output<typeof fragmentSchema>, open: readonly string[]): Scope {
    const own: Scope = new Map(
      Object.entries(said.let ?? {}).map(([name, raw]) => [name, { raw, origin: { source, path: ['let', name] } }]),
    );
    const scope = new Map<string, NamedValue>();
    for (const { path, at } of includedPaths(said.include)) {
      const place = source.at(at);
      for (const [name, named] of this.#readInclude(source, path, place, open) ?? []) {
        const other = scope.get(name);
        if (other !== undefined && other.origin.source !== named.origin.source && !own.has(name)) {
          source.report(place, `two included files say what \`${name}\` is`, {
            help: `say it in this file's \`let\`, which goes before both`,
            related: { message: 'one of them here', place: other.origin.source.at(other.origin.path, 'key') },
          });
        }
        scope.set(name, named);
      }
    }
    this.sources.push(source);
    return new Map([...scope, ...own]);
  }

  #readInclude(source: YamlSource, path: string, place: Place, open: readonly string[]): Scope | undefined {
    if (path.includes('${')) {
      source.report(place, 'what is included cannot depend on a value', { help: 'write the path itself' });
      return undefined;
    }
    const included = this.#readIncluded(path, source.file);
    if (included === undefined) {
      source.report(place, `\`${path}\` cannot be read`, { help: 'a path counts from the file that it stands in' });
      return undefined;
    }
    const { file } = included;
    if (open.includes(file)) {
      const circle = listQuoted([...open.slice(open.indexOf(file)), file]).replaceAll(', ', ' → ');
      source.report(place, `this file is included by itself: ${circle}`);
      return undefined;
    }
    const known = this.#known.get(file);
    if (known !== undefined) return known;
    const part = this.parse(included);
    const said = part && this.tryCheck(part, fragmentSchema);
    const scope = said === undefined ? new Map() : this.readScope(part!, said, [...open, file]);
    this.#known.set(file, scope);
    return scope;
  }
}

function includedPaths(include: string | readonly string[] = []): readonly { path: string; at: Path }[] {
  if (typeof include === 'string') return [{ path: include, at: ['include'] }];
  return include.map((path, index) => ({ path, at: ['include', index] }));
}
