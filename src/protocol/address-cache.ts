/**
 * The same few addresses stand in nearly every message of a connection, and spelling one out costs more than all the
 * rest of its header. These two caches remember what was spelt last; they are bounded, and nothing but speed depends on
 * them.
 */

const IPV4_SLOTS = 256;
const ipv4Keys = new Float64Array(IPV4_SLOTS).fill(-1);
const ipv4Texts: string[] = new Array(IPV4_SLOTS).fill('');

/** The dotted decimal spelling of a 32-bit IPv4 address. */
export function spellIpv4(address: number): string {
  const slot = (address ^ (address >>> 8) ^ (address >>> 16) ^ (address >>> 24)) & (IPV4_SLOTS - 1);
  if (ipv4Keys[slot] === address) return ipv4Texts[slot]!;
  const text = `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
  ipv4Keys[slot] = address;
  ipv4Texts[slot] = text;
  return text;
}

const MAX_KNOWN = 1_024;
const known = new Map<string, Uint8Array>();

/** The 16 octets of a canonical address seen before, or what `read` makes of it; undefined, and not kept, for no address. */
export function octetsOf(text: string, read: (text: string) => Uint8Array | undefined): Uint8Array | undefined {
  const seen = known.get(text);
  if (seen !== undefined) return seen;
  const octets = read(text);
  if (octets === undefined) return undefined;
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(text, octets);
  return octets;
}
