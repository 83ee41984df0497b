/**
 * Captures of TCP connections over loopback, written as a packet capture would have them: handshake, segments with
 * sequence numbers, and the end of both sides.
 */

export interface Piece {
  readonly from: 'client' | 'server';
  readonly octets: Uint8Array;
}

export interface Stream {
  readonly clientPort: number;
  readonly serverPort: number;
  readonly pieces: readonly Piece[];
  /** Octets in a segment at most: less than a message cuts it. */
  readonly segmentOctets: number;
}

const ADDRESS = [127, 0, 0, 1];
const IP_HEADER = 20;
const TCP_HEADER = 20;
/** Each packet begins with its IP header. */
const LINK_TYPE_RAW = 101;
const flags = { fin: 0x01, syn: 0x02, push: 0x08, ack: 0x10 } as const;

export interface Capture {
  /** The file, in the format of libpcap. */
  readonly octets: Uint8Array;
  /** Of each frame the number of its stream. */
  readonly streamOfFrame: readonly number[];
}

/** The streams one after the other, a millisecond between two packets. */
export function writeCapture(streams: readonly Stream[]): Capture {
  const frames = streams.flatMap((stream, index) => [...packetsOf(stream)].map((packet) => ({ packet, index })));
  const header = Buffer.alloc(24);
  header.writeUInt32LE(0xa1b2c3d4, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(0xffff, 16);
  header.writeUInt32LE(LINK_TYPE_RAW, 20);
  const records = frames.flatMap(({ packet }, frame) => {
    const record = Buffer.alloc(16);
    record.writeUInt32LE(1_000_000_000 + Math.floor(frame / 1_000), 0);
    record.writeUInt32LE((frame % 1_000) * 1_000, 4);
    record.writeUInt32LE(packet.length, 8);
    record.writeUInt32LE(packet.length, 12);
    return [record, packet];
  });
  return { octets: Buffer.concat([header, ...records]), streamOfFrame: frames.map(({ index }) => index) };
}

type Side = Piece['from'];
const otherOf = (side: Side): Side => (side === 'client' ? 'server' : 'client');

function* packetsOf({ clientPort, serverPort, pieces, segmentOctets }: Stream): Generator<Uint8Array> {
  const ports = { client: clientPort, server: serverPort };
  const next = { client: 1_000, server: 5_000 };
  const send = (from: Side, bits: number, octets: Uint8Array = new Uint8Array(0)): Uint8Array => {
    const to = otherOf(from);
    const acknowledged = (bits & flags.ack) === 0 ? 0 : next[to];
    const packet = packetOf(ports[from], ports[to], next[from], acknowledged, bits, octets);
    next[from] += octets.length + ((bits & (flags.syn | flags.fin)) === 0 ? 0 : 1);
    return packet;
  };
  yield send('client', flags.syn);
  yield send('server', flags.syn | flags.ack);
  yield send('client', flags.ack);
  for (const { from, octets } of pieces) {
    for (let at = 0; at < octets.length; at += segmentOctets) {
      yield send(from, flags.ack | flags.push, octets.subarray(at, at + segmentOctets));
    }
    yield send(otherOf(from), flags.ack);
  }
  yield send('client', flags.ack | flags.fin);
  yield send('server', flags.ack | flags.fin);
  yield send('client', flags.ack);
}

function packetOf(from: number, to: number, sequence: number, acknowledged: number, bits: number, octets: Uint8Array) {
  const packet = Buffer.alloc(IP_HEADER + TCP_HEADER + octets.length);
  packet[0] = 0x45;
  packet.writeUInt16BE(packet.length, 2);
  packet[8] = 64;
  packet[9] = 6;
  packet.set(ADDRESS, 12);
  packet.set(ADDRESS, 16);
  packet.writeUInt16BE(checksumOf(packet.subarray(0, IP_HEADER)), 10);
  packet.writeUInt16BE(from, IP_HEADER);
  packet.writeUInt16BE(to, IP_HEADER + 2);
  packet.writeUInt32BE(sequence, IP_HEADER + 4);
  packet.writeUInt32BE(acknowledged, IP_HEADER + 8);
  packet[IP_HEADER + 12] = (TCP_HEADER / 4) << 4;
  packet[IP_HEADER + 13] = bits;
  packet.writeUInt16BE(0xffff, IP_HEADER + 14);
  packet.set(octets, IP_HEADER + TCP_HEADER);
  return packet;
}

function checksumOf(header: Buffer): number {
  let sum = 0;
  for (let at = 0; at < header.length; at += 2) sum += header.readUInt16BE(at);
  sum = (sum & 0xffff) + (sum >>> 16);
  return ~(sum + (sum >>> 16)) & 0xffff;
}
