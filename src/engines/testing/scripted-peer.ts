import { Decoder } from '../../protocol/decoder.ts';
import { encodeMessage } from '../../protocol/encoder.ts';
import { encodeError } from '../../protocol/error-body.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import { copyMessage, type Message, type MessageName, NO_BODY } from '../../protocol/message.ts';
import type { Connection, ConnectionHandler } from '../../runtime/connection.ts';

/** A peer that does nothing by itself: the test reads what it was asked, and says what to send. */
export class ScriptedPeer implements ConnectionHandler {
  readonly connection: Connection;
  readonly requests: Message[] = [];
  /** `ended`, `closed`, `closed ECONNRESET`. */
  readonly calls: string[] = [];
  readonly #decoder = new Decoder('requests');

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** The request with that id. */
  request(id: number): Message {
    const found = this.requests.find((request) => request.id === id);
    if (found === undefined) throw new Error(`no request ${id} came, only ${this.requests.map((one) => one.id)}`);
    return found;
  }

  send(...octets: readonly Uint8Array[]): void {
    for (const part of octets) this.connection.write(part);
  }

  connected(): void {}

  received(octets: Uint8Array): void {
    this.#decoder.push(octets);
    for (let request = this.#decoder.next(); request !== undefined; request = this.#decoder.next()) {
      this.requests.push(copyMessage(request));
    }
  }

  drained(): void {}

  ended(): void {
    this.calls.push('ended');
  }

  closed(errno: string | undefined): void {
    this.calls.push(errno === undefined ? 'closed' : `closed ${errno}`);
  }
}

/** An answer's octets: what the request's id, encoding and addresses make it, but for the changes. */
export function answer(request: Message, name: MessageName, changes: Partial<Message> = {}): Uint8Array {
  const { encoding, id, source, destination } = request;
  return encodeMessage({ name, encoding, id, source: destination, destination: source, body: NO_BODY, ...changes });
}

export function error(request: Message, code: ErrorCode, changes: Partial<Message> = {}): Uint8Array {
  const name = request.name === 'status-request' ? 'status-error' : 'refusal';
  return answer(request, name, { body: encodeError(changes.encoding ?? request.encoding, code), ...changes });
}
