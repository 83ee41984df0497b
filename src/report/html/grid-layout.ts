/** How the ports of a field lie in rows, in their order, and where rows that are all alike fold into one band. */

export type GridRow =
  | { readonly kind: 'cells'; readonly start: number; readonly length: number }
  /** Cells of one group, in place of the many rows that they would fill. */
  | { readonly kind: 'band'; readonly start: number; readonly length: number };

/** So many whole rows of one group fold. */
const FOLDED_ROWS = 3;

/** The rows of cells in these groups, so many a row. */
export function layOutGrid(groups: ArrayLike<number>, columns: number): GridRow[] {
  const rows: GridRow[] = [];
  let start = 0;
  while (start < groups.length) {
    const alike = wholeRowsAlike(groups, start, columns);
    if (alike >= FOLDED_ROWS) {
      rows.push({ kind: 'band', start, length: alike * columns });
      start += alike * columns;
    } else {
      const length = Math.min(columns, groups.length - start);
      rows.push({ kind: 'cells', start, length });
      start += length;
    }
  }
  return rows;
}

function wholeRowsAlike(groups: ArrayLike<number>, start: number, columns: number): number {
  let end = start + 1;
  while (end < groups.length && groups[end] === groups[start]) end += 1;
  return Math.floor((end - start) / columns);
}
