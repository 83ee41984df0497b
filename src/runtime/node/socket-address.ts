import type { SocketAddress } from '../connection.ts';

const MAPPED_IPV4 = /^::ffff:(?=\d+\.)/i;

/**
 * An address as node reports it, in the form that `SocketAddress` has: no zone, IPv4-mapped IPv6 as IPv4. Undefined
 * where node has none to report, as on a connection that is gone.
 */
export function socketAddress(address: string | undefined, port: number | undefined): SocketAddress | undefined {
  if (address === undefined || port === undefined) return undefined;
  return { address: plainAddress(address), port };
}

/** The address alone: no zone, IPv4-mapped IPv6 as IPv4. */
export function plainAddress(address: string): string {
  return address.replace(/%.*$/, '').replace(MAPPED_IPV4, '');
}
