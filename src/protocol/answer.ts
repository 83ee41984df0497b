import { sameEndpoint } from './address.ts';
import { type Attribute, decodeAttributes, findAttribute } from './attributes.ts';
import { decodeErrorCode } from './error-body.ts';
import { type ErrorCode, isErrorCode } from './errors.ts';
import { type Message, messageForms } from './message.ts';
import { type Request, wireEncoding } from './request.ts';
import type { Violation } from './violation.ts';

/** What a whole answer means for the request that it answers (clauses VERDICT-*, SCAN-*). */
export type Answer =
  | { readonly kind: 'open' | 'closed' | 'bad-reply' | 'not-psap' }
  | { readonly kind: 'error-reply'; readonly code: ErrorCode }
  | { readonly kind: 'information'; readonly attributes: readonly Attribute[] };

const BAD_REPLY: Answer = { kind: 'bad-reply' };
const NOT_PSAP: Answer = { kind: 'not-psap' };
const OPEN: Answer = { kind: 'open' };
const CLOSED: Answer = { kind: 'closed' };

/** What an information answer carries at least (ATTR-*). */
const required = { port: ['SERVICE', 'TRANSPORT'], os: ['OS_FAMILY'] } as const;

/** Judges an answer that came for `request`. Errors with id 0 are about a request whose id the responder never learnt. */
export function judgeAnswer(request: Request, message: Message): Answer {
  if (isError(message)) return judgeError(request, message);
  if (
    message.id !== request.id ||
    message.encoding !== wireEncoding(request) ||
    !sameEndpoint(message.source, request.destination) ||
    !sameEndpoint(message.destination, request.source)
  ) {
    return BAD_REPLY;
  }
  if (request.question === 'status') {
    if (message.name === 'open') return OPEN;
    if (message.name === 'closed') return CLOSED;
    return BAD_REPLY;
  }
  if (message.name !== 'information') return BAD_REPLY;
  const attributes = decodeAttributes(message.body);
  const complete = required[request.question].every((name) => findAttribute(attributes, name) !== undefined);
  return complete ? { kind: 'information', attributes } : BAD_REPLY;
}

/** Judges octets that break the specification: those without the magic are not PSAP at all. */
export function judgeBadAnswer(violation: Violation): Answer {
  return violation.code === 'bad-magic' ? NOT_PSAP : BAD_REPLY;
}

/** Whether the message tells of an error. */
export function isError({ name }: Pick<Message, 'name'>): boolean {
  return name === 'status-error' || name === 'refusal';
}

/**
 * An error with the request's id must have its kind and encoding too; one with id 0 was sent before the responder
 * knew either. Its addresses are not looked at: where the request's were not understood they are the connection's own.
 */
function judgeError(request: Request, message: Message): Answer {
  const code = decodeErrorCode(message);
  if (code === undefined || !isErrorCode(code)) return BAD_REPLY;
  if (message.id === 0) return { kind: 'error-reply', code };
  const kind = request.question === 'status' ? 'CONNECTION' : 'GET';
  const matches =
    message.id === request.id && message.encoding === wireEncoding(request) && messageForms[message.name].kind === kind;
  return matches ? { kind: 'error-reply', code } : BAD_REPLY;
}
