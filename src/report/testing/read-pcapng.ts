import ipaddr from 'ipaddr.js';

/**
 * Reads a pcapng file from its specification, not with the writer's code, and throws at whatever is not as it should be:
 * lengths, padding, checksums.
 */

export interface ReadSection {
  readonly application: string;
  readonly comments: readonly string[];
  readonly linkType: number;
  readonly packets: readonly ReadPacket[];
}

export interface ReadPacket {
  readonly atUs: bigint;
  readonly inbound: boolean;
  readonly comments: readonly string[];
  readonly source: string;
  readonly destination: string;
  /** Such as `SA` for SYN and ACK. */
  readonly flags: string;
  readonly sequence: number;
  readonly acknowledgement: number;
  readonly payload: Buffer;
}

export function readPcapng(octets: Uint8Array): ReadSection {
  const file = Buffer.from(octets);
  const blocks: { type: number; body: Buffer }[] = [];
  for (let at = 0; at < file.length; ) {
    const length = file.readUInt32LE(at + 4);
    if (length % 4 !== 0 || file.readUInt32LE(at + length - 4) !== length) throw new Error(`bad block at ${at}`);
    blocks.push({ type: file.readUInt32LE(at), body: file.subarray(at + 8, at + length - 4) });
    at += length;
  }
  const [section, description, ...others] = blocks;
  if (section?.type !== 0x0a0d0d0a || section.body.readUInt32LE(0) !== 0x1a2b3c4d) throw new Error('no section');
  if (section.body.readUInt16LE(4) !== 1 || section.body.readUInt16LE(6) !== 0) throw new Error('not version 1.0');
  if (description?.type !== 1) throw new Error('no interface');
  const options = readOptions(section.body.subarray(16));
  return {
    application: texts(options, 4).join(),
    comments: texts(options, 1),
    linkType: description.body.readUInt16LE(0),
    packets: others.map(({ type, body }) => {
      if (type !== 6) throw new Error(`block of type ${type}`);
      return readPacket(body);
    }),
  };
}

function readPacket(body: Buffer): ReadPacket {
  if (body.readUInt32LE(0) !== 0) throw new Error('no such interface');
  const length = body.readUInt32LE(12);
  if (body.readUInt32LE(16) !== length) throw new Error('a packet was cut');
  const options = readOptions(body.subarray(20 + Math.ceil(length / 4) * 4));
  const flags = options.find(({ code }) => code === 2)!.value.readUInt32LE(0);
  return {
    atUs: (BigInt(body.readUInt32LE(4)) << 32n) + BigInt(body.readUInt32LE(8)),
    inbound: flags === 1,
    comments: texts(options, 1),
    ...readIp(body.subarray(20, 20 + length)),
  };
}

function readOptions(octets: Buffer): { code: number; value: Buffer }[] {
  const options = [];
  for (let at = 0; ; ) {
    const code = octets.readUInt16LE(at);
    const length = octets.readUInt16LE(at + 2);
    const end = at + 4 + Math.ceil(length / 4) * 4;
    if (code === 0) {
      if (end !== octets.length) throw new Error('octets after the last option');
      return options;
    }
    options.push({ code, value: octets.subarray(at + 4, at + 4 + length) });
    at = end;
  }
}

function texts(options: readonly { code: number; value: Buffer }[], wanted: number): string[] {
  return options.filter(({ code }) => code === wanted).map(({ value }) => value.toString('utf8'));
}

function readIp(packet: Buffer) {
  const isIpv4 = packet[0] === 0x45;
  if (!isIpv4 && packet[0] !== 0x60) throw new Error(`an IP header that begins with ${packet[0]}`);
  const headerLength = isIpv4 ? 20 : 40;
  const length = isIpv4 ? packet.readUInt16BE(2) : 40 + packet.readUInt16BE(4);
  if (length !== packet.length) throw new Error('the IP header has another length than its packet');
  if (packet[isIpv4 ? 9 : 6] !== 6) throw new Error('no TCP');
  if (isIpv4 && checksum(packet.subarray(0, 20)) !== 0xffff) throw new Error('bad IP checksum');
  const addressLength = isIpv4 ? 4 : 16;
  const addresses = packet.subarray(headerLength - 2 * addressLength, headerLength);
  const tcp = packet.subarray(headerLength);
  const pseudo = Buffer.alloc(8);
  pseudo.writeUInt32BE(tcp.length, 0);
  pseudo.writeUInt32BE(6, 4);
  if (checksum(Buffer.concat([addresses, pseudo, tcp])) !== 0xffff) throw new Error('bad TCP checksum');
  const show = (octets: Buffer, port: number) => `${ipaddr.fromByteArray([...octets])} ${port}`;
  return {
    source: show(addresses.subarray(0, addressLength), tcp.readUInt16BE(0)),
    destination: show(addresses.subarray(addressLength), tcp.readUInt16BE(2)),
    flags: [...'FSRPA'].filter((_, bit) => tcp[13]! & (1 << bit)).join(''),
    sequence: tcp.readUInt32BE(4),
    acknowledgement: tcp.readUInt32BE(8),
    payload: tcp.subarray((tcp[12]! >> 4) * 4),
  };
}

/** The one's complement sum of all 16-bit words, their checksum included: 0xffff where that is right. */
function checksum(octets: Buffer): number {
  let sum = 0;
  for (let at = 0; at < octets.length; at += 2) {
    sum += octets[at]! * 256 + (octets[at + 1] ?? 0);
    if (sum >= 65_536) sum -= 65_535;
  }
  return sum;
}
