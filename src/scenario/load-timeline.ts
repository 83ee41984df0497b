import { cutPortRanges, formatPortRanges, mergePortRanges, type PortRange } from '../protocol/port-list.ts';
import { requireOpen } from '../respond/port-description.ts';
import { readPortKeys } from '../respond/port-table.ts';
import { explainWord, listQuoted } from '../source/suggest.ts';
import type { ValueSource } from '../source/value-source.ts';
import type { Path } from '../source/yaml-tree.ts';
import { readFaults } from './load-faults.ts';
import type { ChangedPortYaml } from './load-port-schema.ts';
import type { ChangeYaml } from './load-schema.ts';
import { behaviourKey, type Change, type Host, type PortBehaviour, type Scanner } from './model.ts';

/** Reads how the world changes, and reports what is wrong with that. */
export function readTimeline(
  source: ValueSource,
  timeline: readonly ChangeYaml[],
  hosts: readonly Host[],
  scanners: readonly Scanner[],
): readonly Change[] {
  const changes = timeline.flatMap((entry, index) => readEntry(source, ['timeline', index], entry, hosts, scanners));
  reportCollisions(source, changes);
  return changes;
}

function readEntry(
  source: ValueSource,
  path: Path,
  entry: ChangeYaml,
  hosts: readonly Host[],
  scanners: readonly Scanner[],
): readonly Change[] {
  const host = findHost(source, path, entry, hosts);
  checkTimes(source, path, entry);
  const { at: atMs, every, until } = entry;
  const tablePath = [...path, 'ports'];
  const ranges = readPortKeys(source, tablePath, Object.keys(entry.ports));
  if (ranges.length === 0) {
    source.report(source.at(tablePath), 'no port changes here', { help: 'name one, as in `ports: { 22: filtered }`' });
  }
  const changes = Object.entries(entry.ports).map(([key, port]): Change => {
    const ports = ranges.filter((range) => range.key === key).map(({ first, last }) => ({ first, last }));
    return {
      atMs,
      ...(every !== undefined && { everyMs: every }),
      host: host?.name ?? '',
      ports,
      behaviour: readBehaviour(source, [...tablePath, key], port),
      place: source.at([...tablePath, key], 'key'),
    };
  });
  if (host === undefined) return [];
  for (const change of changes) reportUnseen(source, change, scanners);
  if (until === undefined) return changes;
  const returns = returnsOf(
    host,
    changes.flatMap(({ ports }) => ports),
  );
  const place = source.at([...path, 'until'], 'key');
  return [...changes, ...returns.map((back) => ({ atMs: until, host: host.name, ...back, place }))];
}

/** The host that an entry is about; where there is one, it need not be named. */
function findHost(source: ValueSource, path: Path, { host: name }: ChangeYaml, hosts: readonly Host[]) {
  const names = hosts.map((host) => host.name);
  if (name === undefined) {
    if (hosts.length > 1) {
      source.report(source.at(path), 'it is not said which host changes', {
        help: `add \`host\`, one of ${listQuoted(names)}`,
      });
    }
    return hosts.length === 1 ? hosts[0] : undefined;
  }
  const found = hosts.find((host) => host.name === name);
  if (found === undefined && hosts.length > 0) {
    const { help } = explainWord(name, names);
    source.report(source.at([...path, 'host']), `there is no host \`${name}\``, {
      help: help ?? `there are ${listQuoted(names)}`,
    });
  }
  return found;
}

function checkTimes(source: ValueSource, path: Path, { at, every, until }: ChangeYaml): void {
  if (until === undefined) return;
  if (every !== undefined) {
    source.report(source.at([...path, 'until'], 'key'), '`until` excludes `every`', {
      help: 'to come and go again and again, write two entries with `every`',
      related: { message: 'every here', place: source.at([...path, 'every'], 'key') },
    });
  }
  if (until > at) return;
  source.report(source.at([...path, 'until']), 'it would end before it begins', {
    help: `write more than \`${at}ms\``,
    related: { message: 'it begins here', place: source.at([...path, 'at']) },
  });
}

function readBehaviour(source: ValueSource, path: Path, port: ChangedPortYaml): PortBehaviour {
  if (typeof port === 'string') return { state: port, faults: [] };
  const { state, ...rest } = port;
  requireOpen(source, path, state, Object.keys(rest));
  return { state, faults: readFaults(source, path, rest) };
}

/** What the ports of a host go back to: what the host says of them, ports of one behaviour together. */
function returnsOf(host: Host, ports: readonly PortRange[]): readonly Pick<Change, 'ports' | 'behaviour'>[] {
  const starts = [...host.ports].flatMap(({ first, last }) => [first, last + 1]);
  const groups = new Map<string, { behaviour: PortBehaviour; ports: PortRange[] }>();
  for (const range of cutPortRanges(ports, starts)) {
    const { state, faults } = host.ports.get(range.first).behaviour;
    // First connections are the first of all: nothing goes back before them.
    const behaviour = { state, faults: faults.filter(({ kind }) => kind !== 'first') };
    const key = behaviourKey(behaviour);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { behaviour, ports: [range] });
    else group.ports.push(range);
  }
  return [...groups.values()].map(({ behaviour, ports: alike }) => ({ behaviour, ports: mergePortRanges(alike) }));
}

function reportUnseen(source: ValueSource, { host, ports, place }: Change, scanners: readonly Scanner[]): void {
  const probed = scanners.filter(({ hosts }) => hosts.includes(host)).flatMap((scanner) => scanner.ports);
  if (ports.length === 0 || sharedPorts(ports, probed) !== undefined) return;
  source.report(place, 'no scanner probes these ports, so that nobody could see the change', {
    help: `name ${formatPortRanges(ports)} in \`ports\` of the host, or of a scan`,
  });
}

/** One port cannot become two things at one time. */
function reportCollisions(source: ValueSource, changes: readonly Change[]): void {
  for (const [index, change] of changes.entries()) {
    const before = changes.slice(0, index).find((other) => {
      return (
        other.host === change.host && coincide(other, change) && sharedPorts(other.ports, change.ports) !== undefined
      );
    });
    if (before === undefined) continue;
    const shared = formatPortRanges([sharedPorts(before.ports, change.ports)!]);
    source.report(change.place, `${shared} changes twice at one time`, {
      help: 'give one of the changes another time',
      related: { message: 'first here', place: before.place },
    });
  }
}

/** Whether two changes ever come at the same time. */
function coincide(one: Change, other: Change): boolean {
  const apart = inMicroseconds(one.atMs) - inMicroseconds(other.atMs);
  const [period, otherPeriod] = [inMicroseconds(one.everyMs ?? 0), inMicroseconds(other.everyMs ?? 0)];
  // One that comes once comes when the other has begun to come.
  if (period === 0 && apart < 0) return false;
  if (otherPeriod === 0 && apart > 0) return false;
  const step = greatestDivisor(period, otherPeriod);
  return step === 0 ? apart === 0 : apart % step === 0;
}

/** Whole, so that remainders are exact. */
function inMicroseconds(ms: number): number {
  return Math.round(ms * 1_000);
}

function greatestDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestDivisor(other, one % other);
}

/** The first ports that two lists share. */
function sharedPorts(some: readonly PortRange[], others: readonly PortRange[]): PortRange | undefined {
  for (const one of some) {
    for (const other of others) {
      const shared = { first: Math.max(one.first, other.first), last: Math.min(one.last, other.last) };
      if (shared.first <= shared.last) return shared;
    }
  }
  return undefined;
}
