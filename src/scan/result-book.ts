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

interface HostPage {
  readonly ports: PortResult[];
  up: true | null;
  os: OsInformation | undefined;
}

/** Gathers a scan's results, host by host, in whatever order they come. */
export class ResultBook {
  readonly #pages: ReadonlyMap<string, HostPage>;

  constructor(hosts: readonly string[]) {
    this.#pages = new Map(hosts.map((host) => [host, { ports: [], up: null, os: undefined }]));
  }

  add(result: PortResult): void {
    this.#page(result.host).ports.push(result);
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
      const ports = page.ports.toSorted((one, other) => one.port - other.port);
      const os = page.os === undefined ? {} : { os: page.os };
      return { address, up: page.up, ports, ...os, summary: countStates(ports) };
    });
    return { ...scan, hosts, summary: countStates(hosts.flatMap(({ ports }) => ports)) };
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
