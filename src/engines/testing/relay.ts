import { Decoder } from '../../protocol/decoder.ts';
import type { Clock, Timer } from '../../runtime/clock.ts';
import type { Acceptor, Connection, ConnectionHandler, Dialer, SocketAddress } from '../../runtime/connection.ts';

/** How a flow breaks off: its end arrives, or a reset, or nothing more at all. */
export type Break = 'end' | 'reset' | 'silence';

/**
 * A middlebox: takes connections for everyone, dials on to whom they were meant for, and passes octets to and fro, with
 * back-pressure. It harms a connection when it is told to, and remembers which ones it harmed, and when.
 */
export class Relay {
  readonly flows: Flow[] = [];
  readonly #clock: Clock;
  readonly #onward: Dialer;

  constructor(clock: Clock, onward: Dialer) {
    this.#clock = clock;
    this.#onward = onward;
  }

  /** Accepts connections that are meant for `target`. */
  acceptorFor(target: SocketAddress): Acceptor {
    return (near) => {
      const flow = new Flow(this.#clock, target, near, this.#onward);
      this.flows.push(flow);
      return flow.fromScanner;
    };
  }

  /** The connections that both sides still have. */
  get live(): readonly Flow[] {
    return this.flows.filter(({ closedMs }) => closedMs === undefined);
  }
}

/** One connection through the relay: `near` leads to the scanner, `far` to the responder. */
export class Flow {
  readonly target: SocketAddress;
  /** Since when the relay harms it. */
  harmedMs: number | undefined;
  /** When it was closed towards the scanner. */
  closedMs: number | undefined;
  /** Whole answers that the scanner was passed. */
  answers = 0;
  /** What comes from the scanner, and from the responder. */
  readonly fromScanner: ConnectionHandler;
  readonly #clock: Clock;
  readonly #near: Connection;
  readonly #far: Connection;
  readonly #passed = new Decoder('answers');
  #delayMs = 0;
  /** Octets that are let through before the flow breaks off. */
  #budget = Number.POSITIVE_INFINITY;
  #break: Break = 'end';
  /** When the last of what is delayed is due. */
  #dueMs = 0;
  readonly #delayed = new Set<Timer>();

  constructor(clock: Clock, target: SocketAddress, near: Connection, onward: Dialer) {
    this.#clock = clock;
    this.target = target;
    this.#near = near;
    this.fromScanner = {
      connected: () => {},
      received: (octets) => {
        if (!this.#far.write(octets.slice())) near.pause();
      },
      drained: () => this.#far.resume(),
      ended: () => this.#far.end(),
      closed: (errno) => this.#close(errno === undefined ? 'end' : 'reset'),
    };
    this.#far = onward.dial(target, {
      connected: () => {},
      received: (octets) => this.#later(octets.slice(), (piece) => this.#pass(piece)),
      drained: () => near.resume(),
      ended: () => this.#later(undefined, () => this.#near.end()),
      closed: (errno) => this.#later(undefined, () => this.#close(errno === undefined ? 'end' : 'reset')),
    });
  }

  /** From now on the responder's octets take so much longer. */
  delay(delayMs: number): void {
    this.#harm();
    this.#delayMs = delayMs;
  }

  /** Breaks the connection off once so many more octets have gone to the scanner: at once where there are none. */
  breakAfter(octets: number, how: Break): void {
    this.#harm();
    this.#break = how;
    // A flow that fell silent has a gap; nothing may come behind it.
    if (this.#budget > 0) this.#budget = octets;
    if (this.#budget === 0) this.#breakOff();
  }

  /** The responder is about to do something to it. */
  harm(): void {
    this.#harm();
  }

  /** Closes both sides. */
  close(): void {
    this.#close('end');
  }

  #harm(): void {
    this.harmedMs ??= this.#clock.now();
  }

  #pass(octets: Uint8Array): void {
    const passed = octets.subarray(0, this.#budget);
    this.#budget -= passed.length;
    if (passed.length > 0) {
      this.#countAnswers(passed);
      if (!this.#near.write(passed)) this.#far.pause();
    }
    if (this.#budget === 0) this.#breakOff();
  }

  #breakOff(): void {
    if (this.#break !== 'silence') this.#close(this.#break);
  }

  #countAnswers(octets: Uint8Array): void {
    this.#passed.push(octets);
    for (let message = this.#passed.next(); message !== undefined; message = this.#passed.next()) {
      if (message.name !== 'end' && message.id !== 0) this.answers += 1;
    }
  }

  /** Does it now, or after the delay and behind everything that is delayed already. */
  #later<T>(argument: T, act: (argument: T) => void): void {
    const nowMs = this.#clock.now();
    this.#dueMs = Math.max(this.#dueMs, nowMs + this.#delayMs);
    if (this.#dueMs === nowMs && this.#delayed.size === 0) {
      act(argument);
      return;
    }
    const timer = this.#clock.setTimer(
      this.#dueMs - nowMs,
      () => {
        this.#delayed.delete(timer);
        act(argument);
      },
      undefined,
    );
    this.#delayed.add(timer);
  }

  #close(how: 'end' | 'reset'): void {
    if (this.closedMs !== undefined) return;
    this.closedMs = this.#clock.now();
    for (const timer of this.#delayed) timer.cancel();
    for (const side of [this.#near, this.#far]) {
      if (how === 'end') side.destroy();
      else side.reset();
    }
  }
}
