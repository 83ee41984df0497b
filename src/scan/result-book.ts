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
  readonly address: string;
  readonly ports: PortColumns;
  up: true | null;
  os: OsInformation | undefined;
}

/** Gathers a scan's results, host by host, in whatever order they come. Hosts are numbers, in the order given. */
export class ResultBook {
  readonly #pages: readonly HostPage[];
  /** By port, where it stands among the scan's ports. */
  readonly #places = new Uint16Array(0x1_0000);

  /** `ports`: ascending, each once. */
  constructor(hosts: readonly string[], ports: readonly number[]) {
    this.#pages = hosts.map((address) => ({ address, ports: new PortColumns(ports), up: null, os: undefined }));
    for (const [place, port] of ports.entries()) this.#places[port] = place;
  }

  add(host: number, result: PortResult): void {
    this.#page(host).ports.add(this.#places[result.port]!, result);
  }

  markUp(host: number): void {
    this.#page(host).up = true;
  }

  addOs(host: number, os: OsInformation): void {
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
    const hosts = this.#pages.map(({ address, ports: columns, up, os }): HostResult => {
      const ports = columns.toResults(address);
      return { address, up, ports, ...(os === undefined ? {} : { os }), summary: countStates(ports) };
    });
    return { ...scan, hosts, summary: sumCounts(hosts) };
  }

  #page(host: number): HostPage {
    const page = this.#pages[host];
    if (page === undefined) throw new RangeError(`host ${host} is not part of this scan`);
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
