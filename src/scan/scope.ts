import { loopback, parseAddressRange } from '../protocol/address-range.ts';

/** The scope guard: which addresses traffic may be sent to. */
export interface Scope {
  admits(address: string): boolean;
}

/** Loopback, and whatever the ranges of `--allow` name. Throws AddressRangeError. */
export function createScope(allowed: readonly string[]): Scope {
  const ranges = [...loopback, ...allowed.map(parseAddressRange)];
  return { admits: (address) => ranges.some((range) => range.contains(address)) };
}
