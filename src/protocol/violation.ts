import type { Endpoint } from './address.ts';
import { clauseOf, type ErrorCode, errorCodes } from './errors.ts';
import type { Encoding, MessageKind } from './message.ts';

/** What an error answer may repeat of the message it is about (clause ERR-*). */
export interface Echo {
  readonly encoding: Encoding;
  readonly kind: MessageKind;
  /** 0 where the id is not known. */
  readonly id: number;
  /** The offending message's addresses as it had them; undefined: use the TCP connection's own. */
  readonly addresses: { readonly source: Endpoint; readonly destination: Endpoint } | undefined;
}

/** What a peer did wrong, as a value. */
export interface Violation {
  readonly code: ErrorCode;
  /** The clause that it breaks. */
  readonly clause: string;
  /**
   * Where: octets since the connection's first. It names the octet that is wrong, or the first of the token, value, line,
   * field, attribute or text that is; for what is missing, the place where it had to come.
   */
  readonly offset: number;
  readonly expected: string;
  readonly actual: string;
  readonly echo: Echo;
}

/** A violation before it is known what an error answer may echo; `offset` counts from the message's first octet. */
export interface Fault {
  readonly code: ErrorCode;
  readonly offset: number;
  readonly expected: string;
  readonly actual: string;
}

/**
 * Collects what is wrong with one message and keeps what has to be reported: the first in the table's order (ERR-16),
 * and of several with one code the first in the message.
 */
export class Faults {
  first: Fault | undefined;

  add(code: ErrorCode, offset: number, expected: string, actual: string): void {
    const { first } = this;
    const ahead = first === undefined ? -1 : errorCodes.indexOf(code) - errorCodes.indexOf(first.code);
    if (ahead < 0 || (ahead === 0 && offset < first!.offset)) this.first = { code, offset, expected, actual };
  }
}

/** Completes a fault found in the message that began at `start`. */
export function toViolation(fault: Fault, start: number, echo: Echo): Violation {
  const { code, offset, expected, actual } = fault;
  return { code, clause: clauseOf(code), offset: start + offset, expected, actual, echo };
}

/** An echo that repeats nothing of the message: id 0, kind CONNECTION, the TCP connection's own addresses. */
export function blankEcho(encoding: Encoding): Echo {
  return { encoding, kind: 'CONNECTION', id: 0, addresses: undefined };
}
