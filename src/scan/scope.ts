import { canonicalAddress } from '../protocol/address.ts';
import { loopback, parseAddressRange } from '../protocol/address-range.ts';

/** The scope guard: which addresses traffic may be sent to. */
export interface Scope {
  /** Whether the IP address, in any spelling, is inside; what is none is not. */
  admits(address: string): boolean;
}

/** Loopback, and whatever the ranges of `--allow` name. Throws AddressRangeError. */
export function createScope(allowed: readonly string[]): Scope {
  const ranges = [...loopback, ...allowed.map(parseAddressRange)];
  return {
    admits: (address) => {
      const canonical = canonicalAddress(address);
      return canonical !== undefined && ranges.some((range) => range.contains(canonical));
    },
  };
}
