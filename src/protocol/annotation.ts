import type { Encoding, Message } from './message.ts';
import type { Remark } from './remarks.ts';
import type { Violation } from './violation.ts';

/** What `annotate` makes of octets: a name for each of them. All offsets count from the first octet of the input. */

/** A stretch of octets and what it is. Its parts, where it has some, cover it without a gap. */
export interface Span {
  readonly offset: number;
  /** At least 1. */
  readonly length: number;
  readonly name: string;
  /** For people; it may hold control characters of the peer. */
  readonly value: string;
  readonly parts?: readonly Span[];
}

/** The octets of one message, or of what is left of one. Its spans cover it without a gap. */
interface Stretch {
  readonly offset: number;
  readonly length: number;
  readonly spans: readonly Span[];
}

/** A whole message that a decoder accepts. */
export interface MessageBlock extends Stretch {
  readonly kind: 'message';
  readonly message: Message;
  readonly remarks: readonly Remark[];
}

/** The octets of a message that were read before it was refused. */
export interface ViolationBlock extends Stretch {
  readonly kind: 'violation';
  readonly violation: Violation;
  /** What of the stretch the violation is about; its length is 0 where it is about something that is missing. */
  readonly mark: { readonly offset: number; readonly length: number };
}

/** The beginning of a message whose end is not there. */
export interface UnfinishedBlock extends Stretch {
  readonly kind: 'unfinished';
  readonly encoding: Encoding;
  /** How many octets are missing, or how many at least, where that depends on what they are. */
  readonly missing: { readonly octets: number; readonly exact: boolean };
}

/** What comes after a violation: nobody reads it. */
export interface UnreadBlock extends Stretch {
  readonly kind: 'unread';
}

export type Block = MessageBlock | ViolationBlock | UnfinishedBlock | UnreadBlock;
