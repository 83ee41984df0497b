import ipaddr from 'ipaddr.js';
import type { OsInformation, PortInformation } from '../results/scan.ts';
import type { HostDiff, HostSeen, PortChange, PortSeen, ScanDiff, ScanSeen } from '../results/scan-diff.ts';
import { foldPorts } from './fold-ports.ts';
import type { SavedHost, SavedPort, SavedScan } from './saved-scan.ts';

/**
 * What changed between two scans. Only what both know can differ: a port that one of them did not probe, or a service
 * that it did not ask for, is no difference, and is told apart. Times, attempts, seed and order never count; nor do
 * uptime, banners and descriptions, which may hold a time.
 */
export function diffScans(old: SavedScan, current: SavedScan): ScanDiff {
  const addresses = [...new Set([...old.hosts.keys(), ...current.hosts.keys()])].sort(compareAddresses);
  const compared = addresses.map((address) => compareHost(address, old, current));
  const all = compared.map(({ diff }) => diff);
  const sum = (numberOf: (host: ComparedHost) => number): number =>
    compared.reduce((whole, host) => whole + numberOf(host), 0);
  const summary = {
    comparedPorts: sum((host) => host.comparedPorts),
    changedPorts: sum(({ diff }) => diff.ports.length),
    hostsOfChangedPorts: all.filter(({ ports }) => ports.length > 0).length,
    changedSystems: all.filter(({ os }) => os !== null).length,
    came: all.filter(({ change }) => change === 'came').length,
    went: all.filter(({ change }) => change === 'went').length,
    infoOnlyOld: sum((host) => host.infoOnlyOld),
    infoOnlyNew: sum((host) => host.infoOnlyNew),
  };
  return {
    same: all.every(({ change, ports, os }) => change === null && ports.length === 0 && os === null),
    old: identify(old),
    new: identify(current),
    hosts: all.filter(saysAnything),
    summary,
  };
}

function identify({ file, probe, complete, openAlone }: SavedScan): ScanSeen {
  return { file, probe, complete, openAlone };
}

interface ComparedHost {
  readonly diff: HostDiff;
  readonly comparedPorts: number;
  readonly infoOnlyOld: number;
  readonly infoOnlyNew: number;
}

function compareHost(address: string, oldScan: SavedScan, newScan: SavedScan): ComparedHost {
  const [old, current] = [oldScan.hosts.get(address), newScan.hosts.get(address)];
  const inOld = lookUp(oldScan, old, newScan, current);
  const inNew = lookUp(newScan, current, oldScan, old);
  const changes: PortChange[] = [];
  const [onlyOld, onlyNew]: [SavedPort[], SavedPort[]] = [[], []];
  const counts = { comparedPorts: 0, infoOnlyOld: 0, infoOnlyNew: 0 };
  for (const port of new Set([...(old?.ports.keys() ?? []), ...(current?.ports.keys() ?? [])])) {
    const [before, after] = [inOld(port), inNew(port)];
    if (before === undefined) onlyNew.push(current!.ports.get(port)!);
    else if (after === undefined) onlyOld.push(old!.ports.get(port)!);
    else {
      counts.comparedPorts += 1;
      const change = howChanged(before, after);
      if (change !== undefined) changes.push({ port, change, old: before, new: after });
      if (before.state === 'open' && after.state === 'open') {
        if (before.info !== null && after.info === null) counts.infoOnlyOld += 1;
        if (before.info === null && after.info !== null) counts.infoOnlyNew += 1;
      }
    }
  }
  const seen = { old: whetherUp(oldScan, old), new: whetherUp(newScan, current) };
  const diff = {
    address,
    change: howHostChanged(seen.old, seen.new, changes),
    ...seen,
    ports: changes.sort((one, other) => one.port - other.port),
    os: compareSystems(old?.os, current?.os),
    onlyOld: foldPorts(onlyOld),
    onlyNew: foldPorts(onlyNew),
  };
  return { diff, ...counts };
}

/**
 * What a scan says of a port of a host; undefined where it does not know. One that lists its open ports alone knows that
 * the others are not open, provided that it probed them: it probed all ports, or as many as the other scan.
 */
function lookUp(
  scan: SavedScan,
  host: SavedHost | undefined,
  otherScan: SavedScan,
  otherHost: SavedHost | undefined,
): (port: number) => PortSeen | undefined {
  const [probed, otherProbed] = [host?.probed, otherHost?.probed];
  const isAlike =
    probed === undefined || otherProbed === undefined
      ? scan.probed === otherScan.probed
      : probed === otherProbed || probed === ALL_PORTS;
  const isThere = host !== undefined || !scan.listsEveryHost;
  const unlisted = scan.openAlone && isThere && isAlike ? NOT_OPEN : undefined;
  return (port) => {
    const found = host?.ports.get(port);
    return found === undefined ? unlisted : { state: found.state, reason: found.reason, info: found.info ?? null };
  };
}

const ALL_PORTS = 65_535;
const NOT_OPEN: PortSeen = { state: 'not-open', reason: null, info: null };

function howChanged(before: PortSeen, after: PortSeen): PortChange['change'] | undefined {
  if (before.reason === null || after.reason === null) {
    // Closed, filtered and in error are all not open.
    return (before.state === 'open') === (after.state === 'open') ? undefined : 'state';
  }
  if (before.state !== after.state) return 'state';
  if (before.reason !== after.reason) return 'reason';
  return isSame(before.info, after.info, portFields) ? undefined : 'info';
}

function whetherUp(scan: SavedScan, host: SavedHost | undefined): HostSeen {
  if (host === undefined) return scan.listsEveryHost ? 'absent' : 'unknown';
  if (host.up === undefined) return 'unknown';
  if (host.up === true) return 'up';
  // A scan that was stopped had not heard all there was to hear.
  return scan.complete ? 'silent' : 'unknown';
}

/** A silent host answers now only where a port shows it that both scans probed, not by an answer that nobody asked for. */
function howHostChanged(before: HostSeen, after: HostSeen, changes: readonly PortChange[]): HostDiff['change'] {
  const isNoAnswer = (seen: HostSeen): boolean => seen === 'absent' || (seen === 'silent' && changes.length > 0);
  if (after === 'up' && isNoAnswer(before)) return 'came';
  return before === 'up' && isNoAnswer(after) ? 'went' : null;
}

const portFields = ['service', 'product', 'version'] as const satisfies readonly (keyof PortInformation)[];
const osFields = [
  'family',
  'name',
  'version',
  'kernel',
  'arch',
  'hostname',
] as const satisfies readonly (keyof OsInformation)[];

function compareSystems(before: OsInformation | undefined, after: OsInformation | undefined): HostDiff['os'] {
  if (before === undefined || after === undefined || isSame(before, after, osFields)) return null;
  return { old: before, new: after };
}

/** What only one scan was told is no difference. */
function isSame<Key extends string>(
  one: { readonly [K in Key]?: string } | null,
  other: { readonly [K in Key]?: string } | null,
  fields: readonly Key[],
): boolean {
  return one === null || other === null || fields.every((field) => one[field] === other[field]);
}

function saysAnything({ change, old, new: current, ports, os, onlyOld, onlyNew }: HostDiff): boolean {
  const isOneSided = (old === 'absent') !== (current === 'absent');
  return change !== null || os !== null || isOneSided || [ports, onlyOld, onlyNew].some((list) => list.length > 0);
}

/** IPv4 first, then by number. */
function compareAddresses(one: string, other: string): number {
  const [left, right] = [ipaddr.parse(one).toByteArray(), ipaddr.parse(other).toByteArray()];
  if (left.length !== right.length) return left.length - right.length;
  const at = left.findIndex((octet, index) => octet !== right[index]);
  return at < 0 ? 0 : left[at]! - right[at]!;
}
