import { type MessageKind, type MessageName, type MessageType, messageForms } from './message.ts';
import type { Echo, Fault } from './violation.ts';

/**
 * What a decoder's owner may be sent: a responder reads `requests` (COMMAND), a scanner reads `answers` (DATA, and the
 * COMMAND `end`), an onlooker reads `any`.
 */
export type Accepts = 'requests' | 'answers' | 'any';

/** A header that cannot be accepted: its fault (offset from the message's first octet), and what may be echoed. */
export interface RejectedHeader {
  readonly fault: Fault;
  readonly echo: Echo;
}

/** Whether a message of this name may be sent to the reader. */
export function isAcceptable(name: MessageName, accepts: Accepts): boolean {
  if (accepts === 'any' || name === 'end') return true;
  return (messageForms[name].type === 'COMMAND') === (accepts === 'requests');
}

/** Says of a legal combination why it is not accepted, for a `bad-flags` fault. */
export function describeUnacceptable(type: MessageType, kind: MessageKind): string {
  return type === 'DATA'
    ? `an answer (DATA ${kind}), which a scanner may not send`
    : `a request (COMMAND ${kind}), which a responder may not send`;
}
