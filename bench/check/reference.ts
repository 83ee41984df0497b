/**
 * What the key benchmarks are divided by: work of the same kinds (objects made and dropped, a map, octets, texts) that no
 * change of ours makes faster or slower. Whoever changes it writes the baseline anew.
 */

const octets = Uint8Array.from({ length: 256 }, (_, index) => (index * 31) & 0xff);
const decoder = new TextDecoder();

interface Item {
  readonly id: number;
  readonly name: string;
  readonly next: Item | undefined;
}

/** Gives a number that depends on all of the work, so that none of it can be left out. */
export function referenceWork(): number {
  const items = new Map<number, Item>();
  let last: Item | undefined;
  for (let id = 0; id < 64; id += 1) {
    last = { id, name: `item ${id}`, next: last };
    items.set((id * 7919) & 0xffff, last);
  }
  let sum = 0;
  for (let at = 0; at < octets.length; at += 1) sum = (Math.imul(sum, 31) + octets[at]!) | 0;
  for (const [key, { id, name, next }] of items) sum = (sum + key + id + name.length + (next?.id ?? 0)) | 0;
  return sum + decoder.decode(octets.subarray(0, 64)).length;
}
