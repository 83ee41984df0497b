import ipaddr from 'ipaddr.js';

/** IPv4 before IPv6, each by its octets; for IP addresses, as `sort` wants it. */
export function compareAddresses(one: string, other: string): number {
  const [left, right] = [ipaddr.parse(one).toByteArray(), ipaddr.parse(other).toByteArray()];
  if (left.length !== right.length) return left.length - right.length;
  const at = left.findIndex((octet, index) => octet !== right[index]);
  return at < 0 ? 0 : left[at]! - right[at]!;
}
