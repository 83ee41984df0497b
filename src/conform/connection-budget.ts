/**
 * Lets only so many connections be open at the same time. Who waits gets theirs in the order in which they came, but
 * does not hold up those behind who want fewer.
 */
export class ConnectionBudget {
  readonly #total: number;
  #left: number;
  #waiting: { readonly amount: number; readonly spare: number; readonly begin: () => void }[] = [];

  constructor(total: number) {
    this.#total = total;
    this.#left = total;
  }

  /**
   * Does `work` while it has `amount` connections, or all that there are where it wants more. It leaves `spare` of them
   * to others, where there are as many.
   */
  async spend<T>(amount: number, work: () => Promise<T>, spare = 0): Promise<T> {
    const kept = Math.min(spare, this.#total - 1);
    const taken = Math.min(amount, this.#total - kept);
    await this.#take(taken, kept);
    try {
      return await work();
    } finally {
      this.#left += taken;
      this.#serve();
    }
  }

  #take(amount: number, spare: number): Promise<void> {
    return new Promise((begin) => {
      this.#waiting.push({ amount, spare, begin });
      this.#serve();
    });
  }

  #serve(): void {
    this.#waiting = this.#waiting.filter(({ amount, spare, begin }) => {
      if (amount + spare > this.#left) return true;
      this.#left -= amount;
      begin();
      return false;
    });
  }
}
