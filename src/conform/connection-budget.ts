/** Lets only so many connections be open at the same time; those who wait get theirs in the order in which they came. */
export class ConnectionBudget {
  readonly #total: number;
  #left: number;
  readonly #waiting: { readonly amount: number; readonly begin: () => void }[] = [];

  constructor(total: number) {
    this.#total = total;
    this.#left = total;
  }

  /** Does `work` while it has `amount` connections, or all that there are where it wants more. */
  async spend<T>(amount: number, work: () => Promise<T>): Promise<T> {
    const taken = Math.min(amount, this.#total);
    await this.#take(taken);
    try {
      return await work();
    } finally {
      this.#left += taken;
      this.#serve();
    }
  }

  #take(amount: number): Promise<void> {
    return new Promise((begin) => {
      this.#waiting.push({ amount, begin });
      this.#serve();
    });
  }

  #serve(): void {
    for (let next = this.#waiting[0]; next !== undefined && next.amount <= this.#left; next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#left -= next.amount;
      next.begin();
    }
  }
}
