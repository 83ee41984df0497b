import ipaddr from 'ipaddr.js';
import type { ConnectionOpened, ConnectionUp } from '../../results/timeline.ts';
import type { Endpoint } from './ip-packet.ts';

type Local = ConnectionUp['local'];

/**
 * Who speaks with whom in the packets of a run: the logical peer, and the scanner's own end. Of a connection that never
 * came up that end is not known: it gets a port that no system gives, and the address that other connections to the same
 * peer had, or to any peer.
 */
export class Endpoints {
  readonly #localTowards = new Map<string, string>();

  /** Notes the scanner's end of a connection that came up; it tells nothing where it is of another family. */
  learn({ address }: ConnectionOpened, local: Local): void {
    if (familyOf(address) !== familyOf(local.address)) return;
    this.#localTowards.set(address, local.address);
    this.#localTowards.set(familyOf(address), local.address);
  }

  peerOf({ address, port }: ConnectionOpened): Endpoint {
    return { address: octetsOf(address), port };
  }

  scannerOf({ connection, address }: ConnectionOpened, local: Local | undefined): Endpoint {
    const known = local?.address ?? this.#localTowards.get(address) ?? this.#localTowards.get(familyOf(address));
    const own = inFamily(known ?? '127.0.0.1', address);
    return { address: octetsOf(own), port: local?.port ?? UNUSED_PORTS.first + (connection % UNUSED_PORTS.count) };
  }
}

/** Above those that Linux gives to connections. */
const UNUSED_PORTS = { first: 61_000, count: 4_536 };

/**
 * A packet has one family: where the route of a logical address led to one of the other family, the scanner's end is
 * written as it would be in the peer's.
 */
function inFamily(own: string, peer: string): string {
  if (familyOf(own) === familyOf(peer)) return own;
  if (familyOf(peer) === 'IPv4') return '127.0.0.1';
  return own === '127.0.0.1' ? '::1' : `::ffff:${own}`;
}

function familyOf(address: string): 'IPv4' | 'IPv6' {
  return address.includes(':') ? 'IPv6' : 'IPv4';
}

function octetsOf(address: string): Uint8Array {
  return Uint8Array.from(ipaddr.parse(address).toByteArray());
}
