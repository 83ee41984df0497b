import type { Message } from '../protocol/message.ts';
import { concatenate } from '../protocol/octets.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Dialer } from '../runtime/connection.ts';
import type { Expectation, Part, Span, Step } from './case.ts';
import { escapedText } from './escaped-text.ts';
import { limitOf } from './limit-spans.ts';
import { type Mark, markAspect, markViolation } from './mark-octets.ts';
import { type Addresses, type Aspect, describeExpectation, matchMessage, nameOf } from './match-message.ts';
import { answerLimit, type Patience } from './patience.ts';
import type { Door, TargetProfile } from './profile.ts';
import { octetsOf, type Resolve, requestOf, type SentRequest } from './script-octets.ts';
import { type Inbound, ScriptedConnection } from './scripted-connection.ts';
import { resolveEnd } from './subjects.ts';
import { matchWritten } from './written-form.ts';

/** What a target did that it must not, or a failure of our own machine that kept a case from being played. */
export interface Finding {
  readonly kind: 'broken' | 'local';
  readonly expected: string;
  readonly actual: string;
  /** What was received on the connection that it is about, and the octets that are wrong, where some are. */
  readonly received?: { readonly connection: number; readonly octets: Uint8Array; readonly mark?: Mark };
  /** The target accepted the connection, and did not serve it: it said `busy`, or ended it without a word. */
  readonly isTurnedAway?: true;
  /** Nothing came, or not all of it, for as long as we had patience. */
  readonly isSilence?: true;
}

export interface BenchParts {
  readonly dialer: Dialer;
  readonly clock: Clock;
  readonly profile: TargetProfile;
  readonly door: Door;
  readonly patience: Patience;
}

/** The connection on which a script begins. */
const FIRST = 'first';
/** All pieces of a message are sent in so much time, or a quarter of the message limit, so that it does not end it. */
const MOST_CUT_MS = 1_000;
/** Octets that are written at once where as many are sent as the target takes. */
const CHUNK_OCTETS = 65_536;

/** What the network or the peer can cause; every other errno is a failure of this machine (VERDICT-7). */
export const REMOTE: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ETIMEDOUT',
]);

/** Plays steps against a target, over any network and in any time. `close` it in the end. */
export class Bench {
  readonly profile: TargetProfile;
  readonly door: Door;
  readonly patience: Patience;
  readonly #dialer: Dialer;
  readonly #clock: Clock;
  readonly #lines = new Map<string, Line>();
  readonly #pauses = new Set<() => void>();
  #current = FIRST;
  #isClosed = false;

  constructor({ dialer, clock, profile, door, patience }: BenchParts) {
    this.profile = profile;
    this.door = door;
    this.patience = patience;
    this.#dialer = dialer;
    this.#clock = clock;
  }

  /** Plays the steps in order; gives the first thing that was wrong. It goes on where the steps before ended. */
  async play(steps: readonly Step[]): Promise<Finding | undefined> {
    for (const step of steps) {
      const finding = this.#isClosed ? STOPPED : await this.#playStep(step);
      if (finding !== undefined) return finding;
    }
    return undefined;
  }

  /** What comes next on the connection at hand, whatever it is; undefined where nothing comes for so long. */
  receive(withinMs: number): Promise<Inbound | undefined> {
    return this.#lines.get(this.#current)!.scripted.next(withinMs);
  }

  /** What is wrong with what was received on the connection at hand. */
  check(inbound: Inbound | undefined, expectation: Expectation): Finding | undefined {
    return this.#check(this.#lines.get(this.#current)!, inbound, expectation);
  }

  /**
   * Sends the part again and again. Says whether the target takes no more of it, or ends, before so many octets were sent.
   */
  async sendUntilHeld(part: Part, mostOctets: number): Promise<boolean> {
    const line = this.#lines.get(this.#current)!;
    const once = octetsOf(part, this.#resolver(line));
    const chunk = concatenate(Array.from({ length: Math.ceil(CHUNK_OCTETS / once.length) }, () => once));
    for (let sent = 0; sent < mostOctets; sent += chunk.length) {
      const isTaken = line.scripted.write(chunk) || (await line.scripted.hasDrained(this.patience.answerMs));
      if (!isTaken || line.scripted.hasEnded) return true;
    }
    return false;
  }

  /** A span of time in milliseconds, at this target. */
  durationOf(span: Span): number {
    if (typeof span === 'number') return span;
    if (span === 'a while') return this.patience.silenceMs;
    const limitMs = limitOf(span, this.profile.limits);
    if (limitMs === undefined) throw new TypeError(`the profile declares no ${span.limit} limit`);
    return limitMs;
  }

  /** Closes all connections. What is being played ends at once. */
  close(): void {
    this.#isClosed = true;
    for (const { scripted } of this.#lines.values()) scripted.close();
    for (const resume of this.#pauses) resume();
  }

  async #playStep(step: Step): Promise<Finding | undefined> {
    if (typeof step === 'object' && 'connection' in step) {
      this.#current = step.connection;
      return this.#open();
    }
    if (typeof step === 'object' && 'wait' in step) {
      await this.#pass(this.durationOf(step.wait));
      return undefined;
    }
    const unopened = await this.#open();
    if (unopened !== undefined) return unopened;
    const line = this.#lines.get(this.#current)!;
    const { connection } = line.scripted;
    if (typeof step === 'object') {
      if ('send' in step) return this.#send(line, step);
      if ('expect' in step) return this.#expect(line, step);
      if ('closed' in step) return this.#expectEnd(line, 'ended', this.durationOf(step.closed.within));
      if ('unreset' in step) return this.#expectNoReset(line, this.durationOf(step.unreset));
      return this.#expectSilence(line, step.silence);
    }
    switch (step) {
      case 'finish':
        connection.end();
        return undefined;
      case 'leave':
        connection.destroy();
        return undefined;
      case 'abort':
        connection.reset();
        return undefined;
      case 'pause':
        connection.pause();
        return undefined;
      case 'resume':
        connection.resume();
        return undefined;
      case 'closed':
        return this.#expectEnd(line, 'ended', 0);
      case 'reset':
        return this.#expectEnd(line, 'lost', 0);
    }
  }

  /** Dials the current connection, where it is not there yet, and waits until it is up. */
  async #open(): Promise<Finding | undefined> {
    if (this.#lines.has(this.#current)) return undefined;
    const scripted = new ScriptedConnection(this.#dialer, this.door.listener, this.#clock, this.#lines.size + 1);
    this.#lines.set(this.#current, { scripted, requests: [] });
    const inbound = await scripted.next(this.patience.answerMs);
    return inbound?.kind === 'up' ? undefined : this.#broken(scripted, 'a TCP connection', inbound);
  }

  async #send(line: Line, { send, cut = [] }: Extract<Step, { send: unknown }>): Promise<undefined> {
    const resolve = this.#resolver(line);
    const octets: Uint8Array[] = [];
    for (const part of send) {
      octets.push(octetsOf(part, resolve));
      if ('message' in part) line.requests.push(requestOf(part, resolve));
    }
    const whole = concatenate(octets);
    const cuts = cut === 'everywhere' ? [...whole.keys()].slice(1) : cut;
    const mostMs = Math.min(MOST_CUT_MS, (this.profile.limits.messageMs ?? Number.POSITIVE_INFINITY) / 4);
    const gapMs = Math.min(this.patience.gapMs, mostMs / Math.max(1, cuts.length));
    const lastMs = this.#clock.now() + mostMs;
    for (const [index, from] of [0, ...cuts].entries()) {
      // On a busy machine each gap lasts longer than it should.
      if (index > 0 && this.#clock.now() < lastMs) await this.#pass(gapMs);
      line.scripted.write(whole.subarray(from, cuts[index] ?? whole.length));
    }
  }

  async #expect(line: Line, { expect, feed }: Extract<Step, { expect: unknown }>): Promise<Finding | undefined> {
    const limitMs = expect.within === undefined ? 0 : this.durationOf(expect.within);
    const withinMs = limitMs + answerLimit(this.patience, line.scripted.sentOctets);
    const next = feed === undefined ? line.scripted.next(withinMs) : this.#feed(line.scripted, feed, withinMs);
    return this.#check(line, await next, expect, withinMs);
  }

  /** What comes next, while octets go on arriving: a limit that they start again does not end, however long we wait. */
  async #feed(scripted: ScriptedConnection, text: string, withinMs: number): Promise<Inbound | undefined> {
    const pauseMs = this.durationOf({ limit: 'message', times: 0.25 });
    const endMs = this.#clock.now() + withinMs;
    for (;;) {
      const inbound = await scripted.next(Math.min(pauseMs, endMs - this.#clock.now()));
      if (inbound !== undefined || scripted.isOver || this.#clock.now() >= endMs) return inbound;
      scripted.write(escapedText(text));
    }
  }

  #check(line: Line, inbound: Inbound | undefined, expectation: Expectation, waitedMs?: number): Finding | undefined {
    const { scripted } = line;
    const expected = describeExpectation(expectation);
    if (inbound?.kind !== 'message') return this.#broken(scripted, expected, inbound, waitedMs);
    const { message } = inbound;
    const mismatch =
      matchMessage(message, expectation, (addresses) => this.#addresses(line, addresses, expectation.id)) ??
      (expectation.written ? matchWritten(scripted.receivedOctets, inbound.index) : undefined);
    if (mismatch === undefined) return undefined;
    const octets = scripted.receivedOctets;
    const mark = markAspect(octets, inbound.index, mismatch.aspect);
    return {
      kind: 'broken',
      expected: mismatch.aspect === 'name' ? expected : `${expected}: ${mismatch.expected}`,
      actual: isInHead(mismatch.aspect) ? headOf(message) : `${headOf(message)}, ${mismatch.actual}`,
      received: { connection: scripted.number, octets, ...(mark !== undefined && { mark }) },
      ...(nameOf(message) === 'error busy' && { isTurnedAway: true }),
    };
  }

  async #expectSilence({ scripted }: Line, span: Span): Promise<Finding | undefined> {
    const ms = this.durationOf(span);
    const fromMs = typeof span === 'object' ? scripted.sinceMs : this.#clock.now();
    const inbound = await scripted.nextUntil(fromMs + ms);
    return inbound === undefined ? undefined : this.#broken(scripted, `nothing for ${Math.round(ms)} ms`, inbound);
  }

  async #expectNoReset({ scripted }: Line, ms: number): Promise<Finding | undefined> {
    const inbound = await scripted.next(ms, true);
    return inbound === undefined ? undefined : this.#broken(scripted, `no reset for ${Math.round(ms)} ms`, inbound);
  }

  async #expectEnd({ scripted }: Line, kind: 'ended' | 'lost', limitMs: number): Promise<Finding | undefined> {
    const withinMs = limitMs + answerLimit(this.patience, scripted.sentOctets);
    const inbound = await scripted.next(withinMs, kind === 'lost');
    const expected = kind === 'ended' ? 'the end of the connection' : 'a reset';
    return inbound?.kind === kind ? undefined : this.#broken(scripted, expected, inbound, withinMs);
  }

  #broken(
    scripted: ScriptedConnection,
    expected: string,
    inbound: Inbound | undefined,
    waitedMs = this.patience.answerMs,
  ): Finding {
    if (inbound?.kind === 'lost' && !REMOTE.has(inbound.errno)) {
      return { kind: 'local', expected, actual: inbound.errno };
    }
    const octets = scripted.receivedOctets;
    const mark =
      inbound?.kind === 'violation'
        ? markViolation(octets)
        : inbound?.kind === 'message'
          ? markAspect(octets, inbound.index, 'name')
          : undefined;
    return {
      kind: 'broken',
      expected,
      actual: describeInbound(inbound, scripted, waitedMs),
      received: { connection: scripted.number, octets, ...(mark !== undefined && { mark }) },
      ...(isTurnedAway(inbound, octets) && { isTurnedAway: true }),
      ...(inbound === undefined && !scripted.isOver && { isSilence: true }),
    };
  }

  #resolver({ scripted }: Line): Resolve {
    return (end) => resolveEnd(end, scripted.connection, this.profile, this.door);
  }

  /** Undefined where nobody knows them. */
  #addresses(
    line: Line,
    addresses: NonNullable<Expectation['addresses']>,
    id: number | undefined,
  ): Addresses | undefined {
    const { local, remote } = line.scripted.connection;
    if (addresses === 'own') return this.profile.proxied ? undefined : { source: remote, destination: local };
    const resolve = this.#resolver(line);
    if (addresses !== 'swapped') {
      return { source: resolve(addresses.source), destination: resolve(addresses.destination) };
    }
    const request = line.requests.findLast((one) => one.id === id) ?? line.requests.at(-1);
    if (request === undefined) throw new TypeError('no request was sent whose addresses could be swapped');
    return { source: request.destination, destination: request.source };
  }

  #pass(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const resume = () => {
        timer.cancel();
        this.#pauses.delete(resume);
        resolve();
      };
      const timer = this.#clock.setTimer(ms, resume, undefined);
      this.#pauses.add(resume);
    });
  }
}

const STOPPED: Finding = { kind: 'local', expected: 'to be played to its end', actual: 'an interruption' };

interface Line {
  readonly scripted: ScriptedConnection;
  readonly requests: SentRequest[];
}

function describeInbound(inbound: Inbound | undefined, { hasBegun, isOver }: ScriptedConnection, ms: number): string {
  switch (inbound?.kind) {
    case undefined:
      if (isOver) return 'the connection was over';
      return hasBegun ? `an unfinished message after ${Math.round(ms)} ms` : `nothing in ${Math.round(ms)} ms`;
    case 'message':
      return headOf(inbound.message);
    case 'violation':
      return `${inbound.violation.code} (${inbound.violation.clause}): ${inbound.violation.actual}`;
    case 'ended':
      return hasBegun ? 'the end of the connection within a message' : 'the end of the connection';
    case 'lost':
      return inbound.errno === 'ECONNRESET' ? 'a reset' : inbound.errno;
    case 'up':
      return 'the connection';
  }
}

function isTurnedAway(inbound: Inbound | undefined, received: Uint8Array): boolean {
  if (inbound?.kind === 'message') return nameOf(inbound.message) === 'error busy';
  const isGone = inbound?.kind === 'ended' || (inbound?.kind === 'lost' && inbound.errno !== 'ECONNREFUSED');
  return isGone && received.length === 0;
}

/** `error denied id 7 in text`. */
function headOf(message: Message): string {
  return `${nameOf(message)} id ${message.id} in ${message.encoding}`;
}

function isInHead(aspect: Aspect): boolean {
  return aspect === 'name' || aspect === 'error' || aspect === 'id' || aspect === 'encoding';
}
