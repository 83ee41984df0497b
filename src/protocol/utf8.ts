const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The UTF-8 octets of a text. */
export function encodeUtf8(text: string): Uint8Array {
  return encoder.encode(text);
}

/** The text of UTF-8 octets. Throws a TypeError where they are not UTF-8: ask `isUtf8` first of a peer's octets. */
export function decodeUtf8(octets: Uint8Array): string {
  return decoder.decode(octets);
}

/** Whether the octets are well-formed UTF-8. */
export function isUtf8(octets: Uint8Array): boolean {
  if (isAscii(octets)) return true;
  try {
    decoder.decode(octets);
    return true;
  } catch {
    return false;
  }
}

/** The beginning of well-formed UTF-8 that is `limit` octets long, or less by a character that would be cut through. */
export function cutUtf8(octets: Uint8Array, limit: number): Uint8Array {
  let end = Math.min(limit, octets.length);
  while (end < octets.length && (octets[end]! & 0xc0) === 0x80) end -= 1;
  return octets.subarray(0, end);
}

/** ASCII is by far the commonest body, and needs no decoder. */
function isAscii(octets: Uint8Array): boolean {
  for (let index = 0; index < octets.length; index += 1) if (octets[index]! > 0x7f) return false;
  return true;
}
