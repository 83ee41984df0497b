/** What the heap keeps: a time, and a number that decides between equal times. */
export interface HeapEntry {
  readonly dueMs: number;
  readonly sequence: number;

  /** Where the heap holds the entry, -1 where it does not. Only the heap writes it. */
  heapIndex: number;
}

/** A binary heap, earliest first, equal times in order of their sequence numbers. Any entry can be taken out. */
export class TimerHeap<Entry extends HeapEntry> {
  readonly #entries: Entry[] = [];

  get size(): number {
    return this.#entries.length;
  }

  /** The entry that is due first, which stays in the heap. */
  peek(): Entry | undefined {
    return this.#entries[0];
  }

  add(entry: Entry): void {
    this.#entries.push(entry);
    this.#rise(entry, this.#entries.length - 1);
  }

  /** Takes an entry out, in O(log n). Harmless where the heap does not hold it. */
  remove(entry: Entry): void {
    const index = entry.heapIndex;
    if (index < 0) return;
    entry.heapIndex = -1;
    const last = this.#entries.pop()!;
    if (last === entry) return;
    if (isBefore(last, entry)) this.#rise(last, index);
    else this.#sink(last, index);
  }

  #rise(entry: Entry, from: number): void {
    let index = from;
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = this.#entries[parentIndex]!;
      if (isBefore(parent, entry)) break;
      this.#put(parent, index);
      index = parentIndex;
    }
    this.#put(entry, index);
  }

  #sink(entry: Entry, from: number): void {
    let index = from;
    for (;;) {
      let childIndex = 2 * index + 1;
      if (childIndex >= this.#entries.length) break;
      const sibling = this.#entries[childIndex + 1];
      if (sibling !== undefined && isBefore(sibling, this.#entries[childIndex]!)) childIndex += 1;
      const child = this.#entries[childIndex]!;
      if (isBefore(entry, child)) break;
      this.#put(child, index);
      index = childIndex;
    }
    this.#put(entry, index);
  }

  #put(entry: Entry, index: number): void {
    this.#entries[index] = entry;
    entry.heapIndex = index;
  }
}

function isBefore(one: HeapEntry, other: HeapEntry): boolean {
  return one.dueMs < other.dueMs || (one.dueMs === other.dueMs && one.sequence < other.sequence);
}
