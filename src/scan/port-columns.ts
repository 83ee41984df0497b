import type { PortInformation, PortResult, Verdict } from '../results/scan.ts';

const FIRST_ROWS = 16;
/** A key for sorting is a port and its row, of which a host has fewer than that. */
const ROWS = 0x1_0000;

/**
 * The results of one host's ports, column by column: thirteen octets a port instead of a hundred, for as long as the
 * scan goes on. Each port stands here once.
 */
export class PortColumns {
  #size = 0;
  #ports = new Uint16Array(FIRST_ROWS);
  /** Which of `#verdictsSeen`. */
  #verdicts = new Uint8Array(FIRST_ROWS);
  #attempts = new Uint16Array(FIRST_ROWS);
  #elapsedMs = new Float64Array(FIRST_ROWS);
  readonly #verdictsSeen: Verdict[] = [];
  /** By row; few ports are open. */
  readonly #infos = new Map<number, PortInformation>();

  add({ port, state, reason, elapsedMs, attempts, info }: PortResult): void {
    const row = this.#size;
    if (row === this.#ports.length) this.#grow();
    this.#ports[row] = port;
    this.#verdicts[row] = this.#indexOf(state, reason);
    this.#attempts[row] = attempts;
    this.#elapsedMs[row] = elapsedMs;
    if (info !== undefined) this.#infos.set(row, info);
    this.#size += 1;
  }

  /** The results, ports ascending. */
  toResults(host: string): PortResult[] {
    const keys = new Uint32Array(this.#size);
    for (let row = 0; row < keys.length; row += 1) keys[row] = this.#ports[row]! * ROWS + row;
    keys.sort();
    const results: PortResult[] = [];
    for (let rank = 0; rank < keys.length; rank += 1) results.push(this.#resultAt(host, keys[rank]! % ROWS));
    return results;
  }

  #resultAt(host: string, row: number): PortResult {
    const { state, reason } = this.#verdictsSeen[this.#verdicts[row]!]!;
    const port = this.#ports[row]!;
    const elapsedMs = this.#elapsedMs[row]!;
    const attempts = this.#attempts[row]!;
    const info = this.#infos.get(row);
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

  #grow(): void {
    const size = 2 * this.#size;
    this.#ports = grown(this.#ports, new Uint16Array(size));
    this.#verdicts = grown(this.#verdicts, new Uint8Array(size));
    this.#attempts = grown(this.#attempts, new Uint16Array(size));
    this.#elapsedMs = grown(this.#elapsedMs, new Float64Array(size));
  }
}

function grown<T extends Uint8Array | Uint16Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
