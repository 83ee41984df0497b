import type { PortState } from '../../results/scan.ts';
import { cellPath } from './cell-path.ts';
import { html, type Markup } from './markup.ts';

/** Small drawings within text. */

/** Passed or failed. */
export function outcomeMark(passed: boolean): Markup {
  const d = passed ? 'M4 10.5l4 4 8-9' : 'M5 5l10 10m0-10l-10 10';
  const label = passed ? 'passed' : 'failed';
  return html`<svg class="outcome ${label}" viewBox="0 0 20 20" role="img" aria-label="${label}"><path d="${d}"/></svg>`;
}

/** A state as it is drawn in grids and lanes. */
export function stateMark(state: PortState): Markup {
  const d = cellPath(state, 1, 1, 10);
  return html`<svg class="swatch" viewBox="0 0 12 12" aria-hidden="true"><path class="fill-${state}" d="${d}"/></svg>`;
}
