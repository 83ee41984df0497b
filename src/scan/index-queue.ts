/** A first-in, first-out queue of indices; taking from it costs the same however long it is. */
export class IndexQueue {
  #items: number[] = [];
  #head = 0;

  get length(): number {
    return this.#items.length - this.#head;
  }

  push(index: number): void {
    this.#items.push(index);
  }

  take(): number | undefined {
    const index = this.#items[this.#head];
    if (index === undefined) return undefined;
    this.#head += 1;
    if (this.#head * 2 > this.#items.length) {
      this.#items = this.#items.slice(this.#head);
      this.#head = 0;
    }
    return index;
  }
}
