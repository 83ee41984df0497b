import type { Percentiles } from '../../results/percentiles.ts';
import { html, type Markup } from './markup.ts';

const WIDTH = 110;
const HEIGHT = 12;
const EDGE = 5;

/** Places times between the shortest and the longest on a scale of powers, where 1 ms and 1 s both can be seen. */
export function timeScale(all: readonly Percentiles[]): (ms: number) => number {
  const log = (ms: number) => Math.log10(Math.max(ms, 0.1));
  const [least, most] = [Math.min(...all.map(({ p50 }) => log(p50))), Math.max(...all.map(({ max }) => log(max)))];
  const span = Math.max(most - least, 0.5);
  return (ms) => EDGE + ((log(ms) - least) / span) * (WIDTH - 2 * EDGE);
}

/** The percentiles of a crowd as a line from p50, a dot, over p90 and p99 to the longest. */
export function timeSpread({ p50, p90, p99, max }: Percentiles, scale: (ms: number) => number): Markup {
  const [x50, x90, x99, xMax] = [p50, p90, p99, max].map((ms) => scale(ms).toFixed(1)) as [
    string,
    string,
    string,
    string,
  ];
  const y = HEIGHT / 2;
  return html`<svg class="spread" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true"><path class="thin" d="M${x50} ${y}H${xMax}M${xMax} ${y - 3}v6"/><path class="thick" d="M${x50} ${y}H${x90}"/><path class="thin" d="M${x99} ${y - 3}v6"/><circle cx="${x50}" cy="${y}" r="3.5"/></svg>`;
}
