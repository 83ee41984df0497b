import type { MachineTable, Row } from './machine-table.ts';

/** Which row of a table says what to do. */

/** A machine does something else than its table says, or the table does not say what to do. */
export class MachineMismatch extends Error {
  override readonly name = 'MachineMismatch';
}

/** The rows of each state and event of a table. */
const cells = new WeakMap<MachineTable, ReadonlyMap<string, readonly Row[]>>();

function cellsOf(table: MachineTable): ReadonlyMap<string, readonly Row[]> {
  const known = cells.get(table);
  if (known !== undefined) return known;
  const grouped = new Map<string, Row[]>();
  for (const row of table.rows) {
    const key = `${row.state} ${row.event}`;
    grouped.set(key, [...(grouped.get(key) ?? []), row]);
  }
  cells.set(table, grouped);
  return grouped;
}

/** The row for that state and event whose guards hold. Throws where none or several do. */
export function findRow(table: MachineTable, state: string, event: string, holds: (guard: string) => boolean): Row {
  const cell = cellsOf(table).get(`${state} ${event}`) ?? [];
  const rows = cell.filter(({ guard }) => guard.every((condition) => holds(condition.guard) === condition.holds));
  const [row, second] = rows;
  if (row === undefined) {
    throw new MachineMismatch(`${table.name} ${state} ${event}: none of the guards holds of ${guardsOf(cell)}`);
  }
  if (second !== undefined) throw new MachineMismatch(`several rows hold at once: ${placesOf(rows)}`);
  return row;
}

function guardsOf(rows: readonly Row[]): string {
  return rows.map(({ name }) => name).join(', ');
}

function placesOf(rows: readonly Row[]): string {
  return rows.map(({ place, name }) => `${place} ${name}`).join(' and ');
}
