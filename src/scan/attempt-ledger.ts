/** How often each port was asked for its status, and since when: plain arrays, since a scan has millions of ports. */
export class AttemptLedger {
  readonly #counts: Uint16Array;
  readonly #startedMs: Float64Array;
  readonly #tickets: Uint32Array;

  constructor(size: number) {
    this.#counts = new Uint16Array(size);
    this.#startedMs = new Float64Array(size);
    this.#tickets = new Uint32Array(size);
  }

  /** Attempts begun and not struck out. */
  countOf(index: number): number {
    return this.#counts[index]!;
  }

  /** The pacing's ticket of the last attempt. */
  ticketOf(index: number): number {
    return this.#tickets[index]!;
  }

  begin(index: number, ticket: number, nowMs: number): void {
    this.#tickets[index] = ticket;
    if (this.#counts[index] === 0) this.#startedMs[index] = nowMs;
    this.#counts[index]! += 1;
  }

  /** The last attempt did not take place: it does not count, nor does its time where it was the first. */
  strikeOut(index: number): void {
    this.#counts[index]! -= 1;
  }

  /** From the first attempt's start; 0 where there was none. */
  elapsedMs(index: number, atMs: number): number {
    return this.#counts[index] === 0 ? 0 : atMs - this.#startedMs[index]!;
  }
}
