import type {
  HostResult,
  OsInformation,
  PortResult,
  PortState,
  ProbeMethod,
  ScanMode,
  ScanResult,
  StateCounts,
} from '../results/scan.ts';
import { portStates } from '../results/scan.ts';
import { PortColumns } from './port-columns.ts';

interface HostPage {
  readonly ports: PortColumns;
  up: true | null;
  os: OsInformation | undefined;
}

/** Gathers a scan's results, host by host, in whatever order they come. */
export class ResultBook {
  readonly #pages: ReadonlyMap<string, HostPage>;

  constructor(hosts: readonly string[]) {
    this.#pages = new Map(hosts.map((host) => [host, { ports: new PortColumns(), up: null, os: undefined }]));
  }

  add(result: PortResult): void {
    this.#page(result.host).ports.add(result);
  }

  markUp(host: string): void {
    this.#page(host).up = true;
  }

  addOs(host: string, os: OsInformation): void {
    this.#page(host).os = os;
  }

  /** Everything so far, hosts in the order given, ports ascending. */
  toResult(scan: {
    readonly mode: ScanMode;
    readonly probe: ProbeMethod;
    readonly engine: string;
    readonly seed: number;
    readonly elapsedMs: number;
    readonly complete: boolean;
  }): ScanResult {
    const hosts = [...this.#pages].map(([address, page]): HostResult => {
      const ports = page.ports.toResults(address);
      const os = page.os === undefined ? {} : { os: page.os };
      return { address, up: page.up, ports, ...os, summary: countStates(ports) };
    });
    return { ...scan, hosts, summary: sumCounts(hosts) };
  }

  #page(host: string): HostPage {
    const page = this.#pages.get(host);
    if (page === undefined) throw new RangeError(`${host} is not part of this scan`);
    return page;
  }
}

/** How many ports have each state. */
function countStates(ports: readonly { readonly state: PortState }[]): StateCounts {
  const counts = { open: 0, closed: 0, filtered: 0, error: 0 };
  for (const { state } of ports) counts[state] += 1;
  return counts;
}

function sumCounts(hosts: readonly HostResult[]): StateCounts {
  const counts = { open: 0, closed: 0, filtered: 0, error: 0 };
  for (const { summary } of hosts) for (const state of portStates) counts[state] += summary[state];
  return counts;
}
