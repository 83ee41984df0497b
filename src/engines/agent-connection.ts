import type { Observation, Probe } from '../probe/prober.ts';
import { AgentPipeline, type Settled } from '../protocol/agent-pipeline.ts';
import { Decoder } from '../protocol/decoder.ts';
import { encodeMessage } from '../protocol/encoder.ts';
import { classifyFailure, type Outcome } from '../protocol/exchange-machine.ts';
import type { Encoding } from '../protocol/message.ts';
import { concatenate } from '../protocol/octets.ts';
import type { Question } from '../protocol/request.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Connection, ConnectionHandler, Dialer, SocketAddress } from '../runtime/connection.ts';
import { LimitTimer } from './limit-timer.ts';
import { toObservation } from './observe.ts';

export interface AgentConnectionOptions {
  readonly dialer: Dialer;
  readonly clock: Clock;
  readonly agent: SocketAddress;
  /** Of status requests. */
  readonly encoding: Encoding;
  /** Bounds the wait for the connection itself. */
  readonly timeoutMs: number;
  /** Called for every probe that was sent here, unless it is cancelled. */
  readonly observed: (observation: Observation) => void;
  /** Called once, when the connection takes no more probes. */
  readonly gone: (connection: AgentConnection) => void;
}

/** A probe whose request was written at `sentMs`, from which its time limit counts. */
interface Sent {
  readonly probe: Probe;
  readonly sentMs: number;
}

/** A probe that waits for the connection to come up or to drain. */
interface Queued {
  readonly probe: Probe;
  readonly queuedMs: number;
}

/** Runs an agent pipeline over one connection: dials, writes, decodes, and times each request from when it was sent. */
export class AgentConnection implements ConnectionHandler {
  readonly #options: AgentConnectionOptions;
  readonly #decoder = new Decoder('answers');
  readonly #pipeline = new AgentPipeline<Sent>();
  #queue: Queued[] = [];
  readonly #connection: Connection;
  #timer: LimitTimer<AgentConnection> | undefined;
  #phase: 'connecting' | 'up' | 'gone' = 'connecting';
  /** Since when the agent takes no requests. */
  #blockedMs: number | undefined;
  #lastOctetMs = 0;

  constructor(options: AgentConnectionOptions) {
    this.#options = options;
    const { clock, timeoutMs } = options;
    this.#timer = new LimitTimer<AgentConnection>(clock, clock.now() + timeoutMs, onTimer, this);
    this.#connection = options.dialer.dial(options.agent, this);
  }

  send(probes: readonly Probe[]): void {
    if (probes.some(({ question }) => question === 'tcp')) {
      throw new TypeError('an agent cannot be asked for a TCP answer; probe the port directly');
    }
    const queuedMs = this.#options.clock.now();
    for (const probe of probes) this.#queue.push({ probe, queuedMs });
    this.#flush();
  }

  /** Forgets the probe of that index. */
  cancel(index: number): void {
    this.#queue = this.#queue.filter(({ probe }) => probe.index !== index);
    this.#pipeline.forget(({ probe }) => probe.index === index);
  }

  /** Closes without observations. */
  close(): void {
    this.#phase = 'gone';
    this.#timer?.cancel();
    this.#connection.destroy();
  }

  connected(): void {
    this.#phase = 'up';
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#flush();
  }

  received(octets: Uint8Array): void {
    this.#lastOctetMs = this.#options.clock.now();
    this.#decoder.push(octets);
    for (let message = this.#decoder.next(); message !== undefined; message = this.#decoder.next()) {
      if (message.name === 'end') {
        this.#lose({ kind: 'hangup' });
        return;
      }
      this.#report(this.#pipeline.take(message));
    }
    const { violation } = this.#decoder;
    if (violation === undefined) return;
    for (const settled of this.#pipeline.violate(violation)) this.#report(settled);
    this.#lose({ kind: 'bad-reply' });
  }

  drained(): void {
    this.#blockedMs = undefined;
    this.#flush();
  }

  ended(): void {
    this.#lose({ kind: this.#decoder.begun === undefined ? 'hangup' : 'cut' });
  }

  closed(errno: string | undefined): void {
    if (errno === undefined) this.ended();
    else this.#lose(classifyFailure(errno, this.#decoder.begun !== undefined));
  }

  /** For `onTimer` alone: the connection's own limit while it is not up, then that of the oldest request. */
  timerFired(): void {
    const limitMs = this.#timer!.endMs;
    this.#timer = undefined;
    if (this.#phase === 'connecting') {
      this.#lose({ kind: 'no-response' });
      return;
    }
    this.#expire(limitMs);
    const blockedEndMs = this.#blockedEndMs;
    // An agent that takes no requests for as long as one may wait for its answer is as good as gone.
    if (blockedEndMs !== undefined && blockedEndMs <= limitMs) this.#lose({ kind: 'no-response' });
    this.#arm();
  }

  /** Settles the requests whose limit has ended. */
  #expire(limitMs: number): void {
    for (let oldest = this.#pipeline.oldest; oldest !== undefined; oldest = this.#pipeline.oldest) {
      const { probe, sentMs } = oldest.tag;
      if (sentMs + probe.timeoutMs > limitMs) return;
      const stuck = this.#isStuck(this.#options.clock.now(), probe.timeoutMs);
      this.#report(this.#pipeline.expire(stuck ? 'cut' : 'no-reply'));
      if (stuck) this.#lose({ kind: 'cut' });
    }
  }

  /** An answer has begun and nothing more of it comes; a stream that flows may well be between two of its segments. */
  #isStuck(nowMs: number, timeoutMs: number): boolean {
    return this.#decoder.begun !== undefined && nowMs - this.#lastOctetMs >= timeoutMs / 2;
  }

  #flush(): void {
    if (this.#phase !== 'up' || this.#queue.length === 0) return;
    if (this.#blockedMs === undefined) {
      const sentMs = this.#options.clock.now();
      const octets = concatenate(this.#queue.map(({ probe }) => this.#encodeRequest(probe, sentMs)));
      this.#queue = [];
      if (!this.#connection.write(octets)) this.#blockedMs = sentMs;
    }
    this.#arm();
  }

  #encodeRequest(probe: Probe, sentMs: number): Uint8Array {
    const { subject: destination } = probe;
    // `send` takes no other.
    const question = probe.question as Exclude<Question, 'tcp'>;
    const { encoding } = this.#options;
    return encodeMessage(
      this.#pipeline.ask({ question, destination, encoding }, this.#connection.local, { probe, sentMs }),
    );
  }

  #report(settled: Settled<Sent> | undefined): void {
    if (settled === undefined) return;
    const { probe, sentMs } = settled.tag;
    this.#options.observed(toObservation(probe.index, settled.outcome, sentMs, this.#options.clock.now()));
  }

  /** The connection is lost, or useless. */
  #lose(outcome: Outcome): void {
    if (this.#phase === 'gone') return;
    const cameUp = this.#phase === 'up';
    this.close();
    this.#options.gone(this);
    for (const settled of this.#pipeline.lose(outcome)) this.#report(settled);
    const nowMs = this.#options.clock.now();
    for (const { probe, queuedMs } of this.#queue) {
      // What was never sent was not asked: it is no attempt, unless there was nobody to send it to.
      const unsent =
        outcome.kind === 'local' ? outcome : cameUp ? ({ kind: 'displaced' } as const) : toUnreached(outcome);
      this.#options.observed(toObservation(probe.index, unsent, queuedMs, nowMs));
    }
    this.#queue = [];
  }

  /** When requests have waited too long to be sent; undefined while none waits. */
  get #blockedEndMs(): number | undefined {
    const [first] = this.#queue;
    return first === undefined || this.#blockedMs === undefined ? undefined : this.#blockedMs + first.probe.timeoutMs;
  }

  /** One timer serves all requests: they are sent with the same limit, so the oldest expires first, and the unsent last. */
  #arm(): void {
    const oldest = this.#pipeline.oldest?.tag;
    const endMs = oldest === undefined ? this.#blockedEndMs : oldest.sentMs + oldest.probe.timeoutMs;
    if (this.#timer === undefined && endMs !== undefined) {
      this.#timer = new LimitTimer<AgentConnection>(this.#options.clock, endMs, onTimer, this);
    }
  }
}

function toUnreached({ kind }: Outcome): { readonly kind: 'unreached'; readonly code: string } {
  return { kind: 'unreached', code: kind };
}

function onTimer(connection: AgentConnection): void {
  connection.timerFired();
}
