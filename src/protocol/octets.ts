/** The octets of all parts, one after the other. A single part is given back as it is. */
export function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

const DIGITS = new TextEncoder().encode('0123456789abcdef');
const decoder = new TextDecoder();

/** Two lower-case digits for each octet, without spaces. */
export function toHex(octets: Uint8Array): string {
  const digits = new Uint8Array(2 * octets.length);
  for (let at = 0; at < octets.length; at++) {
    const octet = octets[at]!;
    digits[2 * at] = DIGITS[octet >>> 4]!;
    digits[2 * at + 1] = DIGITS[octet & 0xf]!;
  }
  return decoder.decode(digits);
}
