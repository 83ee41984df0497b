/** Octets as rows of a dump, with what is wrong in them underlined. */

export const ROW_OCTETS = 8;
/** Longer stretches are folded: their first rows, what is left out, their last row. */
const WHOLE_ROWS = 8;
const FIRST_ROWS = 4;

/** Offsets from the first octet of the input. */
export interface Stretch {
  readonly offset: number;
  readonly length: number;
}

export type HexRow =
  | { readonly kind: 'octets'; readonly offset: number; readonly hex: string; readonly carets?: string }
  | { readonly kind: 'folded'; readonly octets: number };

/** The rows of a stretch with these digits; those in which a mark begins are always among them. */
export function hexRows({ offset, length }: Stretch, hex: string, marks: readonly Stretch[], full: boolean): HexRow[] {
  const rows: HexRow[] = [];
  const count = Math.ceil(length / ROW_OCTETS);
  const isShown = (row: number) => {
    const marked = marks.some((mark) => beginsIn(mark, offset + row * ROW_OCTETS));
    return full || count <= WHOLE_ROWS || row < FIRST_ROWS || row === count - 1 || marked;
  };
  for (let row = 0; row < count; row += 1) {
    const start = row * ROW_OCTETS;
    if (isShown(row)) {
      const digits = hex.slice(2 * start, 2 * (start + ROW_OCTETS));
      rows.push({
        kind: 'octets',
        offset: offset + start,
        hex: spaced(digits),
        ...caretsOf(marks, offset + start, digits),
      });
      continue;
    }
    const last = rows.at(-1);
    if (last?.kind === 'folded') rows[rows.length - 1] = { kind: 'folded', octets: last.octets + ROW_OCTETS };
    else rows.push({ kind: 'folded', octets: ROW_OCTETS });
  }
  return rows;
}

function beginsIn(mark: Stretch, rowOffset: number): boolean {
  return mark.offset >= rowOffset && mark.offset < rowOffset + ROW_OCTETS;
}

function spaced(digits: string): string {
  return digits.replace(/..(?=.)/g, '$& ');
}

/** `^^` under each octet of a mark. */
function caretsOf(marks: readonly Stretch[], rowOffset: number, digits: string): { carets?: string } {
  const carets = Array.from({ length: digits.length / 2 }, (_, index) => {
    const at = rowOffset + index;
    return marks.some(({ offset, length }) => offset <= at && at < offset + length) ? '^^' : '  ';
  });
  const line = carets.join(' ').trimEnd();
  return line === '' ? {} : { carets: line };
}
