import { Decoder } from '../../protocol/decoder.ts';
import { encodeMessage } from '../../protocol/encoder.ts';
import { encodeError } from '../../protocol/error-body.ts';
import { type Message, NO_BODY } from '../../protocol/message.ts';
import { encodeUtf8 } from '../../protocol/utf8.ts';
import type { Acceptor, Connection, ConnectionHandler } from '../../runtime/connection.ts';

/** Peers that a scanner may meet, the odd ones too: each is what an acceptor does with the first request. */
export type PeerBehaviour = (request: Message, connection: Connection) => void;

const answer = (request: Message, changes: Partial<Message> = {}): Uint8Array =>
  encodeMessage({
    name: 'open',
    encoding: request.encoding,
    id: request.id,
    source: request.destination,
    destination: request.source,
    body: NO_BODY,
    ...changes,
  });

export const behaviours = {
  open: (request, connection) => void connection.write(answer(request)),
  closed: (request, connection) => void connection.write(answer(request, { name: 'closed' })),
  silent: () => {},
  resets: (_request, connection) => connection.reset(),
  hangsUp: (_request, connection) => connection.end(),
  ends: (request, connection) => {
    connection.write(answer(request, { name: 'end', id: 0 }));
  },
  cuts: (request, connection) => {
    connection.write(answer(request).subarray(0, 9));
    connection.end();
  },
  stopsHalfway: (request, connection) => void connection.write(answer(request).subarray(0, 9)),
  refusesToSay: (request, connection) => {
    const body = encodeError(request.encoding, 'denied', 'not you');
    connection.write(answer(request, { name: 'status-error', body }));
  },
  isBusy: (request, connection) => {
    const [source, destination] = [connection.local, connection.remote];
    const body = encodeError('text', 'busy');
    connection.write(answer(request, { name: 'status-error', encoding: 'text', id: 0, source, destination, body }));
    connection.end();
  },
  inventsAnError: (request, connection) => {
    const body = encodeUtf8('out-of-coffee');
    connection.write(answer(request, { name: 'status-error', encoding: 'text', body }));
  },
  mistakesTheId: (request, connection) => void connection.write(answer(request, { id: request.id + 1 })),
  mistakesTheEncoding: (request, connection) => {
    const encoding = request.encoding === 'text' ? 'binary' : 'text';
    connection.write(answer(request, { encoding }));
  },
  mistakesTheAddresses: (request, connection) => {
    connection.write(answer(request, { source: request.source, destination: request.destination }));
  },
  asksBack: (request, connection) => void connection.write(answer(request, { name: 'status-request' })),
  speaksVersionTwo: (_request, connection) => void connection.write(encodeUtf8('PSAP/2 DATA')),
  speaksSsh: (_request, connection) => void connection.write(encodeUtf8('SSH-2.0-OpenSSH_9.2\r\n')),
} satisfies Record<string, PeerBehaviour>;

/** An acceptor whose connections behave so, each at its first whole request. */
export function peer(behaviour: PeerBehaviour): Acceptor {
  return () => new Peer(behaviour);
}

class Peer implements ConnectionHandler {
  readonly #behaviour: PeerBehaviour;
  readonly #decoder = new Decoder('requests');
  #asked = false;

  constructor(behaviour: PeerBehaviour) {
    this.#behaviour = behaviour;
  }

  connected(): void {}

  received(octets: Uint8Array, connection: Connection): void {
    this.#decoder.push(octets);
    const request = this.#decoder.next();
    if (request === undefined || this.#asked) return;
    this.#asked = true;
    this.#behaviour(request, connection);
  }

  drained(): void {}

  ended(connection: Connection): void {
    connection.end();
  }

  closed(): void {}
}
