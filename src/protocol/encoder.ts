import { ADDRESS_OCTETS, addressOctets, type Endpoint } from './address.ts';
import { BINARY_ENCODING_CODE, field, flagsOf, typeCodes, writeUint16, writeUint32 } from './binary-header.ts';
import { digitsOf, writeDigits } from './decimal.ts';
import {
  BINARY_HEADER_OCTETS,
  MAGIC_BINARY,
  MAGIC_BINARY_SECOND,
  MAX_BODY_OCTETS,
  MAX_ID,
  MAX_TEXT_HEADER_OCTETS,
  type Message,
  messageForms,
  VERSION,
} from './message.ts';
import { OctetBuffer } from './octet-buffer.ts';
import { beforeDestination, beforeId, beforeLength, beforeSource, blankLine } from './text-form.ts';

const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;
const COLON = 0x3a;

/** A message that cannot be put on the wire: a bug of whoever built it. */
export class UnencodableMessageError extends Error {
  override readonly name = 'UnencodableMessageError';
}

/** The octets of a message. Throws UnencodableMessageError where it breaks the specification. */
export function encodeMessage(message: Message): Uint8Array {
  const room = MAX_TEXT_HEADER_OCTETS + message.body.length;
  if (room > LARGEST_IN_SLAB) return appended(message, new OctetBuffer(room));
  if (slab.length + room > SLAB_OCTETS) slab = new OctetBuffer(SLAB_OCTETS);
  return appended(message, slab);
}

/** Short messages share one allocation: it costs more than writing them. */
const SLAB_OCTETS = 16_384;
const LARGEST_IN_SLAB = SLAB_OCTETS / 4;
let slab = new OctetBuffer(SLAB_OCTETS);

function appended(message: Message, buffer: OctetBuffer): Uint8Array {
  const start = buffer.length;
  appendMessage(message, buffer);
  return new Uint8Array(buffer.octets.buffer, start, buffer.length - start);
}

/** Writes the octets of a message behind those of the buffer. Throws like `encodeMessage`, and then writes nothing. */
export function appendMessage(message: Message, buffer: OctetBuffer): void {
  check(message);
  const source = endpointOctets(message.source);
  const destination = endpointOctets(message.destination);
  if (message.encoding === 'text') appendText(message, buffer);
  else appendBinary(message, source, destination, buffer);
}

/** The one form that encoders write: this order, this spelling, one space after the colon (TEXT-22). */
function appendText({ name, id, source, destination, body }: Message, buffer: OctetBuffer): void {
  const first = beforeId[name];
  const start = buffer.reserve(
    first.length +
      digitsOf(id) +
      beforeSource.length +
      endpointLength(source) +
      beforeDestination.length +
      endpointLength(destination) +
      beforeLength.length +
      digitsOf(body.length) +
      blankLine.length +
      body.length,
  );
  const { octets } = buffer;
  let at = copyTo(octets, start, first);
  at = writeNumber(octets, at, id);
  at = copyTo(octets, at, beforeSource);
  at = writeEndpoint(octets, at, source);
  at = copyTo(octets, at, beforeDestination);
  at = writeEndpoint(octets, at, destination);
  at = copyTo(octets, at, beforeLength);
  at = writeNumber(octets, at, body.length);
  at = copyTo(octets, at, blankLine);
  if (body.length > 0) octets.set(body, at);
}

/** These give where what they wrote ends. What they write is short: a loop beats any function that is called for it. */
function copyTo(octets: Uint8Array, at: number, part: Uint8Array): number {
  for (let index = 0; index < part.length; index += 1) octets[at + index] = part[index]!;
  return at + part.length;
}

function writeNumber(octets: Uint8Array, at: number, number: number): number {
  const end = at + digitsOf(number);
  writeDigits(octets, end, number);
  return end;
}

/** As `formatEndpoint` writes it. */
function writeEndpoint(octets: Uint8Array, at: number, { address, port }: Endpoint): number {
  const isBracketed = address.includes(':');
  let end = at;
  if (isBracketed) octets[end++] = OPENING_BRACKET;
  for (let index = 0; index < address.length; index += 1) octets[end++] = address.charCodeAt(index);
  if (isBracketed) octets[end++] = CLOSING_BRACKET;
  octets[end++] = COLON;
  return writeNumber(octets, end, port);
}

function endpointLength({ address, port }: Endpoint): number {
  return address.length + (address.includes(':') ? '[]:'.length : ':'.length) + digitsOf(port);
}

function appendBinary(message: Message, source: Uint8Array, destination: Uint8Array, buffer: OctetBuffer): void {
  const { name, id, body } = message;
  const start = buffer.reserve(BINARY_HEADER_OCTETS + body.length);
  const { octets } = buffer;
  octets[start + field.magic] = MAGIC_BINARY;
  octets[start + field.magic + 1] = MAGIC_BINARY_SECOND;
  octets[start + field.version] = VERSION;
  octets[start + field.type] = typeCodes[messageForms[name].type];
  octets[start + field.flags] = flagsOf(name);
  octets[start + field.encoding] = BINARY_ENCODING_CODE;
  writeUint16(octets, start + field.bodyLength, body.length);
  writeUint32(octets, start + field.id, id);
  for (let index = 0; index < ADDRESS_OCTETS; index += 1) {
    octets[start + field.sourceAddress + index] = source[index]!;
    octets[start + field.destinationAddress + index] = destination[index]!;
  }
  writeUint16(octets, start + field.sourcePort, message.source.port);
  writeUint16(octets, start + field.destinationPort, message.destination.port);
  if (body.length > 0) octets.set(body, start + BINARY_HEADER_OCTETS);
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
