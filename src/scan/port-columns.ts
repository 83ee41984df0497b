import type { PortInformation, PortResult, Verdict } from '../results/scan.ts';

/**
 * The results of one host's ports, column by column: eleven octets a port instead of a hundred, for as long as the scan
 * goes on. Each of the scan's ports has its place in the columns.
 */
export class PortColumns {
  readonly #ports: readonly number[];
  /** One more than which of `#verdictsSeen`; 0 while there is no result. */
  readonly #verdicts: Uint8Array;
  readonly #attempts: Uint16Array;
  readonly #elapsedMs: Float64Array;
  readonly #verdictsSeen: Verdict[] = [];
  /** By place; few ports are open. */
  readonly #infos = new Map<number, PortInformation>();

  /** `ports`: ascending, each once. */
  constructor(ports: readonly number[]) {
    this.#ports = ports;
    this.#verdicts = new Uint8Array(ports.length);
    this.#attempts = new Uint16Array(ports.length);
    this.#elapsedMs = new Float64Array(ports.length);
  }

  /** The result of the port at that place. */
  add(place: number, { state, reason, elapsedMs, attempts, info }: PortResult): void {
    this.#verdicts[place] = 1 + this.#indexOf(state, reason);
    this.#attempts[place] = attempts;
    this.#elapsedMs[place] = elapsedMs;
    if (info !== undefined) this.#infos.set(place, info);
  }

  /** The results, ports ascending. */
  toResults(host: string): PortResult[] {
    const results: PortResult[] = [];
    for (let place = 0; place < this.#ports.length; place += 1) {
      const verdict = this.#verdicts[place]!;
      if (verdict > 0) results.push(this.#resultAt(host, place, this.#verdictsSeen[verdict - 1]!));
    }
    return results;
  }

  #resultAt(host: string, place: number, { state, reason }: Verdict): PortResult {
    const port = this.#ports[place]!;
    const elapsedMs = this.#elapsedMs[place]!;
    const attempts = this.#attempts[place]!;
    const info = this.#infos.get(place);
    const result = { host, port, state, reason, elapsedMs, attempts };
    return info === undefined ? result : { ...result, info };
  }

  /** There are a few dozen verdicts at most. */
  #indexOf(state: Verdict['state'], reason: Verdict['reason']): number {
    const seen = this.#verdictsSeen;
    for (let index = 0; index < seen.length; index += 1) {
      if (seen[index]!.reason === reason && seen[index]!.state === state) return index;
    }
    return seen.push({ state, reason }) - 1;
  }
}
