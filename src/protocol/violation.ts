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
  /** Where: octets since the connection's first. */
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

/** Collects what is wrong with one message and keeps what has to be reported: the first in the table's order. */
export class Faults {
  first: Fault | undefined;

  add(code: ErrorCode, offset: number, expected: string, actual: string): void {
    if (this.first === undefined || errorCodes.indexOf(code) < errorCodes.indexOf(this.first.code)) {
      this.first = { code, offset, expected, actual };
    }
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
