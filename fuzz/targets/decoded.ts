import type { Endpoint } from '../../src/protocol/address.ts';
import type { Decoder } from '../../src/protocol/decoder.ts';
import {
  copyMessage,
  type Encoding,
  MAX_BODY_OCTETS,
  MAX_TEXT_HEADER_OCTETS,
  type Message,
} from '../../src/protocol/message.ts';
import type { Echo, Violation } from '../../src/protocol/violation.ts';
import { equalOctets } from '../octets.ts';
import { promise } from '../target.ts';

/** What a decoder made of octets, free of its views. */
export interface Decoded {
  readonly messages: readonly Message[];
  readonly violation: Violation | undefined;
  readonly begun: Encoding | undefined;
}

/** A decoder's capacity to start with, and beyond which it may not grow faster than what has come (SEC-3). */
const INITIAL_HOLD_OCTETS = 256;
const LONGEST_MESSAGE_OCTETS = MAX_TEXT_HEADER_OCTETS + MAX_BODY_OCTETS;

/** Decodes the pieces, and looks at what the decoder keeps from one to the next. */
export function decodeAll(decoder: Decoder, pieces: Iterable<Uint8Array>): Decoded {
  const messages: Message[] = [];
  let pushed = 0;
  for (const piece of pieces) {
    decoder.push(piece);
    pushed += piece.length;
    for (let message = decoder.next(); message !== undefined; message = decoder.next()) {
      messages.push(copyMessage(message));
    }
    const kept = decoder.keptOctets;
    const bound = Math.min(Math.max(2 * pushed, INITIAL_HOLD_OCTETS), LONGEST_MESSAGE_OCTETS);
    promise('keeps one unfinished message at most', kept <= bound, () => `${kept} octets, after ${pushed} came`);
  }
  const { violation, begun } = decoder;
  return { messages, violation, begun };
}

export function sameDecoded(one: Decoded, other: Decoded): boolean {
  return (
    one.begun === other.begun &&
    one.messages.length === other.messages.length &&
    one.messages.every((message, index) => sameMessage(message, other.messages[index]!)) &&
    sameViolation(one.violation, other.violation)
  );
}

export function sameMessage(one: Message, other: Message): boolean {
  return (
    one.name === other.name &&
    one.encoding === other.encoding &&
    one.id === other.id &&
    sameEnd(one.source, other.source) &&
    sameEnd(one.destination, other.destination) &&
    equalOctets(one.body, other.body)
  );
}

function sameViolation(one: Violation | undefined, other: Violation | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return (
    one.code === other.code &&
    one.clause === other.clause &&
    one.offset === other.offset &&
    one.expected === other.expected &&
    one.actual === other.actual &&
    sameEcho(one.echo, other.echo)
  );
}

function sameEcho(one: Echo, other: Echo): boolean {
  return (
    one.encoding === other.encoding &&
    one.kind === other.kind &&
    one.id === other.id &&
    sameEnd(one.addresses?.source, other.addresses?.source) &&
    sameEnd(one.addresses?.destination, other.addresses?.destination)
  );
}

function sameEnd(one: Endpoint | undefined, other: Endpoint | undefined): boolean {
  return one?.address === other?.address && one?.port === other?.port;
}

/** For details: bodies by their length alone. */
export function decodedText({ messages, violation, begun }: Decoded): string {
  const short = messages.map(({ body, ...fields }) => ({ ...fields, body: body.length }));
  return JSON.stringify({ messages: short, violation, begun });
}
