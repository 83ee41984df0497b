import type { Endpoint } from './address.ts';

/** The abstract message (clauses MSG-*). Only the eight legal messages can be written down. */

export type MessageType = 'COMMAND' | 'DATA';
export type MessageKind = 'CONNECTION' | 'GET';
export type Signals = 'SYN' | 'SYN+ACK' | 'ACK' | 'ACK+RST' | 'RST';
export type Encoding = 'text' | 'binary';

export const messageNames = [
  'status-request',
  'open',
  'closed',
  'status-error',
  'information-request',
  'information',
  'refusal',
  'end',
] as const;
export type MessageName = (typeof messageNames)[number];

/** What a message's body holds. */
export type BodyForm = 'none' | 'greeting' | 'error' | 'attributes';

export interface MessageForm {
  readonly type: MessageType;
  readonly kind: MessageKind;
  readonly signals: Signals;
  readonly body: BodyForm;
}

/** The table of legal messages (MSG-*). `closed` and `status-error` differ by their body alone. */
export const messageForms: Readonly<Record<MessageName, MessageForm>> = {
  'status-request': { type: 'COMMAND', kind: 'CONNECTION', signals: 'SYN', body: 'greeting' },
  open: { type: 'DATA', kind: 'CONNECTION', signals: 'SYN+ACK', body: 'none' },
  closed: { type: 'DATA', kind: 'CONNECTION', signals: 'ACK+RST', body: 'none' },
  'status-error': { type: 'DATA', kind: 'CONNECTION', signals: 'ACK+RST', body: 'error' },
  'information-request': { type: 'COMMAND', kind: 'GET', signals: 'SYN', body: 'attributes' },
  information: { type: 'DATA', kind: 'GET', signals: 'ACK', body: 'attributes' },
  refusal: { type: 'DATA', kind: 'GET', signals: 'ACK+RST', body: 'error' },
  end: { type: 'COMMAND', kind: 'CONNECTION', signals: 'RST', body: 'none' },
};

export interface Message {
  readonly name: MessageName;
  readonly encoding: Encoding;
  /** 32-bit unsigned. */
  readonly id: number;
  readonly source: Endpoint;
  readonly destination: Endpoint;
  /** 0 to 65,535 octets. On a decoded message a view that dies at the decoder's next `push` or `next`. */
  readonly body: Uint8Array;
}

export const NO_BODY = new Uint8Array(0);
export const MAX_BODY_OCTETS = 65_535;
export const MAX_ID = 0xffff_ffff;

/** Octets of a binary header (BIN-*). */
export const BINARY_HEADER_OCTETS = 48;
/** Octets of a text header at most, up to and with its blank line (TEXT-*). */
export const MAX_TEXT_HEADER_OCTETS = 1_024;

export const MAGIC_BINARY = 0x89;
export const MAGIC_BINARY_SECOND = 0x50;
export const VERSION = 1;

/** The port that a responder's agent listens on where nothing else is said. */
export const DEFAULT_AGENT_PORT = 4_545;

/**
 * The name of the message with these fields, or undefined where the combination is not legal.
 * `empty` says whether its body is empty.
 */
export function nameMessage(
  type: MessageType,
  kind: MessageKind,
  signals: Signals,
  empty: boolean,
): MessageName | undefined {
  for (const name of messageNames) {
    const form = messageForms[name];
    if (form.type === type && form.kind === kind && form.signals === signals) {
      return name === 'closed' && !empty ? 'status-error' : name;
    }
  }
  return undefined;
}

/** A message with a body of its own, which outlives the decoder's views. */
export function copyMessage(message: Message): Message {
  const { name, encoding, id, source, destination, body } = message;
  return { name, encoding, id, source, destination, body: body.length === 0 ? NO_BODY : body.slice() };
}
