import type { ScanEnd } from './scan-report.ts';

/** To which hosts' agents a connection came up, and which hosts were given up because none ever did. */
export class AgentContacts {
  readonly #reached: Uint8Array;
  readonly #unreachable = new Map<number, string>();

  constructor(hosts: number) {
    this.#reached = new Uint8Array(hosts);
  }

  reached(host: number): void {
    this.#reached[host] = 1;
  }

  wasReached(host: number): boolean {
    return this.#reached[host] === 1;
  }

  /** `code` says why no connection came up. */
  gaveUp(host: number, code: string): void {
    this.#unreachable.set(host, code);
  }

  /** How a scan ends that has nothing left to find out; `addresses` are those of the hosts. */
  endOf(addresses: readonly string[]): ScanEnd {
    const [first, ...others] = this.#unreachable;
    if (first === undefined) return { kind: 'finished' };
    const [host, code] = first;
    return { kind: 'agent-unreachable', address: addresses[host]!, code, others: others.length };
  }
}
