export interface ColumnOptions {
  /** Columns whose cells end below each other, as numbers do; the others begin below each other. */
  readonly right?: readonly number[];
  /** Colours a cell, which has its width by then. */
  readonly paint?: (cell: string, row: number, column: number) => string;
}

/** Lines of cells, each column as wide as its widest cell, two spaces apart, without spaces at the end. */
export function renderColumns(rows: readonly (readonly string[])[], options: ColumnOptions = {}): string[] {
  const { right = [], paint = (cell) => cell } = options;
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  }
  return rows.map((row, at) => {
    const last = row.findLastIndex((cell) => cell !== '');
    const cells = row.slice(0, last + 1).map((cell, column) => {
      if (right.includes(column)) return paint(cell.padStart(widths[column]!), at, column);
      return paint(column === last ? cell : cell.padEnd(widths[column]!), at, column);
    });
    return cells.join('  ');
  });
}
