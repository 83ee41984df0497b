/** Octets that are gathered one behind the other, to be handed on at once: one allocation for many messages. */
export class OctetBuffer {
  /** The octets so far stand at its beginning. Another array after each `reserve` that outgrew it. */
  octets: Uint8Array;
  /** How many there are. */
  length = 0;

  /** `expected`: for so many octets there is room from the beginning. */
  constructor(expected: number) {
    this.octets = new Uint8Array(expected);
  }

  /** Makes room for `count` more, which the caller fills; gives the offset of the first of them. */
  reserve(count: number): number {
    const offset = this.length;
    const needed = offset + count;
    if (needed > this.octets.length) {
      const larger = new Uint8Array(Math.max(2 * this.octets.length, needed));
      larger.set(this.octets.subarray(0, offset));
      this.octets = larger;
    }
    this.length = needed;
    return offset;
  }

  /** The octets so far. */
  view(): Uint8Array {
    return this.octets.subarray(0, this.length);
  }
}
