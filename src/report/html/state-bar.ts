import { type PortState, portStates } from '../../results/scan.ts';
import { formatCount } from '../plain-text.ts';
import { html, type Markup } from './markup.ts';

const WIDTH = 120;
const HEIGHT = 8;
/** Even one port of 65,535 is seen. */
const LEAST = 3;

/** How many ports have which state, as one bar. */
export function stateBar(ports: readonly { readonly state: PortState }[]): Markup {
  const counts: Record<PortState, number> = { open: 0, closed: 0, filtered: 0, error: 0 };
  for (const { state } of ports) counts[state] += 1;
  const found = portStates.filter((state) => counts[state] > 0);
  const spare = WIDTH - LEAST * found.length;
  let x = 0;
  const parts = found.map((state) => {
    const width = LEAST + (spare * counts[state]) / ports.length;
    const part = html`<rect class="bar-${state}" x="${x.toFixed(1)}" width="${(width - 1).toFixed(1)}" height="${HEIGHT}"/>`;
    x += width;
    return part;
  });
  const label = found.map((state) => `${formatCount(counts[state])} ${state}`).join(', ');
  return html`<svg class="state-bar" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${label}"><title>${label}</title>${parts}</svg>`;
}
