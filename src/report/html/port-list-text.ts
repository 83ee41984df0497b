/** Ranges that a person still reads. */
const SHOWN_RANGES = 6;

/** `22,80,8000–8010`; of many ranges the first, and that there are more. */
export function portListText(ranges: readonly (readonly [number, number])[]): string {
  const shown = ranges
    .slice(0, SHOWN_RANGES)
    .map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`));
  return ranges.length > SHOWN_RANGES ? `${shown.join(', ')}, …` : shown.join(', ');
}
