import { Decoder } from '../protocol/decoder.ts';
import { appendMessage } from '../protocol/encoder.ts';
import { OctetBuffer } from '../protocol/octet-buffer.ts';
import {
  acceptConnection,
  type Responder as MachineContext,
  type ResponderEffect,
  type ResponderEvent,
  type ResponderState,
  rejectConnection,
  stepResponder,
} from '../protocol/responder-machine.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Connection, ConnectionHandler } from '../runtime/connection.ts';
import { DeadlineTimer } from './deadline-timer.ts';
import type { OctetBudget } from './octet-budget.ts';

/** Answers are gathered up to so many octets before they are written. */
const WRITE_OCTETS = 16_384;
/** Room for the one answer that most connections get; where there are more it grows. */
const FIRST_OCTETS = 256;

/** What a connection is run by: how requests are read, and what is done about them. */
export interface ResponderParts {
  readonly createDecoder: () => Pick<Decoder, 'push' | 'next' | 'violation' | 'begun' | 'detach' | 'keptOctets'>;
  readonly accept: typeof acceptConnection;
  readonly reject: typeof rejectConnection;
  readonly step: typeof stepResponder;
}

/** As the specification has it. */
export const responderParts: ResponderParts = {
  createDecoder: () => new Decoder('requests'),
  accept: acceptConnection,
  reject: rejectConnection,
  step: stepResponder,
};

export interface ResponderConnectionOptions {
  readonly context: MachineContext;
  readonly parts: ResponderParts;
  readonly clock: Clock;
  /** A peer that does not take its answers for so long is dropped (CONN-17). */
  readonly writeStallMs: number;
  /** What this connection and all others may hold. */
  readonly budget: OctetBudget;
  /** Called where serving the connection threw: a bug of ours, and the end of this connection alone. */
  readonly crashed: (error: unknown) => void;
  /** Called once, when the connection is gone. */
  readonly gone: (connection: ResponderConnection) => void;
}

/**
 * Runs the responder machine over one connection. While the peer does not take its answers nothing more is read, so
 * what one connection can make us hold is bounded: one read, one unfinished message, one batch of answers. What all of
 * them hold together is bounded by a common budget.
 */
export class ResponderConnection implements ConnectionHandler {
  readonly #connection: Connection;
  readonly #options: ResponderConnectionOptions;
  readonly #decoder: ReturnType<ResponderParts['createDecoder']>;
  readonly #timer: DeadlineTimer;
  readonly #stall: DeadlineTimer;
  #state: ResponderState;
  /** Answers that are to be written. */
  #outgoing: OctetBuffer | undefined;
  /** The peer does not take what was written. */
  #blocked = false;
  /** Written, and not taken yet. */
  #untakenOctets = 0;
  /** What the budget knows of. */
  #heldOctets = 0;
  /** The peer ended its side while we were blocked. */
  #ended = false;
  #draining = false;
  /** What is to be done when the peer has taken what was written. */
  #held: readonly ResponderEffect[] = [];

  /** `busy`: there is no room for it; it is told so and closed. */
  constructor(connection: Connection, options: ResponderConnectionOptions, busy: boolean) {
    this.#connection = connection;
    this.#options = options;
    this.#decoder = options.parts.createDecoder();
    this.#timer = new DeadlineTimer(options.clock, () => this.#stepAndWrite({ kind: 'timer' }));
    this.#stall = new DeadlineTimer(options.clock, () => this.#drop());
    const { accept, reject } = options.parts;
    const [state, effects] = busy ? reject(options.context) : accept(options.context);
    this.#state = state;
    this.#perform(effects);
    this.#write();
  }

  /** The responder is shutting down: ends the connection as soon as no message is begun. */
  drain(): void {
    this.#draining = true;
    this.#process();
  }

  /** Closes at once. */
  destroy(): void {
    this.#drop();
  }

  connected(): void {}

  received(octets: Uint8Array): void {
    if (this.#state.phase === 'closing') return;
    this.#decoder.push(octets);
    this.#process();
    if (this.#blocked) this.#decoder.detach();
    this.#account();
  }

  drained(): void {
    this.#stall.cancel();
    if (!this.#blocked) return;
    this.#blocked = false;
    this.#untakenOctets = 0;
    // The idle limit counts from the last octet sent, too (TIME-4).
    if (this.#state.phase === 'idle') this.#timer.set(this.#options.context.timers.idleMs);
    const held = this.#held;
    this.#held = [];
    this.#perform(held);
    this.#process();
    if (!this.#blocked) this.#connection.resume();
    this.#account();
  }

  ended(): void {
    this.#ended = true;
    this.#process();
  }

  closed(): void {
    this.#stepAndWrite({ kind: 'lost' });
  }

  /** Steps through what has arrived, as far as the peer takes the answers. */
  #process(): void {
    this.#survive(() => this.#stepThrough());
  }

  #stepThrough(): void {
    while (!this.#blocked && this.#isReading()) {
      const message = this.#decoder.next();
      if (message === undefined) {
        this.#processRest();
        break;
      }
      this.#step({ kind: 'message', message });
      if (this.#outgoing !== undefined && this.#outgoing.length >= WRITE_OCTETS) this.#write();
    }
    this.#write();
  }

  /** All whole messages are done: what is left is a violation, a beginning, or nothing. */
  #processRest(): void {
    const { violation, begun } = this.#decoder;
    if (violation !== undefined) this.#step({ kind: 'violation', violation });
    else if (begun !== undefined) this.#step({ kind: 'begun', encoding: begun });
    if (this.#ended && this.#isReading()) this.#step({ kind: 'ended' });
    if (this.#draining && this.#isReading()) this.#step({ kind: 'drain' });
  }

  #isReading(): boolean {
    return this.#state.phase === 'idle' || this.#state.phase === 'receiving';
  }

  #stepAndWrite(event: ResponderEvent): void {
    this.#survive(() => {
      this.#step(event);
      this.#write();
    });
  }

  /** A bug in answering one peer must not end the process, and with it the connections of all others. */
  #survive(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#drop();
      this.#options.crashed(error);
    }
  }

  /** Tells the budget what is held now; where there is no room for it, the connection ends. */
  #account(): void {
    if (this.#state.phase === 'closed') return;
    const before = this.#heldOctets;
    this.#heldOctets = this.#decoder.keptOctets + this.#untakenOctets;
    if (!this.#options.budget.change(before, this.#heldOctets)) this.#drop();
  }

  #step(event: ResponderEvent): void {
    const { context, parts } = this.#options;
    const [state, effects] = parts.step(context, this.#state, event);
    this.#state = state;
    this.#perform(effects);
  }

  #perform(effects: readonly ResponderEffect[]): void {
    for (let index = 0; index < effects.length; index += 1) {
      const effect = effects[index]!;
      switch (effect.kind) {
        case 'send':
          this.#outgoing ??= new OctetBuffer(FIRST_OCTETS);
          appendMessage(effect.message, this.#outgoing);
          break;
        case 'set-timer':
          this.#timer.set(effect.delayMs);
          break;
        case 'end':
          this.#write();
          if (this.#blocked) {
            // First all answers, then our end, and only then the time for discarding begins (CONN-8).
            this.#held = effects.slice(index);
            this.#timer.cancel();
            return;
          }
          this.#connection.end();
          break;
        case 'close':
          this.#drop();
          break;
      }
    }
  }

  #write(): void {
    if (this.#outgoing === undefined) return;
    const octets = this.#outgoing.view();
    this.#outgoing = undefined;
    if (this.#connection.write(octets) || this.#blocked) return;
    this.#blocked = true;
    this.#untakenOctets = octets.length;
    this.#connection.pause();
    this.#stall.set(this.#options.writeStallMs);
  }

  #drop(): void {
    this.#timer.cancel();
    this.#stall.cancel();
    this.#connection.destroy();
    this.#outgoing = undefined;
    this.#options.budget.change(this.#heldOctets, 0);
    this.#heldOctets = 0;
    this.#state = { ...this.#state, phase: 'closed' };
    this.#options.gone(this);
  }
}
