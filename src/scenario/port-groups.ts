import { mergePortRanges, type PortRange } from '../protocol/port-list.ts';
import type { Place } from '../source/diagnostic.ts';
import { behaviourKey, type Change, type Host, type PortBehaviour, type SimulatedPort } from './model.ts';

/** Ports of a host that behave alike for the whole run: at first, and after each change. */
export interface PortGroup {
  /** Sorted and disjoint. */
  readonly ports: readonly PortRange[];
  /** What they do at first. */
  readonly behaviour: PortBehaviour;
  /** Where that is said of the first of them. */
  readonly place: Place;
  /** What changes them, in the order in which it is written. */
  readonly changes: readonly Change[];
}

const LAST_PORT = 65_535;

/** All ports of a host in as few groups as can be, by the lowest port of each; `keyOf` is equal for ports that are alike. */
export function portGroups(
  host: Host,
  timeline: readonly Change[],
  keyOf: (port: SimulatedPort) => string = ({ behaviour }) => behaviourKey(behaviour),
): PortGroup[] {
  const changes = timeline.filter((change) => change.host === host.name);
  const ranges = [...host.ports, ...changes.flatMap(({ ports }) => ports)];
  const starts = [...new Set([1, ...ranges.flatMap(({ first, last }) => [first, last + 1])])]
    .filter((start) => start <= LAST_PORT)
    .sort((one, other) => one - other);
  const groups = new Map<string, PortGroup & { readonly ports: PortRange[] }>();
  for (const [index, first] of starts.entries()) {
    const last = (starts[index + 1] ?? LAST_PORT + 1) - 1;
    const port = host.ports.get(first);
    const { behaviour, place } = port;
    const ofThese = changes.filter(({ ports }) => ports.some((range) => range.first <= first && first <= range.last));
    const key = [keyOf(port), ...ofThese.map((change) => changes.indexOf(change))].join();
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { ports: [{ first, last }], behaviour, place, changes: ofThese });
    else group.ports.push({ first, last });
  }
  return [...groups.values()].map((group) => ({ ...group, ports: mergePortRanges(group.ports) }));
}
