import { MAX_ID } from './message.ts';

/**
 * Values by id, where ids are given out one after the other, from 1 up and from 1 again after the last (ID-1). A queue
 * with holes: what is oldest and what an id stands for are found at once. Where the oldest stays, a hole is one slot of
 * an array for each value that came after it and went before it.
 */
export class IdWindow<T> {
  /** From `#head` on; undefined where a value was taken out. */
  #slots: (T | undefined)[] = [];
  /** The slot of the oldest value, where there is one. */
  #head = 0;
  /** The id of the first slot. */
  #firstId: number;
  #size = 0;

  /** `firstId`: of the first value. */
  constructor(firstId = 1) {
    this.#firstId = firstId;
  }

  /** How many values are in. */
  get size(): number {
    return this.#size;
  }

  /** The id that the next value gets. */
  get nextId(): number {
    return this.#idAt(this.#slots.length);
  }

  get oldestId(): number | undefined {
    return this.#size === 0 ? undefined : this.#idAt(this.#head);
  }

  add(value: T): void {
    this.#slots.push(value);
    this.#size += 1;
  }

  get(id: number): T | undefined {
    return this.#slots[this.#slotOf(id)];
  }

  /** Takes a value out, and gives it. */
  take(id: number): T | undefined {
    const slot = this.#slotOf(id);
    const value = this.#slots[slot];
    if (value === undefined) return undefined;
    this.#slots[slot] = undefined;
    this.#size -= 1;
    if (slot === this.#head) this.#advance();
    return value;
  }

  /** The ids of all values, the oldest first. */
  ids(): number[] {
    return this.#slots.flatMap((value, slot) => (value === undefined ? [] : [this.#idAt(slot)]));
  }

  #advance(): void {
    while (this.#head < this.#slots.length && this.#slots[this.#head] === undefined) this.#head += 1;
    if (this.#head * 2 <= this.#slots.length) return;
    this.#firstId = this.#idAt(this.#head);
    this.#slots = this.#slots.slice(this.#head);
    this.#head = 0;
  }

  #idAt(slot: number): number {
    return ((this.#firstId - 1 + slot) % MAX_ID) + 1;
  }

  /** Beyond all slots where no value ever had the id, or it was taken out long ago; negative for id 0. */
  #slotOf(id: number): number {
    if (id === 0) return -1;
    return id >= this.#firstId ? id - this.#firstId : id - this.#firstId + MAX_ID;
  }
}
