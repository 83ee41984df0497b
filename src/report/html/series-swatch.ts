import { strokeOf } from './bench-series.ts';
import { html, type Markup } from './markup.ts';

/** A piece of a line, as the plots draw it. */
export function seriesSwatch(series: number): Markup {
  const { colour, dash } = strokeOf(series);
  return html`<svg class="swatch" viewBox="0 0 18 8" aria-hidden="true"><path d="M0 4h18" stroke="var(--series-${colour})" stroke-dasharray="${dash.join(' ')}"/></svg>`;
}
