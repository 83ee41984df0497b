import type { Observation, Probe } from '../probe/prober.ts';
import { AgentPipeline, type Settled } from '../protocol/agent-pipeline.ts';
import { Decoder } from '../protocol/decoder.ts';
import { classifyFailure, type Outcome } from '../protocol/exchange-machine.ts';
import type { Encoding } from '../protocol/message.ts';
import type { Question } from '../protocol/request.ts';
import { RequestWriter } from '../protocol/request-writer.ts';
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

/** Requests are gathered up to so many octets before they are written: the agent may take no more of them for now. */
const WRITE_OCTETS = 65_536;
/** How many requests that are at most; a binary header alone takes 48 octets. */
const MOST_REQUESTS = WRITE_OCTETS / 64;

/** A probe that waits: for the connection to come up or to drain, then for its answer. */
interface Asked {
  readonly probe: Probe;
  /** When it was queued; once its request was written, when that was: from then on its time limit counts. */
  sinceMs: number;
}

/** Runs an agent pipeline over one connection: dials, writes, decodes, and times each request from when it was sent. */
export class AgentConnection implements ConnectionHandler {
  readonly #options: AgentConnectionOptions;
  readonly #decoder = new Decoder('answers');
  readonly #pipeline = new AgentPipeline<Asked>();
  /** Not sent yet: from `#next` on. */
  #queue: Asked[] = [];
  #next = 0;
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
    const sinceMs = this.#options.clock.now();
    for (const probe of probes) this.#queue.push({ probe, sinceMs });
    this.#flush();
  }

  /** Forgets the probe of that index. */
  cancel(index: number): void {
    this.#queue = this.#unsent.filter(({ probe }) => probe.index !== index);
    this.#next = 0;
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
      this.#report(this.#pipeline.take(message), this.#lastOctetMs);
    }
    const { violation } = this.#decoder;
    if (violation === undefined) return;
    for (const settled of this.#pipeline.violate(violation)) this.#report(settled, this.#lastOctetMs);
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
      const { probe, sinceMs } = oldest.tag;
      if (sinceMs + probe.timeoutMs > limitMs) return;
      const nowMs = this.#options.clock.now();
      const stuck = this.#isStuck(nowMs, probe.timeoutMs);
      this.#report(this.#pipeline.expire(stuck ? 'cut' : 'no-reply'), nowMs);
      if (stuck) this.#lose({ kind: 'cut' });
    }
  }

  /** An answer has begun and nothing more of it comes; a stream that flows may well be between two of its segments. */
  #isStuck(nowMs: number, timeoutMs: number): boolean {
    return this.#decoder.begun !== undefined && nowMs - this.#lastOctetMs >= timeoutMs / 2;
  }

  /** Writes requests for as long as the agent takes them. */
  #flush(): void {
    if (this.#phase !== 'up' || this.#next === this.#queue.length) return;
    while (this.#blockedMs === undefined && this.#next < this.#queue.length) {
      const sentMs = this.#options.clock.now();
      if (!this.#connection.write(this.#encodeSome(sentMs))) this.#blockedMs = sentMs;
    }
    if (this.#next === this.#queue.length) {
      this.#queue = [];
      this.#next = 0;
    }
    this.#arm();
  }

  /** The octets of the requests that are next, as many as are written at once. */
  #encodeSome(sentMs: number): Uint8Array {
    const { encoding } = this.#options;
    const source = this.#connection.local;
    const writer = new RequestWriter(Math.min(this.#queue.length - this.#next, MOST_REQUESTS));
    while (this.#next < this.#queue.length && writer.length < WRITE_OCTETS) {
      const asked = this.#queue[this.#next]!;
      this.#next += 1;
      asked.sinceMs = sentMs;
      // `send` takes no other.
      const question = asked.probe.question as Exclude<Question, 'tcp'>;
      writer.write(this.#pipeline.ask({ question, destination: asked.probe.subject, encoding }, source, asked));
    }
    return writer.finish();
  }

  get #unsent(): Asked[] {
    return this.#queue.slice(this.#next);
  }

  #report(settled: Settled<Asked> | undefined, nowMs: number): void {
    if (settled === undefined) return;
    const { probe, sinceMs } = settled.tag;
    this.#options.observed(toObservation(probe.index, settled.outcome, sinceMs, nowMs));
  }

  /** The connection is lost, or useless. */
  #lose(outcome: Outcome): void {
    if (this.#phase === 'gone') return;
    const cameUp = this.#phase === 'up';
    this.close();
    this.#options.gone(this);
    const nowMs = this.#options.clock.now();
    for (const settled of this.#pipeline.lose(outcome)) this.#report(settled, nowMs);
    for (const { probe, sinceMs } of this.#unsent) {
      // What was never sent was not asked: it is no attempt, unless there was nobody to send it to.
      const unsent =
        outcome.kind === 'local' ? outcome : cameUp ? ({ kind: 'displaced' } as const) : toUnreached(outcome);
      this.#options.observed(toObservation(probe.index, unsent, sinceMs, nowMs));
    }
    this.#queue = [];
    this.#next = 0;
  }

  /** When requests have waited too long to be sent; undefined while none waits. */
  get #blockedEndMs(): number | undefined {
    const first = this.#queue[this.#next];
    return first === undefined || this.#blockedMs === undefined ? undefined : this.#blockedMs + first.probe.timeoutMs;
  }

  /** One timer serves all requests: they are sent with the same limit, so the oldest expires first, and the unsent last. */
  #arm(): void {
    if (this.#timer !== undefined) return;
    const oldest = this.#pipeline.oldest?.tag;
    const endMs = oldest === undefined ? this.#blockedEndMs : oldest.sinceMs + oldest.probe.timeoutMs;
    if (endMs !== undefined) this.#timer = new LimitTimer<AgentConnection>(this.#options.clock, endMs, onTimer, this);
  }
}

function toUnreached({ kind }: Outcome): { readonly kind: 'unreached'; readonly code: string } {
  return { kind: 'unreached', code: kind };
}

function onTimer(connection: AgentConnection): void {
  connection.timerFired();
}
