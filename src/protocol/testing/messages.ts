import type { Endpoint } from '../address.ts';
import { type Attribute, encodeAttributes } from '../attributes.ts';
import { encodeError } from '../error-body.ts';
import type { ErrorCode } from '../errors.ts';
import { type Message, type MessageName, NO_BODY } from '../message.ts';
import { type Request, requestMessage } from '../request.ts';
import { encode } from './arbitraries.ts';

/** One exchange between a scanner and a responder, to build examples from. */

export const scanner: Endpoint = { address: '192.0.2.7', port: 40_112 };
export const subject: Endpoint = { address: '192.0.2.1', port: 80 };

/** The request that `question` makes: id 7, in text where it can be. */
export function ask(question: Request['question'], changes: Partial<Request> = {}): Request {
  return { question, id: 7, source: scanner, destination: subject, encoding: 'text', ...changes };
}

/** An answer to the request: the same id and encoding, the addresses swapped. */
export function answerTo(request: Request, name: MessageName, changes: Partial<Message> = {}): Message {
  const { encoding } = requestMessage(request);
  return {
    name,
    encoding,
    id: request.id,
    source: request.destination,
    destination: request.source,
    body: NO_BODY,
    ...changes,
  };
}

export function errorTo(request: Request, code: ErrorCode, changes: Partial<Message> = {}): Message {
  const name = request.question === 'status' ? 'status-error' : 'refusal';
  const { encoding } = changes.encoding === undefined ? requestMessage(request) : { encoding: changes.encoding };
  return answerTo(request, name, { body: encodeError(encoding, code, 'so it is'), ...changes });
}

export function informationTo(request: Request, attributes: readonly Attribute[]): Message {
  return answerTo(request, 'information', { body: encodeAttributes(attributes) });
}

export const httpService: readonly Attribute[] = [
  { name: 'SERVICE', value: 'http' },
  { name: 'TRANSPORT', value: 'tcp' },
];
export const linux: readonly Attribute[] = [{ name: 'OS_FAMILY', value: 'Linux' }];

/** A body of text. */
export const text = encode;
