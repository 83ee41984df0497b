import { judgeAttributes } from './attributes.ts';
import { BinaryMessage, field, judgeBinaryHeader, readUint16 } from './binary-header.ts';
import type { ErrorCode } from './errors.ts';
import type { Accepts } from './header.ts';
import {
  BINARY_HEADER_OCTETS,
  type Encoding,
  MAGIC_BINARY,
  MAGIC_BINARY_SECOND,
  MAX_BODY_OCTETS,
  MAX_TEXT_HEADER_OCTETS,
  type Message,
  type MessageName,
  messageForms,
  NO_BODY,
  VERSION,
} from './message.ts';
import { judgeTextHeader, type TextHeader } from './text-header.ts';
import { isUtf8 } from './utf8.ts';
import { blankEcho, type Echo, type Fault, toViolation, type Violation } from './violation.ts';
import { readWrittenHeader } from './written-header.ts';

const TEXT_PREFIX = [...'PSAP/1 '].map((character) => character.charCodeAt(0));
const VERSION_OFFSET = 'PSAP/'.length;
const CR = 0x0d;
const LF = 0x0a;
const INITIAL_HOLD_OCTETS = 256;
const LONGEST_MESSAGE_OCTETS = MAX_TEXT_HEADER_OCTETS + MAX_BODY_OCTETS;

/**
 * Turns the octets of one direction of one connection into messages, however they were cut.
 *
 * Push what arrived, then call `next` until it gives undefined. Messages are views into what was pushed: they die at
 * the next `push` or `next`. Between pushes the decoder holds one unfinished message at most (1,024 + 65,535 octets).
 * The first violation ends it: `violation` is set, and `next` gives nothing more. Nothing that a peer sends throws.
 */
export class Decoder {
  /** What the peer did wrong; every such fault is fatal for the connection. */
  violation: Violation | undefined;

  readonly #accepts: Accepts;
  /** What was pushed, and how far it has been read. */
  #input: Uint8Array = NO_BODY;
  #at = 0;
  /** Whether the input is a copy of our own. */
  #isDetached = false;
  /** The beginning of a message that an earlier push left unfinished. */
  #hold: Uint8Array = NO_BODY;
  #held = 0;
  /** Octets of the connection before the message at hand. */
  #offset = 0;
  /** The message at hand, once its header has been judged: its length with header and body; 0 before. */
  #length = 0;
  #name: MessageName = 'end';
  #textHeader: TextHeader | undefined;
  /** How far the search for the text header's end has come. */
  #searched = 0;

  constructor(accepts: Accepts) {
    this.#accepts = accepts;
  }

  /** Takes octets over; they must stay unchanged until `next` has given undefined. After a violation nothing is taken. */
  push(octets: Uint8Array): void {
    if (this.violation !== undefined) return;
    this.#input = octets;
    this.#at = 0;
    this.#isDetached = false;
  }

  /** Copies what has not been read of the last push, so that the octets pushed may change before `next` is done. */
  detach(): void {
    this.#input = this.#input.slice(this.#at);
    this.#at = 0;
    this.#isDetached = true;
  }

  /** The next whole message, or undefined where more octets are needed or the peer broke the protocol. */
  next(): Message | undefined {
    if (this.violation !== undefined) return undefined;
    const message = this.#held > 0 ? this.#nextFromHold() : this.#nextFromInput();
    if (message === undefined) {
      this.#input = NO_BODY;
      this.#at = 0;
    }
    return message;
  }

  /** How many octets of memory are kept from one push to the next (SEC-3, SCAN-9). */
  get keptOctets(): number {
    return this.#hold.length + (this.#isDetached ? this.#input.length : 0);
  }

  /** The encoding of the message that has begun and is not finished, or undefined between messages. */
  get begun(): Encoding | undefined {
    if (this.#held === 0 || this.violation !== undefined) return undefined;
    return this.#hold[0] === MAGIC_BINARY ? 'binary' : 'text';
  }

  #nextFromInput(): Message | undefined {
    const start = this.#at;
    const available = this.#input.length - start;
    if (available === 0) return undefined;
    const message = this.#inspect(this.#input, start, available);
    if (message !== undefined) {
      this.#at += this.#length;
      this.#finish();
    } else if (this.violation === undefined) {
      this.#keep(available);
    }
    return message;
  }

  /** Completes the held message with just the octets it needs. */
  #nextFromHold(): Message | undefined {
    while (this.#at < this.#input.length) {
      this.#keep(Math.min(this.#wanted() - this.#held, this.#input.length - this.#at));
      const message = this.#inspect(this.#hold, 0, this.#held);
      if (message !== undefined) {
        // A text header's length is not known before it ends: what was taken too much came with this push.
        this.#at -= this.#held - this.#length;
        this.#held = 0;
        // The message keeps its octets; one that was long is no reason to keep as much for those after it.
        if (this.#hold.length > INITIAL_HOLD_OCTETS) this.#hold = NO_BODY;
        this.#finish();
        return message;
      }
      if (this.violation !== undefined) return undefined;
    }
    return undefined;
  }

  /** Up to how many octets the message at hand can use, as far as is known. */
  #wanted(): number {
    if (this.#length > 0) return this.#length;
    return this.#hold[0] === MAGIC_BINARY ? BINARY_HEADER_OCTETS : MAX_TEXT_HEADER_OCTETS;
  }

  /** Moves octets from the input to the hold. */
  #keep(count: number): void {
    const needed = this.#held + count;
    if (needed > this.#hold.length) {
      // It grows with what has come, not with what a header promises.
      const larger = new Uint8Array(Math.min(Math.max(2 * needed, INITIAL_HOLD_OCTETS), LONGEST_MESSAGE_OCTETS));
      larger.set(this.#hold.subarray(0, this.#held));
      this.#hold = larger;
    }
    this.#hold.set(this.#input.subarray(this.#at, this.#at + count), this.#held);
    this.#held = needed;
    this.#at += count;
  }

  #finish(): void {
    this.#offset += this.#length;
    this.#length = 0;
    this.#textHeader = undefined;
    this.#searched = 0;
  }

  /** Judges what is there of the message at `start`; gives it once it is whole and good. */
  #inspect(octets: Uint8Array, start: number, available: number): Message | undefined {
    const binary = octets[start] === MAGIC_BINARY;
    if (this.#length === 0) {
      if (binary) this.#readBinaryHeader(octets, start, available);
      else this.#readTextHeader(octets, start, available);
    }
    if (this.#length === 0 || available < this.#length) return undefined;
    const message = binary ? new BinaryMessage(this.#name, octets, start) : this.#textMessage(octets, start);
    const { name, encoding } = message;
    const headerLength = this.#textHeader?.length ?? BINARY_HEADER_OCTETS;
    const fault = judgeBody(name, encoding, octets, start + headerLength, start + this.#length);
    if (fault === undefined) return message;
    const { id, source, destination } = message;
    this.#refuse(
      { ...fault, offset: headerLength + fault.offset },
      { encoding, kind: messageForms[name].kind, id, addresses: { source, destination } },
    );
    return undefined;
  }

  /** Sets name and length once the header is whole and good; magic and version are judged as soon as they arrive. */
  #readBinaryHeader(octets: Uint8Array, start: number, available: number): void {
    const fault = judgeBinaryPrefix(octets, start, available);
    if (fault !== undefined) {
      this.#refuse(fault, blankEcho('binary'));
      return;
    }
    if (available < BINARY_HEADER_OCTETS) return;
    const judged = judgeBinaryHeader(octets, start, this.#accepts);
    if (typeof judged !== 'string') {
      this.#refuse(judged.fault, judged.echo);
      return;
    }
    this.#name = judged;
    this.#length = BINARY_HEADER_OCTETS + readUint16(octets, start + field.bodyLength);
  }

  /** The same for a text header, which ends at its blank line. */
  #readTextHeader(octets: Uint8Array, start: number, available: number): void {
    const fault = judgeTextPrefix(octets, start, available);
    if (fault !== undefined) {
      this.#refuse(fault, blankEcho('text'));
      return;
    }
    const header = readWrittenHeader(octets, start, start + Math.min(available, MAX_TEXT_HEADER_OCTETS), this.#accepts);
    if (header !== undefined) {
      this.#textHeader = header;
      this.#length = header.length + header.bodyLength;
      return;
    }
    const headerLength = this.#findHeaderEnd(octets, start, Math.min(available, MAX_TEXT_HEADER_OCTETS));
    if (headerLength === undefined) {
      if (available >= MAX_TEXT_HEADER_OCTETS) this.#refuse(HEADER_TOO_LONG, blankEcho('text'));
      return;
    }
    const judged = judgeTextHeader(octets.subarray(start, start + headerLength), this.#accepts);
    if ('fault' in judged) {
      this.#refuse(judged.fault, judged.echo);
      return;
    }
    this.#textHeader = judged;
    this.#length = judged.length + judged.bodyLength;
  }

  /** The header's length with its blank line, where the first `limit` octets hold it. */
  #findHeaderEnd(octets: Uint8Array, start: number, limit: number): number | undefined {
    for (let index = Math.max(this.#searched, 3); index < limit; index += 1) {
      if (
        octets[start + index] === LF &&
        octets[start + index - 1] === CR &&
        octets[start + index - 2] === LF &&
        octets[start + index - 3] === CR
      ) {
        return index + 1;
      }
    }
    this.#searched = limit;
    return undefined;
  }

  #textMessage(octets: Uint8Array, start: number): Message {
    const { name, id, source, destination, bodyLength } = this.#textHeader!;
    const end = start + this.#length;
    const body = bodyLength === 0 ? NO_BODY : octets.subarray(end - bodyLength, end);
    return { name, encoding: 'text', id, source, destination, body };
  }

  #refuse(fault: Fault, echo: Echo): void {
    this.violation = toViolation(fault, this.#offset, echo);
    this.#input = NO_BODY;
    this.#hold = NO_BODY;
    this.#held = 0;
  }
}

const HEADER_TOO_LONG: Fault = {
  code: 'bad-length',
  offset: MAX_TEXT_HEADER_OCTETS,
  expected: `a header of at most ${MAX_TEXT_HEADER_OCTETS} octets with its blank line`,
  actual: `no blank line in ${MAX_TEXT_HEADER_OCTETS} octets`,
};

function judgeBinaryPrefix(octets: Uint8Array, start: number, available: number): Fault | undefined {
  if (available > 1 && octets[start + 1] !== MAGIC_BINARY_SECOND) {
    return octetFault('bad-magic', 1, '0x50 after 0x89', octets[start + 1]!);
  }
  if (available > 2 && octets[start + field.version] !== VERSION) {
    return octetFault('bad-version', field.version, 'version 1', octets[start + field.version]!);
  }
  return undefined;
}

function judgeTextPrefix(octets: Uint8Array, start: number, available: number): Fault | undefined {
  const length = Math.min(available, TEXT_PREFIX.length);
  for (let index = 0; index < length; index += 1) {
    const octet = octets[start + index]!;
    if (octet === TEXT_PREFIX[index]) continue;
    if (index === 0) return octetFault('bad-magic', 0, "'P' (text) or 0x89 (binary)", octet);
    if (index < VERSION_OFFSET) return octetFault('bad-magic', index, 'PSAP/', octet);
    return octetFault('bad-version', index, 'PSAP/1 and a space', octet);
  }
  return undefined;
}

function octetFault(code: ErrorCode, offset: number, expected: string, octet: number): Fault {
  const printable = octet > 0x20 && octet < 0x7f ? ` '${String.fromCharCode(octet)}'` : '';
  return { code, offset, expected, actual: `0x${octet.toString(16).padStart(2, '0')}${printable}` };
}

/** What a body from `start` to `end` may hold follows from its message; offsets count from the body's first octet. */
function judgeBody(
  name: MessageName,
  encoding: Encoding,
  octets: Uint8Array,
  start: number,
  end: number,
): Fault | undefined {
  if (start === end) return undefined;
  if (encoding === 'binary' && messageForms[name].body !== 'greeting')
    return judgeAttributes(octets.subarray(start, end));
  if (isUtf8(octets, start, end)) return undefined;
  return { code: 'bad-body', offset: 0, expected: 'text in UTF-8', actual: 'octets that are not UTF-8' };
}
