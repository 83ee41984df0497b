const ZERO = 0x30;

/** How many decimal digits a whole number from 0 up has. */
export function digitsOf(number: number): number {
  let digits = 1;
  for (let limit = 10; number >= limit; limit *= 10) digits += 1;
  return digits;
}

/** Writes a whole number from 0 up in decimal digits, the last of them before `end`. */
export function writeDigits(octets: Uint8Array, end: number, number: number): void {
  let rest = number;
  let at = end - 1;
  do {
    const tenth = Math.floor(rest / 10);
    octets[at] = ZERO + rest - 10 * tenth;
    rest = tenth;
    at -= 1;
  } while (rest > 0);
}
