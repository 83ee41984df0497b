import { Decoder } from '../../protocol/decoder.ts';
import { BINARY_HEADER_OCTETS, MAGIC_BINARY, type Message } from '../../protocol/message.ts';
import { concatenate } from '../../protocol/octets.ts';
import type { Violation } from '../../protocol/violation.ts';
import type { ResponderParts } from '../../respond/responder-connection.ts';
import type { Change } from './mutant.ts';
import { toOctets, toText } from './wire.ts';

/** Responders that read requests wrong: what comes is rewritten to what they take it for, and read by the reference. */

export interface Reading {
  /** The header of a text message, its blank line included, and its body. */
  readonly text?: (header: string, body: string) => string | readonly [header: string, body: string];
  /** The octets of a binary message, and where its body begins; changed in place, or given anew. */
  readonly binary?: (octets: Uint8Array) => Uint8Array | undefined;
  /** Whether it waits for more where it should see this fault of an unfinished message. */
  readonly waits?: (violation: Violation) => boolean;
  /** What it takes an unfinished message for, where it does not wait for the rest. */
  readonly hurries?: (begun: Uint8Array) => Uint8Array | undefined;
  /** What it says of a fault that it found in these octets; behind them stand others. */
  readonly judges?: (violation: Violation, frame: Uint8Array, behind: Uint8Array) => Violation;
}

type RequestDecoder = ReturnType<ResponderParts['createDecoder']>;

export function reading(how: Reading): Change {
  return { parts: { createDecoder: () => new RewritingDecoder(how) } };
}

/** Rewrites whole messages, whose ends it finds without judging them. */
class RewritingDecoder implements RequestDecoder {
  violation: Violation | undefined;
  readonly #how: Reading;
  readonly #inner = new Decoder('requests');
  #rest: Uint8Array = new Uint8Array(0);

  constructor(how: Reading) {
    this.#how = how;
  }

  push(octets: Uint8Array): void {
    if (this.violation === undefined) this.#rest = concatenate([this.#rest, octets]);
  }

  next(): Message | undefined {
    if (this.violation !== undefined) return undefined;
    const length = frameLength(this.#rest);
    if (length === undefined) {
      this.#judgeRest();
      return undefined;
    }
    const frame = this.#rest.slice(0, length);
    this.#rest = this.#rest.subarray(length);
    this.#inner.push(rewrite(frame, this.#how));
    const message = this.#inner.next();
    const { violation } = this.#inner;
    if (violation !== undefined) this.violation = this.#how.judges?.(violation, frame, this.#rest) ?? violation;
    return message;
  }

  detach(): void {}

  get keptOctets(): number {
    return this.#rest.length;
  }

  get begun() {
    if (this.#rest.length === 0 || this.violation !== undefined) return undefined;
    return this.#rest[0] === MAGIC_BINARY ? 'binary' : 'text';
  }

  /** A fault of an unfinished message: of its first octets, or of a header that is too long. */
  #judgeRest(): void {
    const probe = new Decoder('requests');
    probe.push(this.#how.hurries?.(this.#rest) ?? this.#rest);
    probe.next();
    const { violation } = probe;
    if (violation === undefined || this.#how.waits?.(violation) === true) return;
    this.violation = this.#how.judges?.(violation, this.#rest, NOTHING) ?? violation;
  }
}

const NOTHING = new Uint8Array(0);
const BLANK_LINE = '\r\n\r\n';
const LONGEST_HEADER_OCTETS = 4_096;

/** The length of the first message, where all of it is there. */
function frameLength(octets: Uint8Array): number | undefined {
  if (octets.length === 0) return undefined;
  if (octets[0] === MAGIC_BINARY) {
    if (octets.length < BINARY_HEADER_OCTETS) return undefined;
    const length = BINARY_HEADER_OCTETS + ((octets[6]! << 8) | octets[7]!);
    return octets.length < length ? undefined : length;
  }
  const text = toText(octets.subarray(0, LONGEST_HEADER_OCTETS));
  const blank = text.indexOf(BLANK_LINE);
  if (blank < 0) return undefined;
  const stated = /\r\nLength: *(\d{1,5}) *\r\n/i.exec(text.slice(0, blank + BLANK_LINE.length));
  const length = blank + BLANK_LINE.length + Number(stated?.[1] ?? 0);
  return octets.length < length ? undefined : length;
}

function rewrite(frame: Uint8Array, { text, binary }: Reading): Uint8Array {
  if (frame[0] === MAGIC_BINARY) return binary?.(frame) ?? frame;
  if (text === undefined) return frame;
  const whole = toText(frame);
  const at = whole.indexOf(BLANK_LINE) + BLANK_LINE.length;
  const rewritten = text(whole.slice(0, at), whole.slice(at));
  return toOctets(typeof rewritten === 'string' ? rewritten + whole.slice(at) : rewritten.join(''));
}
