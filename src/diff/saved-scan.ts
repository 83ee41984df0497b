import type { HostResult, OsInformation, PortResult, ProbeMethod, StateCounts } from '../results/scan.ts';

/** A scan as it was saved, for looking up what it says of a host and a port. */

export type SavedPort = Pick<PortResult, 'port' | 'state' | 'reason' | 'info'>;

export interface SavedHost {
  /** Undefined where the scan does not say. */
  readonly up: true | null | undefined;
  readonly os: OsInformation | undefined;
  readonly ports: ReadonlyMap<number, SavedPort>;
  /** How many ports were probed, also those that are not listed; undefined where the scan does not say. */
  readonly probed: number | undefined;
}

export interface SavedScan {
  /** As the user named it. */
  readonly file: string;
  readonly probe: ProbeMethod;
  readonly complete: boolean;
  /** Ports of all hosts that were probed; more than are listed where only the open ones are. */
  readonly probed: number;
  readonly openAlone: boolean;
  /** By address. */
  readonly hosts: ReadonlyMap<string, SavedHost>;
  /** Whether every host of the scan is listed; else one without a port may have been there. */
  readonly listsEveryHost: boolean;
}

/** What identifies a scan, beside its hosts. `complete` is missing in what earlier versions saved. */
interface ScanHead {
  readonly probe: ProbeMethod;
  readonly complete?: boolean;
  readonly summary: StateCounts;
}

interface ScanDocument extends ScanHead {
  readonly hosts: readonly (Omit<HostResult, 'ports'> & { readonly ports: readonly SavedPort[] })[];
}

/** A scan from the document that `--json` prints. */
export function savedFromDocument(document: ScanDocument, file: string): SavedScan {
  const hosts = document.hosts.map(({ address, up, os, ports, summary }): [string, SavedHost] => {
    return [address, { up, os, ports: byPort(ports), probed: total(summary) }];
  });
  return { ...headOf(document, file, document.hosts.flatMap(({ ports }) => ports).length), hosts: new Map(hosts) };
}

/** A scan from the lines that `--ndjson` prints; the last one, `end`, is missing where the scan was killed. */
export function savedFromLines(
  ports: readonly (SavedPort & { readonly host: string })[],
  end: ScanHead | undefined,
  file: string,
): SavedScan {
  const probe = end?.probe ?? 'psap';
  const head = headOf(end ?? { probe, complete: false, summary: countsOf(ports) }, file, ports.length);
  const lists = groupByHost(ports);
  const hosts = [...lists].map(([address, list]): [string, SavedHost] => {
    // Only silence leaves it open; the lines do not say what was seen beside verdicts.
    const up = list.some(({ state }) => state === 'open' || state === 'closed') ? true : undefined;
    return [address, { up, os: undefined, ports: byPort(list), probed: head.openAlone ? undefined : list.length }];
  });
  return { ...head, hosts: new Map(hosts), listsEveryHost: head.complete && !head.openAlone };
}

function headOf({ probe, complete, summary }: ScanHead, file: string, listed: number): Omit<SavedScan, 'hosts'> {
  const probed = total(summary);
  return { file, probe, complete: complete ?? true, probed, openAlone: probed > listed, listsEveryHost: true };
}

function groupByHost<T extends { readonly host: string }>(ports: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const port of ports) {
    const group = groups.get(port.host);
    if (group === undefined) groups.set(port.host, [port]);
    else group.push(port);
  }
  return groups;
}

function byPort(ports: readonly SavedPort[]): ReadonlyMap<number, SavedPort> {
  return new Map(ports.map((port) => [port.port, port]));
}

function total({ open, closed, filtered, error }: StateCounts): number {
  return open + closed + filtered + error;
}

function countsOf(ports: readonly SavedPort[]): StateCounts {
  const counts = { open: 0, closed: 0, filtered: 0, error: 0 };
  for (const { state } of ports) counts[state] += 1;
  return counts;
}
