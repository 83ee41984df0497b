import { ADDRESS_OCTETS, type Endpoint, formatEndpoint, isCanonicalAddress, writeAddress } from './address.ts';
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
import { encodeUtf8 } from './utf8.ts';

/** A message that cannot be put on the wire: a bug of whoever built it. */
export class UnencodableMessageError extends Error {
  override readonly name = 'UnencodableMessageError';
}

/** The octets of a message. Throws UnencodableMessageError where it breaks the specification. */
export function encodeMessage(message: Message): Uint8Array {
  check(message);
  return message.encoding === 'text' ? encodeText(message) : encodeBinary(message);
}

/** The one form that encoders write: this order, this spelling, one space after the colon (TEXT-*). */
function encodeText(message: Message): Uint8Array {
  const { type, kind, signals } = messageForms[message.name];
  const header = encodeUtf8(
    `PSAP/${VERSION} ${type} ${kind} ${signals}\r\n` +
      `Id: ${message.id}\r\n` +
      `Source: ${formatEndpoint(message.source)}\r\n` +
      `Destination: ${formatEndpoint(message.destination)}\r\n` +
      'Encoding: text\r\n' +
      `Length: ${message.body.length}\r\n\r\n`,
  );
  if (message.body.length === 0) return header;
  const octets = new Uint8Array(header.length + message.body.length);
  octets.set(header);
  octets.set(message.body, header.length);
  return octets;
}

function encodeBinary(message: Message): Uint8Array {
  const { name, id, source, destination, body } = message;
  const octets = new Uint8Array(BINARY_HEADER_OCTETS + body.length);
  octets[field.magic] = MAGIC_BINARY;
  octets[field.magic + 1] = MAGIC_BINARY_SECOND;
  octets[field.version] = VERSION;
  octets[field.type] = typeCodes[messageForms[name].type];
  octets[field.flags] = flagsOf(name);
  octets[field.encoding] = BINARY_ENCODING_CODE;
  writeUint16(octets, field.bodyLength, body.length);
  writeUint16(octets, field.id, id >>> 16);
  writeUint16(octets, field.id + 2, id & 0xffff);
  writeEndpoint(octets, field.sourceAddress, source);
  writeEndpoint(octets, field.destinationAddress, destination);
  octets.set(body, BINARY_HEADER_OCTETS);
  return octets;
}

function writeEndpoint(octets: Uint8Array, offset: number, endpoint: Endpoint): void {
  writeAddress(endpoint.address, octets, offset);
  writeUint16(octets, offset + ADDRESS_OCTETS, endpoint.port);
}

function writeUint16(octets: Uint8Array, offset: number, value: number): void {
  octets[offset] = value >>> 8;
  octets[offset + 1] = value & 0xff;
}

function check(message: Message): void {
  const { name, encoding, id, source, destination, body } = message;
  const form = messageForms[name];
  if (encoding === 'text' && form.kind === 'GET') throw new UnencodableMessageError(`${name} has no text encoding`);
  if (!Number.isInteger(id) || id < 0 || id > MAX_ID)
    throw new UnencodableMessageError(`id ${id} is not 32-bit unsigned`);
  if (body.length > MAX_BODY_OCTETS)
    throw new UnencodableMessageError(`a body of ${body.length} octets is over 65,535`);
  if (form.body === 'none' && body.length > 0) throw new UnencodableMessageError(`${name} has no body`);
  if (name === 'status-error' && body.length === 0) throw new UnencodableMessageError('a status-error names its error');
  for (const endpoint of [source, destination]) {
    if (!Number.isInteger(endpoint.port) || endpoint.port < 1 || endpoint.port > 65_535) {
      throw new UnencodableMessageError(`port ${endpoint.port} is not from 1 to 65535`);
    }
    if (!isCanonicalAddress(endpoint.address)) {
      throw new UnencodableMessageError(`${JSON.stringify(endpoint.address)} is not an address in its canonical form`);
    }
  }
}
