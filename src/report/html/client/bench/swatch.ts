import { strokeOf } from '../../bench-series.ts';
import { svg } from '../make.ts';

/** A piece of a line, as the plots draw it. */
export function swatch(series: number, dash: readonly number[] = strokeOf(series).dash): SVGElement {
  const stroke = `var(--series-${strokeOf(series).colour})`;
  const path = svg('path', { d: 'M0 4h18', stroke, 'stroke-dasharray': dash.join(' ') });
  return svg('svg', { class: 'swatch', viewBox: '0 0 18 8', 'aria-hidden': 'true' }, path);
}
