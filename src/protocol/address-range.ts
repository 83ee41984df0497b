import { addressOctets, canonicalAddress, isMappedIpv4 } from './address.ts';

/** How much of an IPv4-mapped address says that it is one. */
const MAPPED_BITS = 96;

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
  const network = readNetwork(text);
  if (network === undefined) {
    throw new AddressRangeError(
      `${JSON.stringify(text)} is no address range; write it like 192.0.2.0/24 or 2001:db8::/32`,
    );
  }
  return {
    contains: (address) => {
      const octets = addressOctets(address) ?? addressOctets(canonicalAddress(address) ?? '');
      return octets !== undefined && isInside(network, octets);
    },
  };
}

/** 127.0.0.0/8 and ::1. */
export const loopback: readonly AddressRange[] = [parseAddressRange('127.0.0.0/8'), parseAddressRange('::1/128')];

/** The first `bits` of these 16 octets; IPv4 is its IPv4-mapped address. */
interface Network {
  readonly octets: Uint8Array;
  readonly bits: number;
  /** Of IPv4 addresses alone, or of none. */
  readonly isIpv4: boolean;
}

function readNetwork(text: string): Network | undefined {
  const [address = '', length, ...rest] = text.split('/');
  const octets = addressOctets(canonicalAddress(address) ?? '');
  if (octets === undefined || address.includes('%') || rest.length > 0) return undefined;
  const width = address.includes(':') ? 128 : 32;
  if (length !== undefined && !(/^\d{1,3}$/.test(length) && Number(length) <= width)) return undefined;
  const bits = 128 - width + (length === undefined ? width : Number(length));
  // ::ffff:192.0.2.0/120 is 192.0.2.0/24; a shorter one reaches beyond what is IPv4.
  return { octets, bits, isIpv4: isMappedIpv4(octets, 0) && bits >= MAPPED_BITS };
}

function isInside({ octets, bits, isIpv4 }: Network, address: Uint8Array): boolean {
  if (isMappedIpv4(address, 0) !== isIpv4) return false;
  const whole = bits >> 3;
  for (let index = 0; index < whole; index += 1) if (octets[index] !== address[index]) return false;
  const rest = bits & 7;
  return rest === 0 || (octets[whole]! ^ address[whole]!) >> (8 - rest) === 0;
}
