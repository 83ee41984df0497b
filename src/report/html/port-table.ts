import { type Percentiles, percentilesOf } from '../../results/percentiles.ts';
import { count, formatCount, formatDuration, harmless } from '../plain-text.ts';
import { stateMark } from './marks.ts';
import { html, type Markup } from './markup.ts';
import type { PortField } from './page-data.ts';
import { portListText } from './port-list-text.ts';
import { type PortRow, portRows } from './port-rows.ts';
import { timeScale, timeSpread } from './time-spread.ts';

/** Rows that a person still reads. */
const SHOWN_ROWS = 40;

/** What a scanner found on a host, crowds of alike ports a row each, with how long they took: it explains the grid. */
export function portTable(field: PortField): Markup {
  const rows = portRows(field);
  const all = percentilesOf(field.times);
  const scale = timeScale([...rows.map(({ times }) => times), all]);
  const left = rows.slice(SHOWN_ROWS).reduce((sum, row) => sum + row.count, 0);
  return html`<div class="scroll"><table>
<thead><tr><th scope="col">State</th><th scope="col" class="number">Count</th><th scope="col">Ports</th><th scope="col" class="number">Attempts</th><th scope="col">Realised by</th><th scope="col" class="number">p50</th><th scope="col" class="number">p90</th><th scope="col" class="number">p99</th><th scope="col" class="number">Max</th><th scope="col" class="wide">Spread</th></tr></thead>
<tbody>${rows.slice(0, SHOWN_ROWS).map((row) => tableRow(row, scale))}</tbody>
${left > 0 ? html`<tbody><tr><td colspan="10" class="note">and ${count(left, 'port')} in ${rows.length - SHOWN_ROWS} smaller rows</td></tr></tbody>` : undefined}
${rows.length > 1 ? html`<tfoot><tr><th scope="row">All</th><td class="number">${formatCount(field.times.length)}</td><td colspan="3"></td>${timeCells(all, scale)}</tr></tfoot>` : undefined}
</table></div>`;
}

function tableRow(row: PortRow, scale: (ms: number) => number): Markup {
  const { state, reason, realisedBy, ranges, attempts, groups, times } = row;
  const tries = attempts[0] === attempts[1] ? `${attempts[0]}` : `${attempts[0]}–${attempts[1]}`;
  return html`<tr><th scope="row"><button type="button" class="state" aria-pressed="false" data-groups="${groups.join(',')}">${stateMark(state)}${state} <span>${harmless(reason)}</span></button></th><td class="number">${formatCount(row.count)}</td><td class="ports">${portListText(ranges)}</td><td class="number">${tries}</td><td>${harmless(realisedBy)}</td>${row.count === 1 ? oneTime(times, scale) : timeCells(times, scale)}</tr>
`;
}

function timeCells(times: Percentiles, scale: (ms: number) => number): Markup {
  const cells = [times.p50, times.p90, times.p99, times.max].map(
    (ms) => html`<td class="number">${formatDuration(ms)}</td>`,
  );
  return html`${cells}<td class="wide">${timeSpread(times, scale)}</td>`;
}

/** One port has one time. */
function oneTime(times: Percentiles, scale: (ms: number) => number): Markup {
  const time = formatDuration(times.p50);
  return html`<td class="number">${time}</td><td></td><td></td><td></td><td class="wide">${timeSpread(times, scale)}</td>`;
}
