import type { HostDiff, PortSpan, ScanDiff, ScanSeen } from '../results/scan-diff.ts';
import { count, harmless } from './plain-text.ts';
import { portsText } from './ports-text.ts';
import { openPorts, portsOf } from './scan-diff-text.ts';

/** What two scans leave in the dark: why they cannot be compared whole, each on one line. */
export function scanDiffNotices(diff: ScanDiff): string[] {
  const { hosts, summary } = diff;
  const [old, current] = [harmless(diff.old.file), harmless(diff.new.file)];
  return [
    ...aboutScan(diff.old),
    ...aboutScan(diff.new),
    ...aboutProbes(diff),
    ...aboutPorts(hosts, ({ onlyOld }) => onlyOld, old),
    ...aboutPorts(hosts, ({ onlyNew }) => onlyNew, current),
    ...aboutHosts(hosts, (host) => host.new === 'absent', old),
    ...aboutHosts(hosts, (host) => host.old === 'absent', current),
    ...aboutInformation(summary.infoOnlyOld, old),
    ...aboutInformation(summary.infoOnlyNew, current),
  ];
}

function aboutScan({ file, complete, openAlone }: ScanSeen): string[] {
  return [
    complete ? [] : [`${harmless(file)} did not finish: what it lacks is not compared.`],
    openAlone ? [`${harmless(file)} has its open ports alone (--open): closed and filtered are one there.`] : [],
  ].flat();
}

function aboutProbes({ old, new: current }: ScanDiff): string[] {
  if (old.probe === current.probe) return [];
  const [one, other] = [old, current].map(({ file, probe }) => `${harmless(file)} with --probe ${probe}`);
  return [`${one} and ${other}: that alone changes states and reasons.`];
}

/** Different port lists are alike on all hosts, so these are told together. Hosts that came or went are told as such. */
function aboutPorts(
  hosts: readonly HostDiff[],
  spansOf: (host: HostDiff) => readonly PortSpan[],
  file: string,
): string[] {
  const groups = new Map<string, string[]>();
  for (const host of hosts) {
    const spans = spansOf(host);
    if (spans.length === 0 || host.old === 'absent' || host.new === 'absent') continue;
    const ports = spans.flatMap(portsOf);
    const open = openPorts(spans);
    const text = open.length === 0 ? portsText(ports) : `${portsText(ports)} (open: ${portsText(open)})`;
    const group = groups.get(text);
    if (group === undefined) groups.set(text, [host.address]);
    else group.push(host.address);
  }
  return Array.from(groups, ([ports, addresses]) => `Only ${file} knows ${ports} of ${some(addresses)}: not compared.`);
}

function aboutHosts(hosts: readonly HostDiff[], isOnlyHere: (host: HostDiff) => boolean, file: string): string[] {
  const told = hosts.filter((host) => host.change === null && isOnlyHere(host)).map(({ address }) => address);
  return told.length === 0 ? [] : [`Only ${file} knows ${some(told)}, without an answer: not compared.`];
}

function some(addresses: readonly string[]): string {
  return addresses.length === 1 ? addresses[0]! : count(addresses.length, 'host');
}

function aboutInformation(ports: number, file: string): string[] {
  if (ports === 0) return [];
  return [`Only ${file} has information about ${count(ports, 'open port')} (--info): not compared.`];
}
