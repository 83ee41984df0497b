import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';
import { canonicalAddress } from '../protocol/address.ts';
import { compareAddresses } from '../protocol/address-order.ts';
import { formatCount } from '../report/plain-text.ts';
import type { Scope } from '../scan/scope.ts';
import { environmentError, usageError } from './exit-code.ts';

/** The addresses of a host name, the preferred one first. Rejects with an error that has a `code`. */
type LookUp = (name: string) => Promise<readonly string[]>;

const lookUpAll: LookUp = async (name) => {
  const found = await lookup(name, { all: true, order: 'ipv4first' });
  return found.map(({ address }) => address);
};

/** Addresses that one target may name at most: a /16 network. */
const MOST_ADDRESSES = 65_536;

/**
 * The addresses that the targets name, ascending, each once: IP addresses, networks (`127.0.0.0/28`), and host names,
 * which are resolved first. Every address is checked before anything is sent to any of them.
 */
export async function resolveTargets(
  targets: readonly string[],
  scope: Scope,
  lookUp: LookUp = lookUpAll,
): Promise<readonly string[]> {
  const addresses = new Set<string>();
  for (const target of targets) {
    for (const address of await resolveTarget(target, scope, lookUp)) addresses.add(address);
  }
  return [...addresses].sort(compareAddresses);
}

async function resolveTarget(target: string, scope: Scope, lookUp: LookUp): Promise<readonly string[]> {
  const literal = canonicalAddress(target.replace(/^\[(.*)\]$/, '$1'));
  if (literal !== undefined) return [admit(literal, target, scope)];
  requireHostAlone(target);
  if (target.includes('/')) return expandNetwork(target).map((address) => admit(address, target, scope));
  if (!/^(?!-)[A-Za-z0-9_.-]+$/.test(target) || /^[\d.]+$/.test(target)) {
    throw usageError(`${JSON.stringify(target)} is neither an IP address, nor a network, nor a host name`);
  }
  const found = await lookUp(target).catch((error: NodeJS.ErrnoException) => {
    throw environmentError(`cannot resolve ${target} (${error.code}); give an IP address`);
  });
  // All are checked, so that no name slips an address in; the first is scanned.
  const [first] = found.map((address) => admit(canonicalAddress(address) ?? address, target, scope));
  return first === undefined ? [] : [first];
}

/** A URL, or a host with a port, is what people paste. */
function requireHostAlone(target: string): void {
  const [, scheme, host, port] = /^([a-z]+:\/\/)?([^/:[\]]+|\[[^\]]+\])(?::(\d+))?\/?$/i.exec(target) ?? [];
  if (scheme === undefined && port === undefined) return;
  const remedy = port === undefined ? host : `${host} -p ${port}`;
  throw usageError(`${JSON.stringify(target)} is more than a host: write ${remedy}`);
}

function admit(address: string, target: string, scope: Scope): string {
  if (scope.admits(address)) return address;
  const what = address === target ? target : `${target} (${address})`;
  throw usageError(
    `${what} is outside loopback: scan only what you may, and name it with --allow ${address}; nothing was sent`,
  );
}

function expandNetwork(text: string): string[] {
  const [, address = '', bits = ''] = /^([^/]*)\/(\d{1,2})$/.exec(text) ?? [];
  if (!ipaddr.IPv4.isValidFourPartDecimal(address) || Number(bits) > 32) {
    throw usageError(`${JSON.stringify(text)} is no IPv4 network; write it like 127.0.0.0/28`);
  }
  const size = 2 ** (32 - Number(bits));
  if (size > MOST_ADDRESSES) {
    throw usageError(
      `${text} has ${formatCount(size)} addresses; a target names ${formatCount(MOST_ADDRESSES)} at most`,
    );
  }
  const [a = 0, b = 0, c = 0, d = 0] = ipaddr.IPv4.networkAddressFromCIDR(text).octets;
  const first = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  return Array.from({ length: size }, (_, index) => {
    const number = first + index;
    return [number >>> 24, (number >>> 16) & 255, (number >>> 8) & 255, number & 255].join('.');
  });
}
