import type { Acceptor, Connection, ConnectionHandler } from '../runtime/connection.ts';
import { silentHandler } from '../runtime/silent-handler.ts';

/** What a stand-in says, if anything. */
export interface Script {
  /** A connection was accepted. Returns what forgets about it. */
  greet?(connection: Connection): (() => void) | undefined;

  /** The first octets have come. */
  reply?(connection: Connection): void;
}

/**
 * What stands behind ports where no responder does: takes every connection, says what its script says and no more, and
 * never ends one of its own accord.
 */
export class StandIn {
  readonly #script: Script;
  readonly #conversations = new Set<Conversation>();

  constructor(script: Script = {}) {
    this.#script = script;
  }

  readonly accept: Acceptor = (connection) => {
    const conversation = new Conversation(connection, this.#script, () => this.#conversations.delete(conversation));
    this.#conversations.add(conversation);
    return conversation;
  };

  /** Closes the connections that there are. Close the listener first. */
  close(): void {
    for (const conversation of [...this.#conversations]) conversation.close();
  }
}

class Conversation implements ConnectionHandler {
  readonly connected = silentHandler.connected;
  readonly drained = silentHandler.drained;
  readonly #connection: Connection;
  readonly #script: Script;
  readonly #forget: (() => void) | undefined;
  readonly #gone: () => void;
  #replied = false;

  constructor(connection: Connection, script: Script, gone: () => void) {
    this.#connection = connection;
    this.#script = script;
    this.#gone = gone;
    this.#forget = script.greet?.(connection);
  }

  received(): void {
    if (this.#replied) return;
    this.#replied = true;
    this.#script.reply?.(this.#connection);
  }

  ended(): void {
    this.close();
  }

  closed(): void {
    this.#forget?.();
    this.#gone();
  }

  close(): void {
    this.#connection.destroy();
    this.closed();
  }
}
