import { Decoder } from '../decoder.ts';
import type { Accepts } from '../header.ts';
import type { Encoding, Message } from '../message.ts';
import type { Violation } from '../violation.ts';

/** A message as plain data, which is compared fast and outlives every view. */
export interface PlainMessage extends Omit<Message, 'body'> {
  /** In hexadecimal. */
  readonly body: string;
}

/** All that a decoder made of some octets. */
export interface Decoded {
  readonly messages: readonly PlainMessage[];
  readonly violation: Violation | undefined;
  /** The encoding of the message that is left unfinished. */
  readonly begun: Encoding | undefined;
}

/** An octet that begins no message. */
const POISON = 0xdb;

/**
 * Decodes the pieces one after the other. Each is a view that is overwritten when the decoder has done with it, and each
 * message is looked at before the next one is asked for: what the decoder needs later it must have kept itself.
 */
export function decodePieces(accepts: Accepts, pieces: Iterable<Uint8Array>): Decoded {
  const decoder = new Decoder(accepts);
  const messages: PlainMessage[] = [];
  for (const piece of pieces) {
    const view = piece.slice();
    decoder.push(view);
    for (let message = decoder.next(); message !== undefined; message = decoder.next()) messages.push(toPlain(message));
    view.fill(POISON);
  }
  return { messages, violation: decoder.violation, begun: decoder.begun };
}

/** Every octet a piece of its own. */
export function* octetByOctet(octets: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < octets.length; at += 1) yield octets.subarray(at, at + 1);
}

/** Reads the fields of a message, each once. */
export function toPlain(message: Message): PlainMessage {
  const { name, encoding, id, source, destination, body } = message;
  return { name, encoding, id, source, destination, body: toHex(body) };
}

export function fromPlain(message: PlainMessage): Message {
  return { ...message, body: fromHex(message.body) };
}

const hexByOctet = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, '0'));

export function toHex(octets: Uint8Array): string {
  let hex = '';
  for (let index = 0; index < octets.length; index += 1) hex += hexByOctet[octets[index]!];
  return hex;
}

export function fromHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16),
  );
}
