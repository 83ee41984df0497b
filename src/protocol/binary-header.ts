import { ADDRESS_OCTETS, type Endpoint, readAddress } from './address.ts';
import { type Accepts, describeUnacceptable, isAcceptable, type RejectedHeader } from './header.ts';
import {
  BINARY_HEADER_OCTETS,
  type Message,
  type MessageKind,
  type MessageName,
  type MessageType,
  messageForms,
  messageNames,
  NO_BODY,
  nameMessage,
  type Signals,
} from './message.ts';
import { type Echo, Faults } from './violation.ts';

/** The 48-octet header of the binary encoding (clauses BIN-*), network byte order. */

/** Offsets of the fields from the message's first octet. */
export const field = {
  magic: 0,
  version: 2,
  type: 3,
  flags: 4,
  encoding: 5,
  bodyLength: 6,
  id: 8,
  sourceAddress: 12,
  sourcePort: 28,
  destinationAddress: 30,
  destinationPort: 46,
} as const;

export const flag = { CONNECTION: 0x01, GET: 0x02, SYN: 0x04, ACK: 0x08, RST: 0x10 } as const;
const RESERVED_FLAGS = 0xe0;

export const typeCodes: Readonly<Record<MessageType, number>> = { COMMAND: 0, DATA: 1 };
export const BINARY_ENCODING_CODE = 1;

const signalFlags: Readonly<Record<Signals, number>> = {
  SYN: flag.SYN,
  'SYN+ACK': flag.SYN | flag.ACK,
  ACK: flag.ACK,
  'ACK+RST': flag.ACK | flag.RST,
  RST: flag.RST,
};

/** The flags octet of a message of that name. */
export function flagsOf(name: MessageName): number {
  return flagsByName[name];
}

const flagsByName = Object.fromEntries(
  messageNames.map((name) => [name, flag[messageForms[name].kind] | signalFlags[messageForms[name].signals]]),
) as Readonly<Record<MessageName, number>>;

/** Legal names by `type << 5 | flags`, for messages with a body and without one. */
const namesWithBody: (MessageName | undefined)[] = new Array(64).fill(undefined);
const namesWithoutBody: (MessageName | undefined)[] = new Array(64).fill(undefined);
for (const name of messageNames) {
  const { type, kind, signals } = messageForms[name];
  const key = (typeCodes[type] << 5) | flagsOf(name);
  namesWithBody[key] = nameMessage(type, kind, signals, false);
  namesWithoutBody[key] = nameMessage(type, kind, signals, true);
}

/** A decoded binary message: reads its fields from the octets when they are asked for. */
export class BinaryMessage implements Message {
  readonly name: MessageName;
  readonly encoding = 'binary';
  readonly #octets: Uint8Array;
  readonly #start: number;

  constructor(name: MessageName, octets: Uint8Array, start: number) {
    this.name = name;
    this.#octets = octets;
    this.#start = start;
  }

  get id(): number {
    return readUint32(this.#octets, this.#start + field.id);
  }

  get source(): Endpoint {
    return readEndpoint(this.#octets, this.#start + field.sourceAddress);
  }

  get destination(): Endpoint {
    return readEndpoint(this.#octets, this.#start + field.destinationAddress);
  }

  get body(): Uint8Array {
    const length = readUint16(this.#octets, this.#start + field.bodyLength);
    if (length === 0) return NO_BODY;
    const bodyStart = this.#start + BINARY_HEADER_OCTETS;
    return this.#octets.subarray(bodyStart, bodyStart + length);
  }
}

/** The name of the message whose 48 octets stand at `start`; magic and version have been judged before. */
export function judgeBinaryHeader(octets: Uint8Array, start: number, accepts: Accepts): MessageName | RejectedHeader {
  const type = octets[start + field.type]!;
  const flags = octets[start + field.flags]!;
  const hasBody = (octets[start + field.bodyLength]! | octets[start + field.bodyLength + 1]!) !== 0;
  const legal = type <= 1 && (flags & RESERVED_FLAGS) === 0;
  const name = legal ? (hasBody ? namesWithBody : namesWithoutBody)[(type << 5) | flags] : undefined;
  if (
    name !== undefined &&
    isAcceptable(name, accepts) &&
    octets[start + field.encoding] === BINARY_ENCODING_CODE &&
    (octets[start + field.sourcePort]! | octets[start + field.sourcePort + 1]!) !== 0 &&
    (octets[start + field.destinationPort]! | octets[start + field.destinationPort + 1]!) !== 0 &&
    (!hasBody || messageForms[name].body !== 'none')
  ) {
    return name;
  }
  return rejectBinaryHeader(octets, start, accepts);
}

function rejectBinaryHeader(octets: Uint8Array, start: number, accepts: Accepts): RejectedHeader {
  const faults = new Faults();
  const type = octets[start + field.type]!;
  const flags = octets[start + field.flags]!;
  const encoding = octets[start + field.encoding]!;
  const bodyLength = readUint16(octets, start + field.bodyLength);
  const source = readEndpoint(octets, start + field.sourceAddress);
  const destination = readEndpoint(octets, start + field.destinationAddress);

  let name: MessageName | undefined;
  if (type > 1) {
    faults.add('bad-type', field.type, '0 (COMMAND) or 1 (DATA)', hex(type));
  } else {
    name =
      (flags & RESERVED_FLAGS) === 0
        ? (bodyLength > 0 ? namesWithBody : namesWithoutBody)[(type << 5) | flags]
        : undefined;
    if (name === undefined) {
      faults.add('bad-flags', field.flags, 'a legal combination of type, kind and signals', describeFlags(flags));
    } else if (!isAcceptable(name, accepts)) {
      const { type: typeName, kind } = messageForms[name];
      faults.add('bad-flags', field.type, 'a message that this side may send', describeUnacceptable(typeName, kind));
    }
  }
  if (encoding !== BINARY_ENCODING_CODE) {
    faults.add('bad-encoding', field.encoding, '1 (binary)', hex(encoding));
  }
  if (source.port === 0) faults.add('bad-address', field.sourcePort, 'a source port from 1 to 65535', '0');
  if (destination.port === 0)
    faults.add('bad-address', field.destinationPort, 'a destination port from 1 to 65535', '0');
  if (name !== undefined && bodyLength > 0 && messageForms[name].body === 'none') {
    faults.add('bad-body', field.bodyLength, `no body on ${name}`, `${bodyLength} octets`);
  }
  const echo: Echo = {
    encoding: 'binary',
    kind: kindOf(flags),
    id: readUint32(octets, start + field.id),
    addresses: source.port !== 0 && destination.port !== 0 ? { source, destination } : undefined,
  };
  return { fault: faults.first!, echo };
}

/** The kind that an error answer has: the request's, where exactly one of the two flags is set. */
function kindOf(flags: number): MessageKind {
  return (flags & (flag.CONNECTION | flag.GET)) === flag.GET ? 'GET' : 'CONNECTION';
}

function describeFlags(flags: number): string {
  const names = Object.entries(flag).flatMap(([name, bit]) => ((flags & bit) === 0 ? [] : [name]));
  if ((flags & RESERVED_FLAGS) !== 0) names.push('reserved bits');
  return `${hex(flags)} (${names.join('+') || 'no flag'})`;
}

function readEndpoint(octets: Uint8Array, offset: number): Endpoint {
  return { address: readAddress(octets, offset), port: readUint16(octets, offset + ADDRESS_OCTETS) };
}

export function readUint16(octets: Uint8Array, offset: number): number {
  return (octets[offset]! << 8) | octets[offset + 1]!;
}

export function readUint32(octets: Uint8Array, offset: number): number {
  return (readUint16(octets, offset) * 0x1_0000 + readUint16(octets, offset + 2)) >>> 0;
}

export function writeUint16(octets: Uint8Array, offset: number, value: number): void {
  octets[offset] = value >>> 8;
  octets[offset + 1] = value & 0xff;
}

export function writeUint32(octets: Uint8Array, offset: number, value: number): void {
  writeUint16(octets, offset, value >>> 16);
  writeUint16(octets, offset + 2, value & 0xffff);
}

function hex(octet: number): string {
  return `0x${octet.toString(16).padStart(2, '0')}`;
}
