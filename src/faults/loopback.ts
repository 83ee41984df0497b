import ipaddr from 'ipaddr.js';

/** Whether an IP address is one of 127.0.0.0/8 or ::1; IPv4-mapped IPv6 counts as IPv4. */
export function isLoopback(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
}
