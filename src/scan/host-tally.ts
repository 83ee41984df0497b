/**
 * What is left to find out, by host: its ports without a verdict, and what is asked besides. A port is open from the
 * beginning until all about it is known; a further question is open until it is over.
 */
export class HostTally {
  readonly #open: Int32Array;
  readonly #undecided: Int32Array;
  #unfinishedHosts: number;

  constructor(hosts: number, portsPerHost: number) {
    this.#open = new Int32Array(hosts).fill(portsPerHost);
    this.#undecided = new Int32Array(hosts).fill(portsPerHost);
    this.#unfinishedHosts = portsPerHost > 0 ? hosts : 0;
  }

  /** Whether nothing is left to find out about any host. */
  get isFinished(): boolean {
    return this.#unfinishedHosts === 0;
  }

  isFinishedWith(host: number): boolean {
    return this.#open[host] === 0;
  }

  /** Ports of the host without a verdict. */
  undecidedOf(host: number): number {
    return this.#undecided[host]!;
  }

  /** A port of the host has its verdict; what is asked about it may be open still. */
  decided(host: number): void {
    this.#undecided[host]! -= 1;
  }

  /** A further question is open. */
  opened(host: number): void {
    if (this.isFinishedWith(host)) this.#unfinishedHosts += 1;
    this.#open[host]! += 1;
  }

  /** All about a port is known, or a further question is over. */
  closed(host: number): void {
    this.#open[host]! -= 1;
    if (this.isFinishedWith(host)) this.#unfinishedHosts -= 1;
  }

  /** Whatever is open about the host is given up. */
  giveUp(host: number): void {
    if (!this.isFinishedWith(host)) this.#unfinishedHosts -= 1;
    this.#open[host] = 0;
  }
}
