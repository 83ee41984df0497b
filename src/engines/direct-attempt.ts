import type { Observation } from '../probe/prober.ts';
import { Decoder } from '../protocol/decoder.ts';
import { encodeMessage } from '../protocol/encoder.ts';
import {
  beginExchange,
  type Exchange,
  type ExchangeEffect,
  type ExchangeEvent,
  type ExchangeState,
  stepExchange,
} from '../protocol/exchange-machine.ts';
import type { Clock, Timer } from '../runtime/clock.ts';
import type { Connection, ConnectionHandler, Dialer } from '../runtime/connection.ts';
import { toObservation } from './observe.ts';
import type { TimeLimits } from './time-limits.ts';

/** What all attempts of a prober share. */
export interface DirectAttemptOptions {
  readonly dialer: Dialer;
  readonly clock: Clock;
  readonly limits: TimeLimits;
  /** Called once with the observation, unless the attempt is abandoned. */
  readonly settled: (observation: Observation, attempt: DirectAttempt) => void;
}

/** One probe in direct mode: runs the exchange machine over a connection of its own. */
export class DirectAttempt implements ConnectionHandler {
  readonly index: number;
  /** Where its prober keeps it. */
  slot = 0;
  readonly #exchange: Exchange;
  readonly #options: DirectAttemptOptions;
  readonly #startedMs: number;
  #state: ExchangeState = { phase: 'done' };
  #connection: Connection | undefined;
  #decoder: Decoder | undefined;
  #timer: Timer | undefined;

  constructor(index: number, exchange: Exchange, options: DirectAttemptOptions) {
    this.index = index;
    this.#exchange = exchange;
    this.#options = options;
    this.#startedMs = options.clock.now();
  }

  begin(): void {
    this.#perform(beginExchange(this.#exchange));
  }

  /** Closes without an observation. */
  abandon(): void {
    this.#state = { phase: 'done' };
    this.#timer?.cancel();
    this.#connection?.destroy();
  }

  connected(connection: Connection): void {
    this.#step({ kind: 'connected', local: connection.local, remote: connection.remote });
  }

  received(octets: Uint8Array): void {
    this.#decoder ??= new Decoder('answers');
    const decoder = this.#decoder;
    decoder.push(octets);
    for (let message = decoder.next(); message !== undefined; message = decoder.next()) {
      this.#step({ kind: 'message', message });
      if (this.#state.phase === 'done') return;
    }
    if (decoder.violation !== undefined) this.#step({ kind: 'violation', violation: decoder.violation });
    else if (decoder.begun !== undefined) this.#step({ kind: 'begun' });
  }

  drained(): void {}

  ended(): void {
    this.#step({ kind: 'ended' });
  }

  closed(errno: string | undefined): void {
    this.#step(errno === undefined ? { kind: 'ended' } : { kind: 'failed', errno });
  }

  #step(event: ExchangeEvent): void {
    this.#perform(stepExchange(this.#state, event));
  }

  #perform([state, effects]: readonly [ExchangeState, readonly ExchangeEffect[]]): void {
    this.#state = state;
    for (const effect of effects) this.#apply(effect);
  }

  #apply(effect: ExchangeEffect): void {
    switch (effect.kind) {
      case 'connect':
        this.#connection = this.#options.dialer.dial(this.#exchange.subject, this);
        return;
      case 'send':
        this.#connection?.write(encodeMessage(effect.message));
        return;
      case 'set-timer':
        this.#timer?.cancel();
        this.#timer = this.#options.limits.set(effect.delayMs, onTimer, this);
        return;
      case 'settle': {
        this.#timer?.cancel();
        this.#connection?.destroy();
        const { clock, settled } = this.#options;
        settled(toObservation(this.index, effect.outcome, this.#startedMs, clock.now()), this);
      }
    }
  }

  /** For `onTimer` alone. */
  timerFired(): void {
    this.#step({ kind: 'timer' });
  }
}

function onTimer(attempt: DirectAttempt): void {
  attempt.timerFired();
}
