import type { HostResult, OsInformation, PortResult, PortState, ScanResult, StateCounts } from '../results/scan.ts';
import { renderColumns } from './columns.ts';
import type { Palette } from './palette.ts';
import { count, formatDuration, harmless } from './plain-text.ts';

/** A scan for people: the table that users of scanners know, with crowds of alike ports folded into one line. */

/** Ports of one state and reason, other than open, are listed up to so many; more are folded. */
const LISTED_PORTS = 25;

const headings = ['PORT', 'STATE', 'REASON', 'TIME', 'SERVICE'] as const;

/** The whole report, ended by a line end. */
export function renderScan(result: ScanResult, colours: Palette): string {
  const hosts = result.hosts.map((host) => renderHost(host, colours));
  const summary = `${countsText(result.summary)} in ${formatDuration(result.elapsedMs)} (seed ${result.seed})`;
  return `${[...hosts, summary].join('\n\n')}\n`;
}

function renderHost(host: HostResult, colours: Palette): string {
  const { listed, folded } = fold(host.ports);
  const lines = [`${colours.bold(host.address)}${host.up === true ? ' is up' : ': no answer, perhaps down'}`];
  if (folded.length > 0) lines.push(`Not shown: ${folded.map(foldedText).join(', ')}`);
  if (listed.length > 0) lines.push(...renderTable(listed, colours));
  if (host.os !== undefined) lines.push(`OS: ${osText(host.os)}`);
  return lines.join('\n');
}

interface Folded {
  readonly ports: readonly PortResult[];
  readonly sample: PortResult;
}

function fold(ports: readonly PortResult[]): { listed: PortResult[]; folded: Folded[] } {
  const groups = new Map<string, PortResult[]>();
  for (const port of ports) {
    const key = `${port.state} ${port.reason}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [port]);
    else group.push(port);
  }
  const crowds = [...groups.values()].filter(
    ([sample, ...rest]) => sample!.state !== 'open' && rest.length >= LISTED_PORTS,
  );
  const hidden = new Set(crowds.flat());
  return {
    listed: ports.filter((port) => !hidden.has(port)),
    folded: crowds.map((crowd) => ({ ports: crowd, sample: crowd[0]! })),
  };
}

function foldedText({ ports, sample }: Folded): string {
  return `${count(ports.length, `${sample.state} port`)} (${sample.reason})`;
}

function renderTable(ports: readonly PortResult[], colours: Palette): string[] {
  const rows = ports.map((port) => [
    String(port.port),
    port.state,
    port.reason,
    formatDuration(port.elapsedMs),
    serviceText(port),
  ]);
  const [heading, ...lines] = renderColumns([headings, ...rows]);
  const paint: Readonly<Record<PortState, (text: string) => string>> = {
    open: colours.green,
    closed: (text) => text,
    filtered: colours.yellow,
    error: colours.red,
  };
  return [colours.bold(heading!), ...lines.map((line, index) => paint[ports[index]!.state](line))];
}

function serviceText({ info }: PortResult): string {
  if (info === undefined) return '';
  const { service, product, version, banner } = info;
  const parts = [service, product, version, banner === undefined ? undefined : `"${banner}"`];
  return harmless(parts.filter((part) => part !== undefined).join(' '));
}

function osText({ family, name, version, kernel, arch, hostname }: OsInformation): string {
  const parts = [name ?? family, version, kernel === undefined ? undefined : `kernel ${kernel}`, arch, hostname];
  return harmless(parts.filter((part) => part !== undefined).join(', '));
}

/** `3 open, 997 closed`; states without a port are left out. */
export function countsText(counts: StateCounts): string {
  const parts = Object.entries(counts).filter(([, number]) => number > 0);
  if (parts.length === 0) return 'no ports';
  return parts.map(([state, number]) => `${number.toLocaleString('en-US')} ${state}`).join(', ');
}
