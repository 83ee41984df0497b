import { ADDRESS_OCTETS, addressOctets, type Endpoint, formatEndpoint } from './address.ts';
import { BINARY_ENCODING_CODE, field, flagsOf, typeCodes } from './binary-header.ts';
import {
  BINARY_HEADER_OCTETS,
  MAGIC_BINARY,
  MAGIC_BINARY_SECOND,
  MAX_BODY_OCTETS,
  MAX_ID,
  type Message,
  messageForms,
  VERSION,
} from './message.ts';

/** A message that cannot be put on the wire: a bug of whoever built it. */
export class UnencodableMessageError extends Error {
  override readonly name = 'UnencodableMessageError';
}

/** The octets of a message. Throws UnencodableMessageError where it breaks the specification. */
export function encodeMessage(message: Message): Uint8Array {
  check(message);
  const source = endpointOctets(message.source);
  const destination = endpointOctets(message.destination);
  return message.encoding === 'text' ? encodeText(message) : encodeBinary(message, source, destination);
}

/** The one form that encoders write: this order, this spelling, one space after the colon (TEXT-22). */
function encodeText(message: Message): Uint8Array {
  const { type, kind, signals } = messageForms[message.name];
  const header =
    `PSAP/${VERSION} ${type} ${kind} ${signals}\r\n` +
    `Id: ${message.id}\r\n` +
    `Source: ${formatEndpoint(message.source)}\r\n` +
    `Destination: ${formatEndpoint(message.destination)}\r\n` +
    'Encoding: text\r\n' +
    `Length: ${message.body.length}\r\n\r\n`;
  const octets = allocate(header.length + message.body.length);
  // The header is ASCII, and short: a loop beats an encoder.
  for (let index = 0; index < header.length; index += 1) octets[index] = header.charCodeAt(index);
  octets.set(message.body, header.length);
  return octets;
}

function encodeBinary(message: Message, source: Uint8Array, destination: Uint8Array): Uint8Array {
  const { name, id, body } = message;
  const octets = allocate(BINARY_HEADER_OCTETS + body.length);
  octets[field.magic] = MAGIC_BINARY;
  octets[field.magic + 1] = MAGIC_BINARY_SECOND;
  octets[field.version] = VERSION;
  octets[field.type] = typeCodes[messageForms[name].type];
  octets[field.flags] = flagsOf(name);
  octets[field.encoding] = BINARY_ENCODING_CODE;
  writeUint16(octets, field.bodyLength, body.length);
  writeUint16(octets, field.id, id >>> 16);
  writeUint16(octets, field.id + 2, id & 0xffff);
  for (let index = 0; index < ADDRESS_OCTETS; index += 1) {
    octets[field.sourceAddress + index] = source[index]!;
    octets[field.destinationAddress + index] = destination[index]!;
  }
  writeUint16(octets, field.sourcePort, message.source.port);
  writeUint16(octets, field.destinationPort, message.destination.port);
  if (body.length > 0) octets.set(body, BINARY_HEADER_OCTETS);
  return octets;
}

function writeUint16(octets: Uint8Array, offset: number, value: number): void {
  octets[offset] = value >>> 8;
  octets[offset + 1] = value & 0xff;
}

const SLAB_OCTETS = 16_384;
let slab = new ArrayBuffer(SLAB_OCTETS);
let slabUsed = 0;

/** Short messages share one allocation: it costs more than writing them. */
function allocate(length: number): Uint8Array {
  if (length > SLAB_OCTETS / 8) return new Uint8Array(length);
  if (slabUsed + length > SLAB_OCTETS) {
    slab = new ArrayBuffer(SLAB_OCTETS);
    slabUsed = 0;
  }
  const octets = new Uint8Array(slab, slabUsed, length);
  slabUsed += length;
  return octets;
}

/** The octets of the endpoint's address. */
function endpointOctets({ address, port }: Endpoint): Uint8Array {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new UnencodableMessageError(`port ${port} is not from 1 to 65535`);
  }
  const octets = addressOctets(address);
  if (octets === undefined) {
    throw new UnencodableMessageError(`${JSON.stringify(address)} is not an address in its canonical form`);
  }
  return octets;
}

function check(message: Message): void {
  const { name, encoding, id, body } = message;
  const form = messageForms[name];
  if (encoding === 'text' && form.kind === 'GET') throw new UnencodableMessageError(`${name} has no text encoding`);
  if (!Number.isInteger(id) || id < 0 || id > MAX_ID)
    throw new UnencodableMessageError(`id ${id} is not 32-bit unsigned`);
  if (body.length > MAX_BODY_OCTETS)
    throw new UnencodableMessageError(`a body of ${body.length} octets is over 65,535`);
  if (form.body === 'none' && body.length > 0) throw new UnencodableMessageError(`${name} has no body`);
  if (name === 'status-error' && body.length === 0) throw new UnencodableMessageError('a status-error names its error');
}
