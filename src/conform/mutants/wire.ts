import { Decoder } from '../../protocol/decoder.ts';
import { encodeMessage } from '../../protocol/encoder.ts';
import { copyMessage, type Message } from '../../protocol/message.ts';
import { concatenate } from '../../protocol/octets.ts';
import type { Acceptor, Connection, ConnectionHandler } from '../../runtime/connection.ts';
import type { Change } from './mutant.ts';

/** Changes to the octets that are sent, which the encoder would not write. */

/** Changes the octets of each message on its way out. */
export function writing(change: (octets: Uint8Array, message: Message) => Uint8Array): Change {
  return {
    wrap: withWrites((octets) => [
      concatenate(messagesIn(octets).map((message) => change(encodeMessage(message).slice(), message))),
    ]),
  };
}

/** Changes the text of each text message on its way out, header and body. */
export function writingText(change: (text: string, message: Message) => string): Change {
  return writing((octets, message) =>
    message.encoding === 'text' ? toOctets(change(toText(octets), message)) : octets,
  );
}

/** Changes the octets of each binary message on its way out, in place. */
export function writingBinary(change: (octets: Uint8Array, message: Message) => void): Change {
  return writing((octets, message) => {
    if (message.encoding === 'binary') change(octets, message);
    return octets;
  });
}

/** The messages in what a responder writes: it writes whole ones. */
export function messagesIn(octets: Uint8Array): Message[] {
  const decoder = new Decoder('answers');
  decoder.push(octets);
  const messages: Message[] = [];
  for (let message = decoder.next(); message !== undefined; message = decoder.next()) {
    messages.push(copyMessage(message));
  }
  return messages;
}

/** Writes other octets instead. */
export function withWrites(change: (octets: Uint8Array) => readonly Uint8Array[]): (acceptor: Acceptor) => Acceptor {
  return withConnection((connection) => ({
    write: (octets) => change(octets).every((each) => connection.write(each)),
  }));
}

/** Gives the responder a connection with other methods. */
export function withConnection(
  methods: (connection: Connection) => Partial<Omit<Connection, 'local' | 'remote'>>,
): (acceptor: Acceptor) => Acceptor {
  return (acceptor) => (connection) => acceptor(changeConnection(connection, methods(connection)));
}

function changeConnection(connection: Connection, methods: Partial<Connection>): Connection {
  return {
    local: connection.local,
    remote: connection.remote,
    write: (octets) => connection.write(octets),
    end: () => connection.end(),
    destroy: () => connection.destroy(),
    reset: () => connection.reset(),
    pause: () => connection.pause(),
    resume: () => connection.resume(),
    ...methods,
  };
}

/** Lets the responder hear something else than what comes. */
export function withHandler(
  methods: (handler: ConnectionHandler, connection: Connection) => Partial<ConnectionHandler>,
): (acceptor: Acceptor) => Acceptor {
  return (acceptor) => (connection) => {
    const handler = acceptor(connection);
    return handler && changeHandler(handler, methods(handler, connection));
  };
}

/** The handler with some of its methods replaced. */
export function changeHandler(handler: ConnectionHandler, methods: Partial<ConnectionHandler>): ConnectionHandler {
  return {
    connected: (connection) => handler.connected(connection),
    received: (octets, connection) => handler.received(octets, connection),
    drained: (connection) => handler.drained(connection),
    ended: (connection) => handler.ended(connection),
    closed: (errno, connection) => handler.closed(errno, connection),
    ...methods,
  };
}

/** Each octet as one character. */
export function toText(octets: Uint8Array): string {
  let text = '';
  for (const octet of octets) text += String.fromCharCode(octet);
  return text;
}

export function toOctets(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
