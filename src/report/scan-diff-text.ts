import type { OsInformation, PortInformation } from '../results/scan.ts';
import type { HostDiff, PortChange, PortSeen, PortSpan, ScanDiff } from '../results/scan-diff.ts';
import { renderColumns } from './columns.ts';
import { osText, serviceText } from './information-text.ts';
import type { Palette } from './palette.ts';
import { count, harmless } from './plain-text.ts';
import { portsText } from './ports-text.ts';

/** What changed between two scans, for people: ports that changed alike on one line, what matters most first. */

/** The whole report, ended by a line end. */
export function renderScanDiff(diff: ScanDiff, colours: Palette): string {
  const blocks = diff.hosts.filter(isDifferent).map((host) => renderHost(host, diff, colours));
  return `${[...blocks, summaryText(diff)].join('\n\n')}\n`;
}

/** One scan alone knowing something is no difference; the notices tell it. */
function isDifferent({ change, ports, os }: HostDiff): boolean {
  return change !== null || ports.length > 0 || os !== null;
}

function renderHost(host: HostDiff, diff: ScanDiff, colours: Palette): string {
  const groups = groupChanges(host.ports);
  const rows = groups.map((group) => [portsText(group.map(({ port }) => port)), changeText(group[0]!)]);
  if (host.os !== null) rows.push(['OS', `${systemText(host.os.old)} → ${systemText(host.os.new)}`]);
  const paint = (cell: string, row: number, column: number): string => {
    const group = groups[row];
    if (column === 0 || group === undefined) return cell;
    return paintOf(group[0]!, colours)(cell);
  };
  const table = renderColumns(rows, { paint }).map((line) => `  ${line}`);
  return [hostLine(host, diff, colours), ...table].join('\n');
}

function hostLine(host: HostDiff, { old, new: current }: ScanDiff, colours: Palette): string {
  const name = colours.bold(host.address);
  if (host.change === null) return name;
  const file = harmless((host.change === 'came' ? old : current).file);
  const elsewhere =
    (host.change === 'came' ? host.old : host.new) === 'absent' ? `not in ${file}` : `silent in ${file}`;
  const open = openPorts(host.change === 'came' ? host.onlyNew : host.onlyOld);
  const ports = open.length === 0 ? '' : `; ${portsText(open)} open`;
  return `${name} ${host.change === 'came' ? colours.green('came') : colours.red('went')}: ${elsewhere}${ports}`;
}

/** The ports of these spans that are open. */
export function openPorts(spans: readonly PortSpan[]): number[] {
  return spans.filter(({ state }) => state === 'open').flatMap(portsOf);
}

export function portsOf({ first, last }: PortSpan): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Changes that read alike, the gravest first, then by port. */
function groupChanges(changes: readonly PortChange[]): PortChange[][] {
  const groups = new Map<string, PortChange[]>();
  for (const change of changes) {
    const text = changeText(change);
    const group = groups.get(text);
    if (group === undefined) groups.set(text, [change]);
    else group.push(change);
  }
  return [...groups.values()].sort(([one], [other]) => rank(one!) - rank(other!));
}

/** What was open and is not, then what is and was not, then the other states, reasons and information. */
function rank({ change, old, new: current }: PortChange): number {
  if (change !== 'state') return change === 'reason' ? 3 : 4;
  if (old.state === 'open') return 0;
  return current.state === 'open' ? 1 : 2;
}

function paintOf(change: PortChange, { red, green, yellow }: Palette): (text: string) => string {
  return [red, green][rank(change)] ?? yellow;
}

/** `open → closed (syn-ack → refused), ssh OpenSSH 9.2` */
function changeText({ old, new: current }: PortChange): string {
  const states = arrow(stateText(old), stateText(current));
  const reasons = arrow(...[old.reason, current.reason].filter((reason) => reason !== null).map(harmless));
  const [before, after] = [old, current].map(({ info }) => (info === null ? '' : productText(info)));
  const isDistinct = old.info !== null && current.info !== null && before !== after;
  // A service that nobody knows is worth a word only where it was, or came to be, another.
  const services = arrow(...[before!, after!].filter((text) => text !== '' && (isDistinct || text !== 'unknown')));
  const service = isDistinct || old.state !== current.state ? services : '';
  return `${states} (${reasons})${service === '' ? '' : `, ${service}`}`;
}

/** `a → b`, or `a` where both are the same or there is one. */
function arrow(...texts: readonly string[]): string {
  return [...new Set(texts)].join(' → ');
}

function stateText({ state }: PortSeen): string {
  return state === 'not-open' ? 'not open' : state;
}

/** What is compared of a port, and no more. */
function productText({ service, transport, product, version }: PortInformation): string {
  const told = { ...(product !== undefined && { product }), ...(version !== undefined && { version }) };
  return serviceText({ service, transport, ...told });
}

function systemText({ uptimeSeconds: _, ...system }: OsInformation): string {
  return osText(system);
}

function summaryText({ same, summary }: ScanDiff): string {
  const { changedPorts, hostsOfChangedPorts, changedSystems, came, went, comparedPorts } = summary;
  if (same) return `No change: ${count(comparedPorts, 'port')} compared`;
  const ports =
    changedPorts > 0 ? [`${count(changedPorts, 'port')} of ${count(hostsOfChangedPorts, 'host')} changed`] : [];
  const systems = changedSystems > 0 ? [`${count(changedSystems, 'system')} changed`] : [];
  const hosts = [came > 0 ? [`${count(came, 'host')} came`] : [], went > 0 ? [`${count(went, 'host')} went`] : []];
  return [...ports, ...systems, ...hosts.flat()].join(', ');
}
