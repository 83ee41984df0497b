import { addressOctets, type Endpoint } from './address.ts';
import { spellIpv4 } from './address-cache.ts';
import { type Accepts, isAcceptable } from './header.ts';
import { MAX_BODY_OCTETS, MAX_ID, type MessageName, messageForms, messageNames } from './message.ts';
import { beforeDestination, beforeId, beforeLength, beforeSource, blankLine } from './text-form.ts';
import type { TextHeader } from './text-header.ts';

/**
 * The short way through a text header: the one form that encoders write (TEXT-22), read octet by octet without making a
 * text of it. Whatever differs in the least is left to `judgeTextHeader`, which reads every form and knows every fault;
 * the two agree wherever this one speaks.
 */

const COLON = 0x3a;
const DOT = 0x2e;
const ZERO = 0x30;
const OPENING_BRACKET = 0x5b;
const CLOSING_BRACKET = 0x5d;
/** `[` and `]` around the longest IPv6 address. */
const LONGEST_BRACKETED = 2 + 39;

const names = messageNames.filter((name) => messageForms[name].kind === 'CONNECTION' && name !== 'status-error');

/** The header at `start`, if it is whole before `end`, good, and written as encoders write it; else undefined. */
export function readWrittenHeader(
  octets: Uint8Array,
  start: number,
  end: number,
  accepts: Accepts,
): TextHeader | undefined {
  const cursor = new Cursor(octets, start, end);
  const started = names.find((each) => cursor.skip(beforeId[each]));
  if (started === undefined) return undefined;
  const id = cursor.readNumber(MAX_ID);
  if (id < 0 || !cursor.skip(beforeSource)) return undefined;
  const source = cursor.readEndpoint();
  if (source === undefined || !cursor.skip(beforeDestination)) return undefined;
  const destination = cursor.readEndpoint();
  if (destination === undefined || !cursor.skip(beforeLength)) return undefined;
  const bodyLength = cursor.readNumber(MAX_BODY_OCTETS);
  if (bodyLength < 0 || !cursor.skip(blankLine)) return undefined;
  const name: MessageName = started === 'closed' && bodyLength > 0 ? 'status-error' : started;
  if (!isAcceptable(name, accepts) || (bodyLength > 0 && messageForms[name].body === 'none')) return undefined;
  return { name, id, source, destination, bodyLength, length: cursor.at - start };
}

class Cursor {
  readonly #octets: Uint8Array;
  readonly #end: number;
  at: number;

  constructor(octets: Uint8Array, at: number, end: number) {
    this.#octets = octets;
    this.at = at;
    this.#end = end;
  }

  /** Moves past these octets, if they stand here. */
  skip(expected: Uint8Array): boolean {
    const { at } = this;
    if (at + expected.length > this.#end) return false;
    for (let index = 0; index < expected.length; index += 1) {
      if (this.#octets[at + index] !== expected[index]) return false;
    }
    this.at = at + expected.length;
    return true;
  }

  /** A decimal number of at most `max`, without leading zeros; -1 for anything else. */
  readNumber(max: number): number {
    const first = this.at;
    let number = 0;
    for (; this.at < this.#end; this.at += 1) {
      const digit = this.#octets[this.at]! - ZERO;
      if (digit < 0 || digit > 9) break;
      number = number * 10 + digit;
      if (number > max) return -1;
    }
    const digits = this.at - first;
    return digits === 0 || (digits > 1 && this.#octets[first] === ZERO) ? -1 : number;
  }

  /** `127.0.0.1:80` or `[2001:db8::1]:80`. */
  readEndpoint(): Endpoint | undefined {
    const address = this.#octets[this.at] === OPENING_BRACKET ? this.#readBracketed() : this.#readIpv4();
    if (address === undefined || this.#octets[this.at] !== COLON) return undefined;
    this.at += 1;
    const port = this.readNumber(65_535);
    return port < 1 ? undefined : { address, port };
  }

  #readIpv4(): string | undefined {
    let address = 0;
    for (let index = 0; index < 4; index += 1) {
      if (index > 0) {
        if (this.#octets[this.at] !== DOT) return undefined;
        this.at += 1;
      }
      const part = this.readNumber(255);
      if (part < 0) return undefined;
      address = address * 256 + part;
    }
    return spellIpv4(address);
  }

  #readBracketed(): string | undefined {
    const from = this.at + 1;
    const to = this.#octets.subarray(from, Math.min(this.#end, from + LONGEST_BRACKETED)).indexOf(CLOSING_BRACKET);
    if (to < 0) return undefined;
    const text = String.fromCharCode(...this.#octets.subarray(from, from + to));
    if (!text.includes(':') || addressOctets(text) === undefined) return undefined;
    this.at = from + to + 1;
    return text;
  }
}
