import type { ResponderMoment } from '../src/conform/responder-guards.ts';
import { type Attribute, decodeAttributes } from '../src/protocol/attributes.ts';
import type { ExchangeEvent } from '../src/protocol/exchange-machine.ts';
import { type Message, type MessageKind, messageForms } from '../src/protocol/message.ts';
import { decodeUtf8 } from '../src/protocol/utf8.ts';
import type { ExchangeMoment } from './machine-guards.ts';

/** What the messages that the machines send carry, as machines.yaml has it under `messages`. */

/** A message without the part of its body that is free: the text for people. */
export interface Carried extends Omit<Message, 'body'> {
  /** A greeting, or the names and values of attributes. */
  readonly body: unknown;
}

/** The request that a scanner sends once the connection is up. */
export function wantedRequest({ state, event }: ExchangeMoment): Carried {
  if (state.phase !== 'connecting') throw new TypeError('only an exchange that is connecting sends');
  const { question, encoding, id, subject } = state.exchange;
  const { local } = event as ExchangeEvent & { kind: 'connected' };
  const base = { id, source: local, destination: subject };
  if (question === 'status') {
    return { ...base, name: 'status-request', encoding, body: `Hello! I want to connect with port ${subject.port}` };
  }
  return { ...base, name: 'information-request', encoding: 'binary', body: [{ name: 'WANT', value: question }] };
}

/** What an answer, an error or an `end` carries; `name` is what the table has sent. */
export function wantedAnswer({ responder, state, event }: ResponderMoment, name: Message['name']): Carried {
  const own = { source: responder.local, destination: responder.peer };
  switch (event.kind) {
    case 'message': {
      const { id, source, destination, encoding } = event.message;
      const isError = messageForms[name].body === 'error';
      return {
        name: isError ? errorOf(messageForms[event.message.name].kind) : name,
        id,
        source: destination,
        destination: source,
        encoding,
        body: name === 'information' ? wantedAttributes(responder, event.message) : [],
      };
    }
    case 'violation': {
      const { kind, id, encoding, addresses } = event.violation.echo;
      const ends = addresses === undefined ? own : { source: addresses.destination, destination: addresses.source };
      return { name: errorOf(kind), id, ...ends, encoding, body: [] };
    }
    default: {
      const { encoding } = state;
      return { name: state.phase === 'receiving' ? 'status-error' : 'end', id: 0, ...own, encoding, body: [] };
    }
  }
}

/** The same of a message that was sent. The body of an error is left to its code, which the table names. */
export function carriedBy(message: Message): Carried {
  const { name, id, source, destination, encoding, body } = message;
  const form = messageForms[name].body;
  const read = form === 'greeting' ? decodeUtf8(body) : form === 'attributes' ? decodeAttributes(body) : [];
  return { name, id, source, destination, encoding, body: read };
}

function errorOf(kind: MessageKind): Message['name'] {
  return kind === 'GET' ? 'refusal' : 'status-error';
}

function wantedAttributes({ host }: ResponderMoment['responder'], { body, destination }: Message): Attribute[] {
  const wants = decodeAttributes(body).flatMap(({ name, value }) => (name === 'WANT' ? [value] : []));
  return [
    ...(wants.includes('port') ? host.portAttributes(destination.port) : []),
    ...(wants.includes('os') ? host.osAttributes() : []),
  ];
}
