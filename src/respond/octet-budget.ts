/** So much each connection may hold whatever the others do: more than an honest scanner leaves unfinished. */
const FREE_OCTETS = 4_096;

/**
 * What all connections together may make us hold: unfinished messages, requests that wait while their answers are not
 * taken, and those answers. Beyond a little that each may hold in any case, all draw on one budget, so that a flood of
 * unfinished messages is bounded in all, and takes nothing from those who ask and listen.
 */
export class OctetBudget {
  readonly #limit: number;
  #used = 0;

  constructor(limitOctets: number) {
    this.#limit = limitOctets;
  }

  /** A connection held `before` octets and holds `after` now. False where it must give them up, since there is no room. */
  change(before: number, after: number): boolean {
    const more = charged(after) - charged(before);
    this.#used += more;
    return more <= 0 || this.#used <= this.#limit;
  }
}

function charged(octets: number): number {
  return Math.max(0, octets - FREE_OCTETS);
}
