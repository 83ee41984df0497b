import type { BenchRow } from '../../results/bench.ts';
import { scannerText } from '../bench-text.ts';

/** What the script of a bench page is given. */
export interface BenchPageData {
  readonly rows: readonly BenchRow[];
  /** The names of the lines; their places here decide their colours, the same in every plot. */
  readonly series: readonly string[];
}

export function seriesOf(rows: readonly BenchRow[]): string[] {
  return [...new Set(rows.map(scannerText))];
}

/** Colours there are; further lines begin anew, with dashes. */
const COLOURS = 8;

/** How a line is drawn: the number of its colour, and its dashes in pixels. */
export function strokeOf(series: number): { readonly colour: number; readonly dash: readonly number[] } {
  const round = Math.floor(series / COLOURS);
  // The reference is what others are held to, and dashed as one.
  if (series === 0) return { colour: 0, dash: [4, 4] };
  return { colour: series % COLOURS, dash: round === 0 ? [] : [8, 4] };
}
