import { concatenate } from '../protocol/octets.ts';
import { encodeUtf8 } from '../protocol/utf8.ts';

const escapes: Readonly<Record<string, number>> = { r: 0x0d, n: 0x0a, t: 0x09, '\\': 0x5c };

/** Text in UTF-8, with `\r`, `\n`, `\t`, `\\` and `\xNN` for single octets, as the test vectors write it. */
export function escapedText(text: string): Uint8Array {
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const found of text.matchAll(/\\(?:x([0-9a-f]{2})|(.))/gs)) {
    const [whole, hex, letter = ''] = found;
    const octet = hex === undefined ? escapes[letter] : Number.parseInt(hex, 16);
    if (octet === undefined) {
      throw new TypeError(`${JSON.stringify(whole)} is no escape; write \\r, \\n, \\t, \\\\ or \\xNN`);
    }
    parts.push(encodeUtf8(text.slice(at, found.index)), Uint8Array.of(octet));
    at = found.index + whole.length;
  }
  return concatenate([...parts, encodeUtf8(text.slice(at))]);
}
