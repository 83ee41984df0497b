/**
 * The value that so many percent of the values do not exceed, by nearest rank: it is always one of them. With 0 it is the
 * least, with 100 the greatest.
 *
 * @param sorted ascending, at least one
 */
export function percentileOf(sorted: ArrayLike<number>, percent: number): number {
  return sorted[Math.max(Math.ceil((percent / 100) * sorted.length), 1) - 1]!;
}
