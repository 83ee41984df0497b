import { LimitTimer } from '../engines/limit-timer.ts';
import { Decoder } from '../protocol/decoder.ts';
import { copyMessage, type Message } from '../protocol/message.ts';
import { concatenate } from '../protocol/octets.ts';
import type { Violation } from '../protocol/violation.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Connection, ConnectionHandler, Dialer, SocketAddress } from '../runtime/connection.ts';

/** What a peer did, in order; `index` counts the messages of the connection. */
export type Inbound =
  | { readonly kind: 'up' }
  | { readonly kind: 'message'; readonly message: Message; readonly index: number }
  | { readonly kind: 'violation'; readonly violation: Violation }
  | { readonly kind: 'ended' }
  | { readonly kind: 'lost'; readonly errno: string };

/** A connection whose inbound events wait until the script asks for them. */
export class ScriptedConnection implements ConnectionHandler {
  readonly connection: Connection;
  /** In order of dialling, from 1. */
  readonly number: number;
  /** When the script last did or heard something on it. */
  sinceMs: number;
  /** Whether the end of the connection has been handed out: nothing follows it. */
  isOver = false;
  /** All that was written so far. */
  sentOctets = 0;
  readonly #clock: Clock;
  readonly #decoder = new Decoder('answers');
  readonly #inbox: { readonly atMs: number; readonly inbound: Inbound }[] = [];
  readonly #received: Uint8Array[] = [];
  #messages = 0;
  /** Whether the peer has ended its side, or the connection is gone. */
  hasEnded = false;
  /** Nothing can come any more, no reset either. */
  #isGone = false;
  /** Octets that were written are not taken yet. */
  #isHeld = false;
  #awaitsDrain = false;
  #wake: (() => void) | undefined;

  constructor(dialer: Dialer, target: SocketAddress, clock: Clock, number: number) {
    this.#clock = clock;
    this.number = number;
    this.sinceMs = clock.now();
    this.connection = dialer.dial(target, this);
  }

  /** All octets that were received so far. */
  get receivedOctets(): Uint8Array {
    return concatenate(this.#received);
  }

  /** Whether a message has begun and is not complete. */
  get hasBegun(): boolean {
    return this.#decoder.begun !== undefined;
  }

  /**
   * What came next, or undefined where nothing comes for so long. Only one may wait at a time. After the peer's end
   * nothing can come but a reset: `awaitsReset` waits for that too.
   */
  async next(withinMs: number, awaitsReset = false): Promise<Inbound | undefined> {
    const canCome = awaitsReset ? !this.#isGone : !this.isOver;
    if (this.#inbox.length === 0 && canCome) await this.#wait(withinMs);
    return this.#take();
  }

  /** What came until then, or undefined; what is read later waits, however late we are. */
  async nextUntil(endMs: number): Promise<Inbound | undefined> {
    const leftMs = endMs - this.#clock.now();
    if (this.#inbox.length === 0 && !this.isOver && leftMs > 0) await this.#wait(leftMs);
    const [first] = this.#inbox;
    if (first !== undefined && first.atMs <= endMs) return this.#take();
    this.sinceMs = endMs;
    return undefined;
  }

  /** False where they are not taken at once. */
  write(octets: Uint8Array): boolean {
    this.#isHeld = !this.connection.write(octets);
    this.sentOctets += octets.length;
    this.sinceMs = this.#clock.now();
    return !this.#isHeld;
  }

  /** Whether all that was written is taken within that time. */
  async hasDrained(withinMs: number): Promise<boolean> {
    this.#awaitsDrain = true;
    const endMs = this.#clock.now() + withinMs;
    while (this.#isHeld && !this.#isGone && this.#clock.now() < endMs) await this.#wait(endMs - this.#clock.now());
    this.#awaitsDrain = false;
    return !this.#isHeld;
  }

  /** Closes it; who waits is told that nothing comes. */
  close(): void {
    this.connection.destroy();
    this.isOver = true;
    this.#isGone = true;
    this.#wake?.();
  }

  connected(): void {
    this.#add({ kind: 'up' });
  }

  received(octets: Uint8Array): void {
    const copy = octets.slice();
    this.#received.push(copy);
    if (this.#decoder.violation !== undefined) return;
    this.#decoder.push(copy);
    for (let message = this.#decoder.next(); message !== undefined; message = this.#decoder.next()) {
      this.#add({ kind: 'message', message: copyMessage(message), index: this.#messages });
      this.#messages += 1;
    }
    const { violation } = this.#decoder;
    if (violation !== undefined) this.#add({ kind: 'violation', violation });
  }

  drained(): void {
    this.#isHeld = false;
    if (this.#awaitsDrain) this.#wake?.();
  }

  ended(): void {
    this.hasEnded = true;
    this.#add({ kind: 'ended' });
  }

  closed(errno: string | undefined): void {
    this.#isGone = true;
    if (errno !== undefined) this.#add({ kind: 'lost', errno });
    else if (!this.hasEnded) this.#add({ kind: 'ended' });
    else this.#wake?.();
    this.hasEnded = true;
  }

  #add(inbound: Inbound): void {
    this.#inbox.push({ atMs: this.#clock.now(), inbound });
    this.#wake?.();
  }

  #take(): Inbound | undefined {
    const first = this.#inbox.shift();
    if (first === undefined) return undefined;
    const { atMs, inbound } = first;
    this.sinceMs = atMs;
    if (inbound.kind === 'ended' || inbound.kind === 'lost') this.isOver = true;
    return inbound;
  }

  #wait(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = new LimitTimer(this.#clock, this.#clock.now() + withinMs, resolve, undefined);
      this.#wake = () => {
        timer.cancel();
        this.#wake = undefined;
        resolve();
      };
    });
  }
}
