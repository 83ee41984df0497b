import ipaddr from 'ipaddr.js';
import { canonicalAddress } from './address.ts';

/** Ranges of addresses in CIDR notation: `192.0.2.0/24`, `2001:db8::/32`, or a single address. */
export interface AddressRange {
  /** Whether the IP address is inside; an IPv4-mapped IPv6 address counts as IPv4. */
  contains(address: string): boolean;
}

/** Text that is no address range. */
export class AddressRangeError extends Error {
  override readonly name = 'AddressRangeError';
}

/** Throws AddressRangeError. */
export function parseAddressRange(text: string): AddressRange {
  const range = readRange(text);
  if (range === undefined) {
    throw new AddressRangeError(
      `${JSON.stringify(text)} is no address range; write it like 192.0.2.0/24 or 2001:db8::/32`,
    );
  }
  const [network, bits] = range;
  return {
    contains: (address) => {
      const canonical = canonicalAddress(address);
      if (canonical === undefined) return false;
      const parsed = ipaddr.parse(canonical);
      return parsed.kind() === network.kind() && parsed.match(network, bits);
    },
  };
}

/** 127.0.0.0/8 and ::1. */
export const loopback: readonly AddressRange[] = [parseAddressRange('127.0.0.0/8'), parseAddressRange('::1/128')];

type Network = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

function readRange(text: string): Network | undefined {
  const [address = '', bits, ...rest] = text.split('/');
  const canonical = canonicalAddress(address);
  if (canonical === undefined || address.includes('%') || rest.length > 0) return undefined;
  const width = address.includes(':') ? 128 : 32;
  if (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= width)) return undefined;
  const length = bits === undefined ? width : Number(bits);
  if (width === 32 || canonical.includes(':')) return [ipaddr.parse(canonical), length];
  // ::ffff:192.0.2.0/120 is 192.0.2.0/24; a shorter one reaches beyond what is IPv4.
  return length >= 96 ? [ipaddr.parse(canonical), length - 96] : [ipaddr.parse(`::ffff:${canonical}`), length];
}
