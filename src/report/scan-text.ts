import { type HostResult, type PortResult, type PortState, portStates, type ScanResult } from '../results/scan.ts';
import { renderColumns } from './columns.ts';
import { osText, serviceText } from './information-text.ts';
import type { Palette } from './palette.ts';
import { count, formatCount, formatDuration } from './plain-text.ts';

/** A scan for people: the table that users of scanners know, with crowds of alike ports folded into one line. */

/** Ports of one state and reason, other than open, are listed up to so many; more are folded. */
const LISTED_PORTS = 25;
/** Hosts that have no port to list are shown up to so many; more are folded. */
const QUIET_HOSTS = 10;

const headings = ['PORT', 'STATE', 'REASON', 'TIME', 'SERVICE'] as const;
const [STATE, TIME] = [headings.indexOf('STATE'), headings.indexOf('TIME')];

/** The whole report, ended by a line end. */
export function renderScan(result: ScanResult, colours: Palette): string {
  const quiet = result.hosts.filter(isQuiet);
  const folds = quiet.length > QUIET_HOSTS;
  const shown = folds ? result.hosts.filter((host) => !isQuiet(host)) : result.hosts;
  const blocks = shown.map((host) => renderHost(host, colours));
  if (folds) blocks.push(`Not shown: ${quietText(quiet)}`);
  return `${[...blocks, summaryText(result)].join('\n\n')}\n`;
}

/** Nothing would stand below the host's line but what is not shown. */
function isQuiet(host: HostResult): boolean {
  return host.os === undefined && fold(host.ports).listed.length === 0;
}

function quietText(hosts: readonly HostResult[]): string {
  const up = hosts.filter((host) => host.up === true).length;
  const texts = [
    up === 0 ? [] : `${count(up, 'host')} up with no port to list`,
    up === hosts.length ? [] : `${count(hosts.length - up, 'host')} without an answer`,
  ];
  return texts.flat().join(', ');
}

function renderHost(host: HostResult, colours: Palette): string {
  const { listed, crowds } = fold(host.ports);
  const lines = [hostLine(host, colours)];
  const notShown = [...crowds.map((crowd) => crowdText(crowd, colours)), ...leftOut(host)];
  if (notShown.length > 0) lines.push(`Not shown: ${notShown.join(', ')}`);
  if (listed.length > 0) lines.push(...renderTable(listed, colours));
  if (host.os !== undefined) lines.push(`OS: ${osText(host.os)}`);
  return lines.join('\n');
}

function hostLine({ address, up, summary }: HostResult, colours: Palette): string {
  const name = colours.bold(address);
  if (up === true) return `${name} is up`;
  if (summary.filtered > 0) return `${name} gives no answer: it is down, or everything is filtered`;
  if (summary.error > 0) return `${name} could not be probed`;
  return `${name}: nothing is known of it`;
}

interface Crowd {
  size: number;
  readonly sample: PortResult;
}

/** Parts the ports into those to list, and crowds of alike ones. */
function fold(ports: readonly PortResult[]): { listed: PortResult[]; crowds: Crowd[] } {
  const kinds: Crowd[] = [];
  // There are a few kinds, and maybe a million ports: looking a kind up costs less than a key for every port.
  const kindOf = ({ state, reason }: PortResult): Crowd | undefined =>
    kinds.find(({ sample }) => sample.state === state && sample.reason === reason);
  for (const port of ports) {
    const kind = kindOf(port);
    if (kind === undefined) kinds.push({ size: 1, sample: port });
    else kind.size += 1;
  }
  const crowds = kinds.filter(({ size, sample }) => sample.state !== 'open' && size > LISTED_PORTS);
  return { listed: ports.filter((port) => !crowds.includes(kindOf(port)!)), crowds };
}

function crowdText({ size, sample: { state, reason } }: Crowd, colours: Palette): string {
  const text = `${portsText(size, state)} (${reason})`;
  return state === 'error' ? colours.red(text) : text;
}

function portsText(size: number, state: PortState): string {
  return state === 'error' ? `${count(size, 'port')} in error` : count(size, `${state} port`);
}

/** Ports that the host has, and that the result was rid of before it came here. */
function leftOut({ ports, summary }: HostResult): string[] {
  const there: Record<PortState, number> = { open: 0, closed: 0, filtered: 0, error: 0 };
  for (const { state } of ports) there[state] += 1;
  return portStates
    .filter((state) => summary[state] > there[state])
    .map((state) => portsText(summary[state] - there[state], state));
}

function renderTable(ports: readonly PortResult[], colours: Palette): string[] {
  const paints: Readonly<Record<PortState, (text: string) => string>> = {
    open: colours.green,
    closed: (text) => text,
    filtered: colours.yellow,
    error: colours.red,
  };
  const rows = ports.map((port) => [
    String(port.port),
    port.state,
    port.reason,
    formatDuration(port.elapsedMs),
    serviceText(port.info),
  ]);
  const paint = (cell: string, row: number, column: number): string => {
    if (row === 0) return colours.bold(cell);
    return column === STATE ? paints[ports[row - 1]!.state](cell) : cell;
  };
  return renderColumns([headings, ...rows], { right: [TIME], paint });
}

function summaryText({ hosts, summary, elapsedMs, seed }: ScanResult): string {
  const total = portStates.reduce((sum, state) => sum + summary[state], 0);
  const up = hosts.filter((host) => host.up === true).length;
  const ofHosts = `${count(hosts.length, 'host')}${hosts.length > 1 ? ` (${formatCount(up)} up)` : ''}`;
  const states = portStates.filter((state) => summary[state] > 0);
  const counts = states.map((state) => `${formatCount(summary[state])} ${state}`).join(', ');
  const found = counts === '' ? '' : `: ${counts}`;
  return `${count(total, 'port')} of ${ofHosts} in ${formatDuration(elapsedMs)}${found} (seed ${seed})`;
}
