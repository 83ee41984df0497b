const encoder = new TextEncoder();
/** Up to so many characters a loop beats the encoder, as long as they are ASCII. */
const LONGEST_LOOP = 64;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The UTF-8 octets of a text. */
export function encodeUtf8(text: string): Uint8Array {
  if (text.length > LONGEST_LOOP) return encoder.encode(text);
  const octets = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit > 0x7f) return encoder.encode(text);
    octets[index] = unit;
  }
  return octets;
}

/** The text of UTF-8 octets. Throws a TypeError where they are not UTF-8: ask `isUtf8` first of a peer's octets. */
export function decodeUtf8(octets: Uint8Array): string {
  return decoder.decode(octets);
}

/** Whether the octets from `start` to `end` are well-formed UTF-8. */
export function isUtf8(octets: Uint8Array, start = 0, end = octets.length): boolean {
  // ASCII is by far the commonest, and needs no decoder; four octets at a time, since this is what a body costs.
  let index = start;
  while (index + 4 <= end) {
    if ((octets[index]! | octets[index + 1]! | octets[index + 2]! | octets[index + 3]!) > 0x7f) break;
    index += 4;
  }
  while (index < end && octets[index]! < 0x80) index += 1;
  if (index === end) return true;
  try {
    decoder.decode(octets.subarray(index, end));
    return true;
  } catch {
    return false;
  }
}

/** As many of the octets of a text as are at most `maxOctets`, without cutting a character in two. */
export function cutUtf8(octets: Uint8Array, maxOctets: number): Uint8Array {
  let end = Math.min(octets.length, maxOctets);
  while (end > 0 && end < octets.length && (octets[end]! & 0xc0) === 0x80) end -= 1;
  return octets.subarray(0, end);
}
