import type { PlannedChange } from '../results/scenario-plan.ts';
import { renderColumns } from './columns.ts';
import { harmless, shorten } from './plain-text.ts';

/** Of a list of ports what a person still reads. */
const SHOWN_PORTS = 40;

/** A line for each change of a timeline, indented by so many spaces: `500 ms  web  22  filtered, again every 900 ms`. */
export function renderChanges(timeline: readonly PlannedChange[], indent: number): string[] {
  const rows = timeline.map(({ atMs, everyMs, host, ports, truth }) => {
    const again = everyMs === undefined ? '' : `, again every ${everyMs} ms`;
    return [`${' '.repeat(indent)}${atMs} ms`, harmless(host), shorten(ports, SHOWN_PORTS), harmless(truth) + again];
  });
  return renderColumns(rows);
}
