import type { Place } from '../source/diagnostic.ts';
import type { NamedValue } from '../source/expander.ts';
import { listQuoted } from '../source/suggest.ts';
import type { YamlSource } from '../source/yaml-source.ts';
import type { Path } from '../source/yaml-tree.ts';
import type { MatrixYaml } from './load-schema.ts';

/** One story over several values: each row of the matrix is a scenario of its own. */

/** The values of one row by name; none where there is no matrix. */
export type Row = ReadonlyMap<string, NamedValue>;

/** Beyond this nobody waits for the end, or reads it. */
const MOST_ROWS = 200;

/** The rows of the matrix of a file, in the order in which they are written, the last name changing first. */
export function readMatrix(source: YamlSource, matrix: MatrixYaml): readonly Row[] {
  const value = (path: Path, raw: unknown): NamedValue => ({ raw, origin: { source, path: ['matrix', ...path] } });
  if (Array.isArray(matrix)) {
    const rows = matrix.map((row, index): Row => {
      return new Map(Object.entries(row).map(([name, raw]) => [name, value([index, name], raw)]));
    });
    reportUneven(source, rows);
    return withoutRepeated(source, rows);
  }
  const names = Object.entries(matrix);
  const count = names.reduce((product, [, values]) => product * values.length, 1);
  if (count > MOST_ROWS) {
    source.report(source.at(['matrix'], 'key'), `this matrix has ${count} rows, more than anyone waits for`, {
      help: `write at most ${MOST_ROWS}, or the rows that matter as a list`,
    });
    return [];
  }
  const rows = names.reduce<readonly Row[]>(
    (before, [name, values]) =>
      before.flatMap((row) => values.map((raw, index) => new Map([...row, [name, value([name, index], raw)]]))),
    [new Map()],
  );
  return withoutRepeated(source, rows);
}

/** What a row is called: each value as it is written. */
export function rowTexts(row: Row): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from(row, ([name, { raw }]) => [name, String(raw)]));
}

/** Where a name of the matrix stands, of which this is a value: in a list of rows, in its row. */
export function placeOfName({ source, path }: NamedValue['origin']): Place {
  const isInList = typeof path[1] === 'number';
  return source.at(isInList ? path : path.slice(0, -1), 'key');
}

/** Every row says something of every name. */
function reportUneven(source: YamlSource, rows: readonly Row[]): void {
  const names = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  for (const [index, row] of rows.entries()) {
    const missing = names.filter((name) => !row.has(name));
    if (missing.length === 0) continue;
    source.report(source.at(['matrix', index]), `this row lacks ${listQuoted(missing)}, which other rows have`, {
      help: 'give every row the same names',
    });
  }
}

function withoutRepeated(source: YamlSource, rows: readonly Row[]): readonly Row[] {
  const firsts = new Map<string, Row>();
  for (const row of rows) {
    const key = JSON.stringify(rowTexts(row));
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, row);
    else reportRepeated(source, row, first);
  }
  return [...firsts.values()];
}

/** Two rows are the same where a name has one value twice, or where they are written twice. */
function reportRepeated(source: YamlSource, row: Row, first: Row): void {
  for (const [name, { origin }] of row) {
    const before = first.get(name)!.origin;
    if (before.path.join() === origin.path.join()) continue;
    source.report(source.at(origin.path), 'this makes the same row again', {
      help: 'remove it',
      related: { message: 'first here', place: source.at(before.path) },
    });
    return;
  }
}
