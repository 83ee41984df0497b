import type { Endpoint } from './address.ts';
import { encodeAttributes } from './attributes.ts';
import type { Encoding, Message } from './message.ts';
import { encodeUtf8 } from './utf8.ts';

/** What a scanner asks of one subject port. `tcp` asks nothing: the TCP answer alone decides. */
export type Question = 'tcp' | 'status' | 'port' | 'os';

export interface Request {
  readonly question: Exclude<Question, 'tcp'>;
  /** From 1 up: errors use 0 for "unknown" (ID-*). */
  readonly id: number;
  readonly source: Endpoint;
  /** The subject: the port that the question is about. */
  readonly destination: Endpoint;
  /** Of a status request; a GET is always binary. */
  readonly encoding: Encoding;
}

/** The greeting that a status request carries where nothing else is said (STATUS-*). */
export function defaultGreeting(port: number): string {
  return `Hello! I want to connect with port ${port}`;
}

/** The encoding that the request, and so its answer, has on the wire. */
export function wireEncoding(request: Pick<Request, 'question' | 'encoding'>): Encoding {
  return request.question === 'status' ? request.encoding : 'binary';
}

/** The message that asks it. */
export function requestMessage(request: Request): Message {
  const { question, id, source, destination } = request;
  const encoding = wireEncoding(request);
  if (question === 'status') {
    return {
      name: 'status-request',
      encoding,
      id,
      source,
      destination,
      body: encodeUtf8(defaultGreeting(destination.port)),
    };
  }
  const body = encodeAttributes([{ name: 'WANT', value: question }]);
  return { name: 'information-request', encoding, id, source, destination, body };
}
