import ipaddr from 'ipaddr.js';
import { octetsOf, spellIpv4 } from './address-cache.ts';

/**
 * Addresses in a message (clauses ADDR-*): an IP address in its one canonical spelling, and a port. IPv4 is dotted
 * decimal; IPv6 is RFC 5952, hexadecimal only; an IPv4-mapped address is the IPv4 address.
 */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** Octets that an address takes in the binary encoding. */
export const ADDRESS_OCTETS = 16;

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
const PORT = /^[1-9]\d{0,4}$/;

/** The canonical spelling of any usual spelling of an IP address (a zone is dropped), or undefined where it is none. */
export function canonicalAddress(text: string): string | undefined {
  if (IPV4.test(text)) return text;
  // The library takes ::a.b.c.d, but not 0::a.b.c.d, for the IPv4-mapped address.
  const bare = text.replace(/%.*$/, '').replace(/^::(?=[\d.]+$)/, '0::');
  if (!bare.includes(':') || !ipaddr.IPv6.isValid(bare)) return undefined;
  const parsed = ipaddr.IPv6.parse(bare);
  return parsed.isIPv4MappedAddress() ? parsed.toIPv4Address().toString() : parsed.toRFC5952String();
}

/** Whether `text` is an IP address in its canonical spelling. */
export function isCanonicalAddress(text: string): boolean {
  return canonicalAddress(text) === text;
}

/** `127.0.0.1:80`, `[2001:db8::1]:80`. */
export function formatEndpoint(endpoint: Endpoint): string {
  const { address, port } = endpoint;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

export function sameEndpoint(one: Endpoint, other: Endpoint): boolean {
  return one.port === other.port && one.address === other.address;
}

/** Reads the text form exactly as `formatEndpoint` writes it; undefined for every other spelling (ADDR-*). */
export function parseEndpoint(text: string): Endpoint | undefined {
  const colon = text.lastIndexOf(':');
  if (colon < 0) return undefined;
  const portText = text.slice(colon + 1);
  const port = PORT.test(portText) ? Number(portText) : 0;
  if (port < 1 || port > 65_535) return undefined;
  let address = text.slice(0, colon);
  if (address.startsWith('[') && address.endsWith(']')) {
    address = address.slice(1, -1);
    if (!address.includes(':') || !isCanonicalAddress(address)) return undefined;
  } else if (!IPV4.test(address)) {
    return undefined;
  }
  return { address, port };
}

/** Reads the 16 octets at `offset`; any 128 bits are an address. */
export function readAddress(octets: Uint8Array, offset: number): string {
  if (isMappedIpv4(octets, offset)) {
    const high = (octets[offset + 12]! << 8) | octets[offset + 13]!;
    const low = (octets[offset + 14]! << 8) | octets[offset + 15]!;
    return spellIpv4(high * 0x1_0000 + low);
  }
  return new ipaddr.IPv6([...octets.subarray(offset, offset + ADDRESS_OCTETS)]).toRFC5952String();
}

/** The 16 octets of an address in its canonical spelling; undefined for every other text. Not to be changed. */
export function addressOctets(text: string): Uint8Array | undefined {
  return octetsOf(text, parseOctets);
}

function parseOctets(text: string): Uint8Array | undefined {
  if (!isCanonicalAddress(text)) return undefined;
  if (text.includes(':')) return Uint8Array.from(ipaddr.IPv6.parse(text).toByteArray());
  return Uint8Array.from([...new Array(10).fill(0), 0xff, 0xff, ...text.split('.').map(Number)]);
}

/** Whether ::ffff:0:0/96 holds the address: ten octets 0x00, two octets 0xff. */
export function isMappedIpv4(octets: Uint8Array, offset: number): boolean {
  if ((octets[offset]! | octets[offset + 1]! | octets[offset + 2]! | octets[offset + 3]! | octets[offset + 4]!) !== 0)
    return false;
  if (
    (octets[offset + 5]! | octets[offset + 6]! | octets[offset + 7]! | octets[offset + 8]! | octets[offset + 9]!) !==
    0
  )
    return false;
  return (octets[offset + 10]! & octets[offset + 11]!) === 0xff;
}
