import { addressOctets, type Endpoint, formatEndpoint } from '../protocol/address.ts';
import { encodeAttributes } from '../protocol/attributes.ts';
import { encodeMessage } from '../protocol/encoder.ts';
import { type Encoding, messageForms, NO_BODY } from '../protocol/message.ts';
import { concatenate } from '../protocol/octets.ts';
import { defaultGreeting } from '../protocol/request.ts';
import { encodeUtf8 } from '../protocol/utf8.ts';
import { readHex } from '../source/hex-text.ts';
import type { End, Part, WrittenMessage } from './case.ts';
import { escapedText } from './escaped-text.ts';

/** The octets of what a script sends. */

/** Which endpoint a name stands for, on the connection at hand. */
export type Resolve = (end: End) => Endpoint;

/** A request that was sent, as far as its answer must repeat it. */
export interface SentRequest {
  readonly id: number;
  readonly source: Endpoint;
  readonly destination: Endpoint;
}

const DEFAULT_ID = 1;

/** The addresses that a written message has before anything is written over. */
export function requestOf(
  { id = DEFAULT_ID, to = 'open', from = 'own' }: WrittenMessage,
  resolve: Resolve,
): SentRequest {
  return { id, source: resolve(from), destination: resolve(to) };
}

export function octetsOf(part: Part, resolve: Resolve): Uint8Array {
  if ('message' in part) return messageOctets(part, resolve);
  if ('hex' in part) return readHex(expand(part.hex, resolve, toHex), 'a case');
  if ('repeat' in part) {
    const once = escapedText(part.repeat);
    return concatenate(Array.from({ length: part.times }, () => once));
  }
  if ('text' in part) return escapedText(expand(part.text, resolve, formatEndpoint));
  const lines = expand(part.header, resolve, formatEndpoint).replace(/\n$/, '').split('\n');
  return escapedText(`${lines.join('\\r\\n')}\\r\\n\\r\\n`);
}

function messageOctets(written: WrittenMessage, resolve: Resolve): Uint8Array {
  const { message: name, replace = {}, patch = {}, cut } = written;
  const { id, source, destination } = requestOf(written, resolve);
  const encoding = encodingOf(written);
  const body = bodyOf(written, destination.port);
  let octets = encodeMessage({ name, encoding, id, source, destination, body }).slice();
  for (const [found, instead] of Object.entries(replace)) octets = replaceIn(octets, found, instead);
  for (const [offset, hex] of Object.entries(patch)) octets.set(readHex(hex, 'a case'), Number(offset));
  return cut === undefined ? octets : octets.subarray(...cut);
}

export function encodingOf({ message, encoding }: WrittenMessage): Encoding {
  return messageForms[message].kind === 'GET' ? 'binary' : (encoding ?? 'text');
}

function bodyOf({ message, body, want, attributes }: WrittenMessage, port: number): Uint8Array {
  if (want !== undefined) return encodeAttributes(want.map((value) => ({ name: 'WANT', value })));
  if (attributes !== undefined) return encodeAttributes(attributes.map(([name, value]) => ({ name, value })));
  if (body !== undefined) return escapedText(body);
  return message === 'status-request' ? encodeUtf8(defaultGreeting(port)) : NO_BODY;
}

function replaceIn(octets: Uint8Array, found: string, instead: string): Uint8Array<ArrayBuffer> {
  const wanted = escapedText(found);
  const at = octets.findIndex((_, index) => wanted.every((octet, offset) => octets[index + offset] === octet));
  if (at < 0) throw new TypeError(`${JSON.stringify(found)} does not stand in the message`);
  return concatenate([octets.subarray(0, at), escapedText(instead), octets.subarray(at + wanted.length)]).slice();
}

function expand(text: string, resolve: Resolve, write: (endpoint: Endpoint) => string): string {
  return text.replace(/\{([^{}]+)\}/g, (_, name: string) => write(resolve(name as End)));
}

function toHex({ address, port }: Endpoint): string {
  const octets = [...addressOctets(address)!, port >>> 8, port & 0xff];
  return octets.map((octet) => octet.toString(16).padStart(2, '0')).join(' ');
}
