/** TCP segments in IP packets, with the checksums that both have (RFC 791, RFC 8200, RFC 9293). */

/** One end of a conversation. */
export interface Endpoint {
  /** 4 octets or 16, the same for both ends. */
  readonly address: Uint8Array;
  readonly port: number;
}

export const tcpFlag = { fin: 0x01, syn: 0x02, rst: 0x04, push: 0x08, ack: 0x10 } as const;

export interface TcpSegment {
  /** Bits of `tcpFlag`. */
  readonly flags: number;
  readonly sequence: number;
  /** 0 where `ack` is not set. */
  readonly acknowledgement: number;
  readonly payload: Uint8Array;
}

/** The most octets that a segment carries: an IPv6 packet of 65,535 octets, without headers. */
export const LONGEST_PAYLOAD = 65_475;

const TCP = 6;
const TTL = 64;
const DO_NOT_FRAGMENT = 0x4000;
const WINDOW = 65_535;
/** A TCP option: its kind, and its length in octets. */
const MAXIMUM_SEGMENT_SIZE = 0x0204;

/** Lays segments out as IP packets. */
export class PacketWriter {
  readonly #octets = new Uint8Array(65_535);
  readonly #view = new DataView(this.#octets.buffer);
  #written = 0;

  /** The packet of a segment: a view that dies at the next call. */
  write(from: Endpoint, to: Endpoint, segment: TcpSegment): Uint8Array {
    const isIpv4 = from.address.length === 4;
    const tcpStart = isIpv4 ? 20 : 40;
    // A SYN says the most octets that it takes in a segment.
    const tcpHeaderLength = segment.flags & tcpFlag.syn ? 24 : 20;
    const length = tcpStart + tcpHeaderLength + segment.payload.length;
    this.#octets.fill(0, 0, tcpStart + tcpHeaderLength);
    this.#octets.set(segment.payload, tcpStart + tcpHeaderLength);
    if (isIpv4) this.#writeIpv4(length);
    else this.#writeIpv6(length);
    // The addresses end either header.
    this.#octets.set(from.address, tcpStart - 2 * from.address.length);
    this.#octets.set(to.address, tcpStart - to.address.length);
    if (isIpv4) this.#view.setUint16(10, ~this.#sum(0, tcpStart, 0) & 0xffff);
    this.#writeTcp(tcpStart, tcpHeaderLength, from.port, to.port, segment);
    // The pseudo header has the addresses, the protocol and the length.
    const pseudo = this.#sum(tcpStart - 2 * from.address.length, tcpStart, TCP + length - tcpStart);
    this.#view.setUint16(tcpStart + 16, ~this.#sum(tcpStart, length, pseudo) & 0xffff);
    return this.#octets.subarray(0, length);
  }

  #writeIpv4(length: number): void {
    const ip = this.#view;
    ip.setUint8(0, 0x45);
    ip.setUint16(2, length);
    ip.setUint16(4, this.#written++ & 0xffff);
    ip.setUint16(6, DO_NOT_FRAGMENT);
    ip.setUint8(8, TTL);
    ip.setUint8(9, TCP);
  }

  #writeIpv6(length: number): void {
    const ip = this.#view;
    ip.setUint8(0, 0x60);
    ip.setUint16(4, length - 40);
    ip.setUint8(6, TCP);
    ip.setUint8(7, TTL);
  }

  #writeTcp(start: number, headerLength: number, fromPort: number, toPort: number, segment: TcpSegment): void {
    const tcp = this.#view;
    tcp.setUint16(start, fromPort);
    tcp.setUint16(start + 2, toPort);
    tcp.setUint32(start + 4, segment.sequence);
    tcp.setUint32(start + 8, segment.acknowledgement);
    tcp.setUint8(start + 12, (headerLength / 4) << 4);
    tcp.setUint8(start + 13, segment.flags);
    tcp.setUint16(start + 14, WINDOW);
    if (headerLength === 20) return;
    tcp.setUint16(start + 20, MAXIMUM_SEGMENT_SIZE);
    tcp.setUint16(start + 22, LONGEST_PAYLOAD);
  }

  /** The one's complement sum of 16-bit words, on top of `total`; an odd octet at the end is a word's upper half. */
  #sum(start: number, end: number, total: number): number {
    let sum = total;
    for (let at = start; at + 1 < end; at += 2) sum += this.#view.getUint16(at);
    if ((end - start) % 2 === 1) sum += this.#octets[end - 1]! << 8;
    while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x1_0000);
    return sum;
  }
}
