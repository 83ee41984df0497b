import { formatPortRanges, type PortRange } from './port-list.ts';

/** A range of ports and what is true of each of them. */
export interface PortMapEntry<T> extends PortRange {
  readonly value: T;
}

/** Two entries of a port map claim the same port. */
export class PortOverlapError extends Error {
  override readonly name = 'PortOverlapError';
  readonly first: PortRange;
  readonly second: PortRange;

  constructor(first: PortRange, second: PortRange) {
    const [one, other] = [formatPortRanges([first]), formatPortRanges([second])];
    super(`the ports ${one} and ${other} overlap: give each port one entry`);
    this.first = first;
    this.second = second;
  }
}

/**
 * A value for every port: disjoint ranges with a value each, and a default for the rest. Immutable; iteration gives the
 * entries in ascending order, without the default.
 */
export class PortMap<T> implements Iterable<PortMapEntry<T>> {
  /** The value of every port that no entry names. */
  readonly default: T;
  readonly #entries: readonly PortMapEntry<T>[];

  /**
   * Entries may come in any order.
   *
   * @throws {PortOverlapError} where two entries share a port.
   */
  constructor(entries: Iterable<PortMapEntry<T>>, defaultValue: T) {
    this.#entries = [...entries].sort((a, b) => a.first - b.first);
    this.default = defaultValue;
    const [overlap] = findPortOverlaps(this.#entries);
    if (overlap !== undefined) throw new PortOverlapError(...overlap);
  }

  /** The value of `port`, in O(log n) of the number of entries. */
  get(port: number): T {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const entry = this.#entries[middle]!;
      if (port < entry.first) high = middle;
      else if (port > entry.last) low = middle + 1;
      else return entry.value;
    }
    return this.default;
  }

  [Symbol.iterator](): Iterator<PortMapEntry<T>> {
    return this.#entries[Symbol.iterator]();
  }
}

/**
 * Pairs of ranges that share a port, in ascending order of port. Each range is paired with the one before it that
 * reaches furthest, not with every other, so that one long range over many short ones gives one pair for each.
 */
export function findPortOverlaps<R extends PortRange>(ranges: Iterable<R>): readonly (readonly [R, R])[] {
  const overlaps: [R, R][] = [];
  let furthest: R | undefined;
  for (const range of [...ranges].sort((a, b) => a.first - b.first)) {
    if (furthest !== undefined && range.first <= furthest.last) overlaps.push([furthest, range]);
    if (furthest === undefined || range.last > furthest.last) furthest = range;
  }
  return overlaps;
}
