import { readOsInformation, readPortInformation } from '../probe/information.ts';
import { isWorthRetrying, judge, showsHostUp } from '../probe/judge.ts';
import type { PacingController } from '../probe/pacing.ts';
import type { Observation, Probe, Prober } from '../probe/prober.ts';
import type { PortInformation, PortResult, ProbeMethod, ScanMode, ScanResult, Verdict } from '../results/scan.ts';
import type { Clock, Timer } from '../runtime/clock.ts';
import type { Random } from '../runtime/random.ts';
import { IndexQueue } from './index-queue.ts';
import { Permutation } from './permutation.ts';
import { ResultBook } from './result-book.ts';

/** What to find out. */
export interface ScanPlan {
  readonly mode: ScanMode;
  readonly method: Exclude<ProbeMethod, 'syn'>;
  /** Canonical addresses, ascending, each once. */
  readonly hosts: readonly string[];
  /** Ascending, each once. */
  readonly ports: readonly number[];
  /** Whether open ports are asked for their information, and each host for its operating system. */
  readonly information: boolean;
  /** Further attempts after the first. */
  readonly retries: number;
}

export interface ScanParts {
  readonly prober: Prober;
  readonly pacing: PacingController;
  readonly clock: Clock;
  readonly random: Random;
  /** Called for each port once it is decided. */
  readonly onDecided?: (result: PortResult) => void;
}

/** How a scan ended: whole, stopped from outside, or because no connection to an agent ever came up. */
export type ScanEnd =
  | { readonly kind: 'finished' | 'stopped' }
  | { readonly kind: 'agent-unreachable'; readonly address: string; readonly code: string };

export interface ScanReport {
  readonly result: ScanResult;
  readonly end: ScanEnd;
}

/** Local failures without a single other observation in between, for so long, end the scan for what is left. */
const GIVE_UP_AFTER_MS = 5_000;

/** A GET under way: for a port that has its verdict, or for a host. */
interface Inquiry {
  readonly question: 'port' | 'os';
  readonly host: number;
  readonly port: number;
  readonly verdict: PortResult | undefined;
  attempts: number;
}

/**
 * Drives one Prober through a plan: order, retries, verdicts, information. Every index from 0 to hosts × ports - 1 is a
 * port's status probe; higher ones are inquiries for information.
 */
export class ScanSession {
  readonly #plan: ScanPlan;
  readonly #parts: ScanParts;
  readonly #book: ResultBook;
  readonly #order: Permutation;
  /** How far the order has been sent. */
  #cursor = 0;
  /** Indices to send before the rest of the order: another attempt, or one put back. */
  readonly #again = new IndexQueue();
  readonly #inquiries = new Map<number, Inquiry>();
  #nextInquiry: number;
  readonly #attempts: Uint8Array;
  readonly #startedMs: Float64Array;
  /** Per host: ports without a verdict, and the lowest port whose verdict is syn-ack. */
  readonly #undecided: Int32Array;
  readonly #lowestOpen: Int32Array;
  readonly #reached = new Set<string>();
  /** What the last attempt saw of ports that are to be asked again: it decides where no further attempt can be made. */
  readonly #lastSeen = new Map<number, Verdict>();
  #underWay = 0;
  #failingSinceMs: number | undefined;
  #wakeUp: Timer | undefined;
  #beganMs = 0;
  #settle: ((report: ScanReport) => void) | undefined;

  constructor(plan: ScanPlan, parts: ScanParts) {
    const size = plan.hosts.length * plan.ports.length;
    this.#plan = plan;
    this.#parts = parts;
    this.#book = new ResultBook(plan.hosts);
    this.#order = new Permutation(size, parts.random);
    this.#nextInquiry = size;
    this.#attempts = new Uint8Array(size);
    this.#startedMs = new Float64Array(size).fill(Number.NaN);
    this.#undecided = new Int32Array(plan.hosts.length).fill(plan.ports.length);
    this.#lowestOpen = new Int32Array(plan.hosts.length).fill(0);
    parts.prober.onObservations = () => this.#observe();
  }

  /** Ports in the plan. */
  get size(): number {
    return this.#order.size;
  }

  /** Runs the scan once; resolves when every port is decided, or when it was stopped. Closes the prober. */
  run(): Promise<ScanReport> {
    this.#beganMs = this.#parts.clock.now();
    return new Promise((resolve) => {
      this.#settle = resolve;
      this.#pump();
    });
  }

  /** Ends the scan now; what was decided so far is its result. */
  stop(): void {
    this.#finish({ kind: 'stopped' });
  }

  #finish(end: ScanEnd): void {
    const settle = this.#settle;
    if (settle === undefined) return;
    this.#settle = undefined;
    this.#wakeUp?.cancel();
    const { prober, clock, random } = this.#parts;
    prober.close();
    const { mode, method } = this.#plan;
    const elapsedMs = clock.now() - this.#beganMs;
    settle({
      result: this.#book.toResult({ mode, probe: method, engine: prober.engine, seed: random.seed, elapsedMs }),
      end,
    });
  }

  /** Sends what may be sent; ends the scan where nothing is left. */
  #pump(): void {
    if (this.#settle === undefined) return;
    const { pacing, clock, prober } = this.#parts;
    const nowMs = clock.now();
    const batch: Probe[] = [];
    let allowance = pacing.allowance(this.#underWay, nowMs);
    while (allowance > 0) {
      const probe = this.#nextProbe(nowMs);
      if (probe === undefined) break;
      batch.push(probe);
      allowance -= 1;
    }
    if (batch.length > 0) {
      this.#underWay += batch.length;
      pacing.sent(batch.length, nowMs);
      prober.submit(batch);
    }
    if (this.#hasMore()) this.#wakeLater(nowMs);
    else if (this.#underWay === 0) this.#finish({ kind: 'finished' });
  }

  #hasMore(): boolean {
    return this.#again.length > 0 || this.#cursor < this.#order.size;
  }

  #wakeLater(nowMs: number): void {
    const { pacing, clock } = this.#parts;
    const atMs = pacing.nextChangeMs(this.#underWay, nowMs);
    this.#wakeUp?.cancel();
    this.#wakeUp = atMs === undefined ? undefined : clock.setTimer(atMs - nowMs, pump, () => this.#pump());
  }

  #nextProbe(nowMs: number): Probe | undefined {
    const index = this.#again.take() ?? (this.#cursor < this.#order.size ? this.#order.at(this.#cursor++) : undefined);
    if (index === undefined) return undefined;
    const { timeoutMs } = this.#parts.pacing;
    const inquiry = this.#inquiries.get(index);
    if (inquiry !== undefined) {
      inquiry.attempts += 1;
      const subject = { address: this.#plan.hosts[inquiry.host]!, port: inquiry.port };
      return { index, question: inquiry.question, subject, timeoutMs };
    }
    this.#attempts[index]! += 1;
    if (Number.isNaN(this.#startedMs[index])) this.#startedMs[index] = nowMs;
    const question = this.#plan.method === 'tcp' ? 'tcp' : 'status';
    return { index, question, subject: { address: this.#hostOf(index), port: this.#portOf(index) }, timeoutMs };
  }

  #observe(): void {
    for (const observation of this.#parts.prober.drain()) {
      if (this.#settle === undefined) return;
      this.#underWay -= 1;
      this.#parts.pacing.observed(observation);
      this.#take(observation);
    }
    this.#pump();
  }

  #take(observation: Observation): void {
    const { index, kind } = observation;
    const { mode } = this.#parts.prober;
    if (kind === 'local') {
      this.#putBack(index);
      this.#failingSinceMs ??= observation.atMs;
      if (observation.atMs - this.#failingSinceMs >= GIVE_UP_AFTER_MS) this.#giveUp(observation);
      return;
    }
    this.#failingSinceMs = undefined;
    if (kind === 'displaced') {
      this.#putBack(index);
      return;
    }
    const inquiry = this.#inquiries.get(index);
    const host = inquiry === undefined ? this.#hostOf(index) : this.#plan.hosts[inquiry.host]!;
    if (kind !== 'unreached') this.#reached.add(host);
    if (showsHostUp(mode, observation)) this.#book.markUp(host);
    const attempts = inquiry?.attempts ?? this.#attempts[index]!;
    if (isWorthRetrying(mode, observation) && attempts <= this.#plan.retries) {
      if (inquiry === undefined) this.#lastSeen.set(index, judge(mode, observation));
      this.#again.push(index);
    } else if (kind === 'unreached' && !this.#reached.has(host)) {
      this.#finish({ kind: 'agent-unreachable', address: host, code: observation.code ?? 'no-response' });
    } else if (inquiry !== undefined) {
      this.#closeInquiry(index, inquiry, observation);
    } else {
      this.#decide(index, judge(mode, observation), observation.atMs);
    }
  }

  /** The attempt did not take place: it does not count. */
  #putBack(index: number): void {
    const inquiry = this.#inquiries.get(index);
    if (inquiry !== undefined) inquiry.attempts -= 1;
    else this.#attempts[index]! -= 1;
    this.#again.push(index);
  }

  /** This machine cannot probe any more: ports that no attempt was made at are errors, not statements about a peer. */
  #giveUp(observation: Observation): void {
    const verdict = judge(this.#parts.prober.mode, observation);
    for (const [index, inquiry] of this.#inquiries) this.#closeInquiry(index, inquiry, observation);
    const left = this.#again.takeAll();
    for (; this.#cursor < this.#order.size; this.#cursor += 1) left.push(this.#order.at(this.#cursor));
    for (const index of left) {
      if (index < this.#order.size) this.#decide(index, this.#lastSeen.get(index) ?? verdict, observation.atMs);
    }
  }

  #decide(index: number, verdict: Verdict, atMs: number): void {
    this.#lastSeen.delete(index);
    const host = Math.floor(index / this.#plan.ports.length);
    const port = this.#portOf(index);
    const startedMs = this.#startedMs[index]!;
    const elapsedMs = Number.isNaN(startedMs) ? 0 : atMs - startedMs;
    const result = { host: this.#hostOf(index), port, ...verdict, elapsedMs, attempts: this.#attempts[index]! };
    const asks = this.#plan.information && verdict.reason === 'syn-ack' && this.#plan.method === 'psap';
    if (asks) {
      const lowest = this.#lowestOpen[host]!;
      if (lowest === 0 || port < lowest) this.#lowestOpen[host] = port;
      this.#inquire({ question: 'port', host, port, verdict: result, attempts: 0 });
    } else {
      this.#publish(result);
    }
    this.#undecided[host]! -= 1;
    if (this.#undecided[host] === 0 && this.#lowestOpen[host]! > 0) {
      this.#inquire({ question: 'os', host, port: this.#lowestOpen[host]!, verdict: undefined, attempts: 0 });
    }
  }

  #inquire(inquiry: Inquiry): void {
    const index = this.#nextInquiry;
    this.#nextInquiry += 1;
    this.#inquiries.set(index, inquiry);
    this.#again.push(index);
  }

  /** A refused or unanswered GET never changes a verdict. */
  #closeInquiry(index: number, inquiry: Inquiry, observation: Observation): void {
    this.#inquiries.delete(index);
    const { attributes } = observation;
    if (inquiry.question === 'os') {
      if (attributes !== undefined) this.#book.addOs(this.#plan.hosts[inquiry.host]!, readOsInformation(attributes));
    } else if (inquiry.verdict !== undefined) {
      this.#publish(inquiry.verdict, attributes === undefined ? undefined : readPortInformation(attributes));
    }
  }

  #publish(verdict: PortResult, info?: PortInformation): void {
    const result = info === undefined ? verdict : { ...verdict, info };
    this.#book.add(result);
    this.#parts.onDecided?.(result);
  }

  #hostOf(index: number): string {
    return this.#plan.hosts[Math.floor(index / this.#plan.ports.length)]!;
  }

  #portOf(index: number): number {
    return this.#plan.ports[index % this.#plan.ports.length]!;
  }
}

function pump(again: () => void): void {
  again();
}
