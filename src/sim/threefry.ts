/** The constant that closes the key schedule of Threefry with 32-bit words. */
const PARITY = 0x1bd11bda;

/** How far each round rotates: the even and the odd groups of four rounds. */
const ROTATIONS = [
  [13, 15, 26, 6],
  [17, 29, 16, 24],
] as const;

const GROUPS = 5;

/**
 * Threefry-2x32 with 20 rounds, a block cipher made into a counter-based generator: J. Salmon, M. Moraes, R. Dror,
 * D. Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011. Enciphers the two words of the counter under the two
 * words of `key` and leaves two words in `out`, which may be `key` itself. It adds, rotates and exclusive-ors 32-bit
 * words and does nothing else, so it gives the same words on every machine.
 */
export function threefry2x32(out: Uint32Array, key: Uint32Array, counter0: number, counter1: number): void {
  const key0 = key[0]!;
  const key1 = key[1]!;
  const schedule = [key0, key1, PARITY ^ key0 ^ key1];
  let x0 = (counter0 + key0) | 0;
  let x1 = (counter1 + key1) | 0;
  for (let group = 0; group < GROUPS; group++) {
    for (const distance of ROTATIONS[group % 2]!) {
      x0 = (x0 + x1) | 0;
      x1 = ((x1 << distance) | (x1 >>> (32 - distance))) ^ x0;
    }
    x0 = (x0 + schedule[(group + 1) % 3]!) | 0;
    x1 = (x1 + schedule[(group + 2) % 3]! + group + 1) | 0;
  }
  out[0] = x0;
  out[1] = x1;
}
