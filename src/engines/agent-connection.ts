import type { Observation, Probe } from '../probe/prober.ts';
import { type Answer, judgeAnswer, judgeBadAnswer } from '../protocol/answer.ts';
import { Decoder } from '../protocol/decoder.ts';
import { encodeMessage } from '../protocol/encoder.ts';
import { classifyFailure, type Outcome } from '../protocol/exchange-machine.ts';
import { type Encoding, MAX_ID, type Message } from '../protocol/message.ts';
import { type Request, requestMessage } from '../protocol/request.ts';
import type { Clock, Timer } from '../runtime/clock.ts';
import type { Connection, ConnectionHandler, Dialer, SocketAddress } from '../runtime/connection.ts';
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

/** A request that was sent and has no answer yet. */
interface Unanswered {
  readonly probe: Probe;
  readonly request: Request;
  readonly sentMs: number;
}

/**
 * One connection to an agent, with requests pipelined (clauses AGENT-*, ID-*). Answers are matched by id; unknown ids
 * and second answers are ignored; each request's time limit counts from when it was sent.
 */
export class AgentConnection implements ConnectionHandler {
  readonly #options: AgentConnectionOptions;
  readonly #decoder = new Decoder('answers');
  /** Probes that wait for the connection to come up or to drain. */
  readonly #waiting: Probe[] = [];
  /** By id, the oldest first. */
  readonly #unanswered = new Map<number, Unanswered>();
  #connection: Connection | undefined;
  #timer: Timer | undefined;
  #phase: 'connecting' | 'up' | 'gone' = 'connecting';
  #writable = true;
  #nextId = 1;
  /** Whether a request has been answered; errors without an id do not count. */
  #answered = false;
  #lastOctetMs = 0;
  readonly #startedMs: number;

  constructor(options: AgentConnectionOptions) {
    this.#options = options;
    this.#startedMs = options.clock.now();
    this.#timer = options.clock.setTimer(options.timeoutMs, onTimer, this);
    this.#connection = options.dialer.dial(options.agent, this);
  }

  send(probes: readonly Probe[]): void {
    this.#waiting.push(...probes);
    this.#flush();
  }

  /** Forgets a probe; a late answer to it is ignored like every unknown id. */
  cancel(index: number): void {
    const waiting = this.#waiting.findIndex((probe) => probe.index === index);
    if (waiting >= 0) this.#waiting.splice(waiting, 1);
    for (const [id, { probe }] of this.#unanswered) if (probe.index === index) this.#unanswered.delete(id);
  }

  /** Closes without observations. */
  close(): void {
    this.#phase = 'gone';
    this.#timer?.cancel();
    this.#connection?.destroy();
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
      this.#take(message);
    }
    const { violation } = this.#decoder;
    if (violation === undefined) return;
    const answer = judgeBadAnswer(violation);
    this.#settle(this.#unanswered.has(violation.echo.id) ? violation.echo.id : this.#oldestId(), answer);
    this.#lose(answer);
  }

  drained(): void {
    this.#writable = true;
    this.#flush();
  }

  ended(): void {
    this.#lose({ kind: this.#decoder.begun === undefined ? 'hangup' : 'cut' });
  }

  closed(errno: string | undefined): void {
    if (errno === undefined) this.ended();
    else this.#lose(classifyFailure(errno, this.#decoder.begun !== undefined));
  }

  /** For `onTimer` alone: the connection's limit while it is not up, then the limit of the oldest request. */
  timerFired(): void {
    this.#timer = undefined;
    if (this.#phase === 'connecting') {
      this.#lose({ kind: 'no-response' });
      return;
    }
    const nowMs = this.#options.clock.now();
    for (const [id, { probe, sentMs }] of this.#unanswered) {
      if (nowMs < sentMs + probe.timeoutMs) break;
      const stuck = this.#isStuck(nowMs, probe.timeoutMs);
      this.#settle(id, { kind: stuck ? 'cut' : 'no-reply' });
      if (stuck) {
        this.#lose({ kind: 'cut' });
        return;
      }
    }
    this.#arm();
  }

  /** An answer has begun and nothing more of it comes; a stream that flows may well be between two of its segments. */
  #isStuck(nowMs: number, timeoutMs: number): boolean {
    return this.#decoder.begun !== undefined && nowMs - this.#lastOctetMs >= timeoutMs / 2;
  }

  #flush(): void {
    if (this.#phase !== 'up' || !this.#writable || this.#waiting.length === 0) return;
    const nowMs = this.#options.clock.now();
    const messages = this.#waiting.map((probe) => this.#begin(probe, nowMs));
    this.#waiting.length = 0;
    this.#writable = this.#connection!.write(concatenate(messages));
    this.#arm();
  }

  #begin(probe: Probe, nowMs: number): Uint8Array {
    const { question, subject } = probe;
    if (question === 'tcp') throw new TypeError('an agent cannot be asked for a TCP answer; probe the port directly');
    const id = this.#nextId;
    this.#nextId = id === MAX_ID ? 1 : id + 1;
    const request: Request = {
      question,
      id,
      source: this.#connection!.local,
      destination: subject,
      encoding: this.#options.encoding,
    };
    this.#unanswered.set(id, { probe, request, sentMs: nowMs });
    return encodeMessage(requestMessage(request));
  }

  #take(message: Message): void {
    // An error without an id belongs to the oldest unanswered request, and does not count as an answer.
    const id = message.id === 0 ? this.#oldestId() : message.id;
    const unanswered = id === undefined ? undefined : this.#unanswered.get(id);
    if (unanswered === undefined) return;
    if (message.id !== 0) this.#answered = true;
    this.#settle(id, judgeAnswer(unanswered.request, message));
  }

  #settle(id: number | undefined, outcome: Outcome): void {
    const unanswered = id === undefined ? undefined : this.#unanswered.get(id);
    if (id === undefined || unanswered === undefined) return;
    this.#unanswered.delete(id);
    const { probe, sentMs } = unanswered;
    this.#options.observed(toObservation(probe.index, outcome, sentMs, this.#options.clock.now()));
  }

  /** The connection is lost, or useless: what it did not answer is told so, or is to be asked again. */
  #lose(outcome: Outcome | Answer): void {
    if (this.#phase === 'gone') return;
    const cameUp = this.#phase === 'up';
    this.close();
    this.#options.gone(this);
    const nowMs = this.#options.clock.now();
    const lost = [...this.#unanswered.values()].map(({ probe }) => probe).concat(this.#waiting);
    this.#unanswered.clear();
    for (const { index } of lost) {
      const base = { index, rttMs: nowMs - this.#startedMs, atMs: nowMs };
      if (outcome.kind === 'local') this.#options.observed(toObservation(index, outcome, this.#startedMs, nowMs));
      else if (!cameUp) this.#options.observed({ ...base, kind: 'unreached', code: outcome.kind });
      else if (this.#answered) this.#options.observed({ ...base, kind: 'displaced' });
      else this.#options.observed(toObservation(index, outcome, this.#startedMs, nowMs));
    }
  }

  #oldestId(): number | undefined {
    return this.#unanswered.keys().next().value;
  }

  /** One timer serves all requests: they are sent with the same limit, so the oldest expires first. */
  #arm(): void {
    if (this.#timer !== undefined) return;
    const oldest = this.#unanswered.values().next().value;
    if (oldest === undefined) return;
    const { clock } = this.#options;
    const delayMs = oldest.sentMs + oldest.probe.timeoutMs - clock.now();
    this.#timer = clock.setTimer(delayMs, onTimer, this);
  }
}

function onTimer(connection: AgentConnection): void {
  connection.timerFired();
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
