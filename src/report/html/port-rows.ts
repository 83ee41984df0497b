import { type Percentiles, percentilesOf } from '../../results/percentiles.ts';
import { type PortState, portStates, type Reason } from '../../results/scan.ts';
import type { PortField } from './page-data.ts';

/** Ports of one state, reason and realisation, as a table tells of them. */
export interface PortRow {
  readonly state: PortState;
  readonly reason: Reason;
  readonly realisedBy: string;
  readonly count: number;
  /** The fewest and the most. */
  readonly attempts: readonly [number, number];
  /** Ascending, first and last ports of ranges. */
  readonly ranges: readonly (readonly [number, number])[];
  readonly times: Percentiles;
  /** Indices of its groups in the field. */
  readonly groups: readonly number[];
}

/** The rows of a field: states in their usual order, the smaller crowds first, since they have more to tell. */
export function portRows(field: PortField): PortRow[] {
  const gathered = new Map<string, Gathering>();
  const ofGroup = field.groups.map((group, index) => {
    const key = JSON.stringify([group.state, group.reason, group.realisedBy]);
    let row = gathered.get(key);
    if (row === undefined) gathered.set(key, (row = { ...group, ranges: [], times: [], groups: [], tries: [] }));
    row.groups.push(index);
    row.tries.push(group.attempts);
    return row;
  });
  let at = 0;
  for (let run = 0; run < field.runs.length; run += 3) {
    const [first, length, group] = field.runs.slice(run, run + 3) as [number, number, number];
    const row = ofGroup[group]!;
    const previous = row.ranges.at(-1);
    if (previous !== undefined && previous[1] + 1 === first) previous[1] = first + length - 1;
    else row.ranges.push([first, first + length - 1]);
    for (const end = at + length; at < end; at += 1) row.times.push(field.times[at]!);
  }
  const rows = [...gathered.values()].map(({ state, reason, realisedBy, ranges, times, groups, tries }) => ({
    state,
    reason,
    realisedBy,
    count: times.length,
    attempts: [Math.min(...tries), Math.max(...tries)] as const,
    ranges,
    times: percentilesOf(times),
    groups,
  }));
  return rows.sort((one, other) => order(one) - order(other) || one.count - other.count);
}

interface Gathering {
  readonly state: PortState;
  readonly reason: Reason;
  readonly realisedBy: string;
  readonly ranges: [number, number][];
  readonly times: number[];
  readonly groups: number[];
  readonly tries: number[];
}

function order({ state }: PortRow): number {
  return portStates.indexOf(state);
}
