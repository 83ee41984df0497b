import type { Connection, ConnectionHandler } from '../connection.ts';

/** Records the calls of one handler, in order, and lets a test wait for what it wants to see. */
export class Journal implements ConnectionHandler {
  /** `connected`, `received` (once for a run of them), `drained`, `ended`, `closed`, `closed ECONNRESET`. */
  readonly calls: string[] = [];

  receivedOctets = 0;
  readonly #reactions: Partial<ConnectionHandler>;
  readonly #chunks: Uint8Array[] = [];
  #waiting: { condition: () => boolean; resolve: () => void }[] = [];

  /** `reactions` is what the handler does besides being recorded. */
  constructor(reactions: Partial<ConnectionHandler> = {}) {
    this.#reactions = reactions;
  }

  /** All that was received. */
  get octets(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#chunks));
  }

  /** All that was received, as text. */
  get text(): string {
    return new TextDecoder().decode(this.octets);
  }

  /** Resolves once `condition` holds, which is asked now and after every call. */
  when(condition: () => boolean): Promise<void> {
    if (condition()) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ condition, resolve }));
  }

  whenCalled(call: string): Promise<void> {
    return this.when(() => this.calls.includes(call));
  }

  whenClosed(): Promise<void> {
    return this.when(() => this.calls.some((call) => call.startsWith('closed')));
  }

  connected(connection: Connection): void {
    this.calls.push('connected');
    this.#reactions.connected?.(connection);
    this.#wake();
  }

  received(octets: Uint8Array, connection: Connection): void {
    if (this.calls.at(-1) !== 'received') this.calls.push('received');
    this.receivedOctets += octets.length;
    this.#chunks.push(new Uint8Array(octets));
    this.#reactions.received?.(octets, connection);
    this.#wake();
  }

  drained(connection: Connection): void {
    this.calls.push('drained');
    this.#reactions.drained?.(connection);
    this.#wake();
  }

  ended(connection: Connection): void {
    this.calls.push('ended');
    this.#reactions.ended?.(connection);
    this.#wake();
  }

  closed(errno: string | undefined, connection: Connection): void {
    this.calls.push(errno === undefined ? 'closed' : `closed ${errno}`);
    this.#reactions.closed?.(errno, connection);
    this.#wake();
  }

  #wake(): void {
    const stillWaiting = [];
    for (const waiter of this.#waiting) {
      if (waiter.condition()) waiter.resolve();
      else stillWaiting.push(waiter);
    }
    this.#waiting = stillWaiting;
  }
}
