import { Decoder } from '../../protocol/decoder.ts';
import { decodeErrorCode } from '../../protocol/error-body.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Connection, ConnectionHandler, Dialer } from '../../runtime/connection.ts';
import { HOST, profile } from './world.ts';

/** A scanner that writes down all that it hears, and when: `text open 7`, `binary denied 8`, `ended`, `closed ECONNRESET`. */
export class ListeningScanner implements ConnectionHandler {
  readonly lines: { readonly atMs: number; readonly text: string }[] = [];
  readonly connection: Connection;
  readonly #clock: Clock;
  readonly #decoder = new Decoder('answers');

  constructor(clock: Clock, dialer: Dialer) {
    this.#clock = clock;
    this.connection = dialer.dial({ address: HOST, port: profile.agentPort! }, this);
  }

  connected(): void {}

  received(octets: Uint8Array): void {
    this.#decoder.push(octets);
    for (let message = this.#decoder.next(); message !== undefined; message = this.#decoder.next()) {
      const { encoding, name, id } = message;
      const isError = name === 'status-error' || name === 'refusal';
      this.#note(`${encoding} ${isError ? decodeErrorCode(message) : name} ${id}`);
    }
    if (this.#decoder.violation !== undefined) this.#note(`unreadable: ${this.#decoder.violation.code}`);
  }

  drained(): void {}

  ended(): void {
    this.#note('ended');
  }

  closed(errno: string | undefined): void {
    this.#note(errno === undefined ? 'closed' : `closed ${errno}`);
  }

  #note(text: string): void {
    this.lines.push({ atMs: this.#clock.now(), text });
  }
}
