import { readOsInformation, readPortInformation } from '../probe/information.ts';
import { isWorthRetrying, judge, showsHostUp } from '../probe/judge.ts';
import type { PacingController } from '../probe/pacing.ts';
import type { Observation, Probe, Prober } from '../probe/prober.ts';
import type { PortInformation, PortResult, ScanResult, Verdict } from '../results/scan.ts';
import type { Clock, Timer } from '../runtime/clock.ts';
import type { Random } from '../runtime/random.ts';
import { AttemptLedger } from './attempt-ledger.ts';
import { Permutation } from './permutation.ts';
import { ProbeQueue } from './probe-queue.ts';
import { ResultBook } from './result-book.ts';
import type { ScanPlan } from './scan-plan.ts';

export interface ScanParts {
  readonly prober: Prober;
  readonly pacing: PacingController;
  readonly clock: Clock;
  readonly random: Random;
  /** Called for each port once it is decided. */
  readonly onDecided?: (result: PortResult) => void;
}

/**
 * How a scan ended: whole, stopped from outside, or without a word of some hosts because no connection to their agents
 * ever came up. `address` is the first of those, `code` says why, and `others` how many more there are.
 */
export type ScanEnd =
  | { readonly kind: 'finished' | 'stopped' }
  | { readonly kind: 'agent-unreachable'; readonly address: string; readonly code: string; readonly others: number };

export interface ScanReport {
  readonly result: ScanResult;
  readonly end: ScanEnd;
  /** Attempts that this machine failed, whatever became of their ports. */
  readonly localErrors: number;
}

/** Local failures without a single other observation in between, for so long, end the scan for what is left. */
const GIVE_UP_AFTER_MS = 5_000;

/** A GET to be made: for a port that has its verdict, or for a host. */
interface Inquiry {
  readonly question: 'port' | 'os';
  readonly host: number;
  readonly port: number;
  /** Of a port: published when the GET is over, with what it brought. */
  readonly verdict: PortResult | undefined;
  attempts: number;
}

/**
 * Drives one Prober through a plan: order, retries, verdicts, information. Every index from 0 to hosts × ports - 1 is a
 * port's status probe; higher ones are inquiries for information.
 */
export class ScanSession {
  /** Ports in the plan. */
  readonly size: number;
  readonly #plan: ScanPlan;
  readonly #parts: ScanParts;
  readonly #book: ResultBook;
  readonly #queue: ProbeQueue;
  readonly #ledger: AttemptLedger;
  readonly #inquiries = new Map<number, Inquiry>();
  #nextInquiry: number;
  /** Per host: ports without a verdict, and the lowest port whose verdict is syn-ack. */
  readonly #undecided: Int32Array;
  readonly #lowestOpen: Int32Array;
  /** Hosts whose agent has been connected to, and those given up because it never was, with the reason. */
  readonly #reached = new Set<number>();
  readonly #unreachable = new Map<number, string>();
  /** What the last attempt saw of ports that are to be asked again: it decides where no further attempt can be made. */
  readonly #lastSeen = new Map<number, Verdict>();
  #underWay = 0;
  #failingSinceMs: number | undefined;
  #localErrors = 0;
  #wakeUp: Timer | undefined;
  #beganMs = 0;
  #stopped = false;
  #settle: ((report: ScanReport) => void) | undefined;

  constructor(plan: ScanPlan, parts: ScanParts) {
    this.size = plan.hosts.length * plan.ports.length;
    this.#plan = plan;
    this.#parts = parts;
    this.#book = new ResultBook(plan.hosts);
    this.#queue = new ProbeQueue(new Permutation(this.size, parts.random));
    this.#ledger = new AttemptLedger(this.size);
    this.#nextInquiry = this.size;
    this.#undecided = new Int32Array(plan.hosts.length).fill(plan.ports.length);
    this.#lowestOpen = new Int32Array(plan.hosts.length);
    parts.prober.onObservations = () => this.#observe();
  }

  /** Runs the scan once; resolves when every port is decided, or when it was stopped. Closes the prober. */
  run(): Promise<ScanReport> {
    this.#beganMs = this.#parts.clock.now();
    return new Promise((resolve) => {
      this.#settle = resolve;
      if (this.#stopped) this.#finish({ kind: 'stopped' });
      else this.#pump();
    });
  }

  /** Ends the scan now, or before it begins; what was decided so far is its result. */
  stop(): void {
    this.#stopped = true;
    if (this.#settle === undefined) return;
    // These ports have their verdict; only what stands behind them is not known.
    for (const { verdict } of this.#inquiries.values()) if (verdict !== undefined) this.#publish(verdict);
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
    const result = this.#book.toResult({
      mode,
      probe: method,
      engine: prober.engine,
      seed: random.seed,
      elapsedMs: clock.now() - this.#beganMs,
      complete: end.kind === 'finished',
    });
    settle({ result, end, localErrors: this.#localErrors });
  }

  /** Sends what may be sent; ends the scan where nothing is left. */
  #pump(): void {
    if (this.#settle === undefined) return;
    const { pacing, clock, prober } = this.#parts;
    const nowMs = clock.now();
    const batch: Probe[] = [];
    for (let allowance = pacing.allowance(this.#underWay, nowMs); allowance > 0; allowance -= 1) {
      const probe = this.#nextProbe(nowMs);
      if (probe === undefined) break;
      batch.push(probe);
    }
    if (batch.length > 0) {
      this.#underWay += batch.length;
      pacing.sent(batch.length, nowMs);
      prober.submit(batch);
    }
    if (!this.#queue.isEmpty) this.#wakeLater(nowMs);
    else if (this.#underWay === 0) this.#finish(this.#naturalEnd());
  }

  #naturalEnd(): ScanEnd {
    const [first, ...others] = this.#unreachable;
    if (first === undefined) return { kind: 'finished' };
    const [host, code] = first;
    return { kind: 'agent-unreachable', address: this.#plan.hosts[host]!, code, others: others.length };
  }

  #wakeLater(nowMs: number): void {
    const { pacing, clock } = this.#parts;
    const atMs = pacing.nextChangeMs(this.#underWay, nowMs);
    this.#wakeUp?.cancel();
    this.#wakeUp = undefined;
    if (atMs === undefined) return;
    this.#wakeUp = clock.setTimer(atMs - nowMs, pump, () => this.#pump());
  }

  #nextProbe(nowMs: number): Probe | undefined {
    let index = this.#queue.take();
    while (index !== undefined && this.#unreachable.has(this.#hostOf(index))) index = this.#queue.take();
    if (index === undefined) return undefined;
    const { timeoutMs } = this.#parts.pacing;
    const address = this.#plan.hosts[this.#hostOf(index)]!;
    const inquiry = this.#inquiries.get(index);
    if (inquiry !== undefined) {
      inquiry.attempts += 1;
      return { index, question: inquiry.question, subject: { address, port: inquiry.port }, timeoutMs };
    }
    this.#ledger.begin(index, nowMs);
    const question = this.#plan.method === 'tcp' ? 'tcp' : 'status';
    return { index, question, subject: { address, port: this.#portOf(index) }, timeoutMs };
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
    const host = this.#hostOf(index);
    if (this.#unreachable.has(host)) return;
    if (kind === 'local') {
      this.#localErrors += 1;
      this.#strikeOut(index);
      this.#queue.putBack(index);
      this.#failingSinceMs ??= observation.atMs;
      if (observation.atMs - this.#failingSinceMs >= GIVE_UP_AFTER_MS) this.#giveUp(observation);
      return;
    }
    this.#failingSinceMs = undefined;
    if (kind === 'displaced') {
      this.#strikeOut(index);
      this.#queue.pushAgain(index);
      return;
    }
    const { mode } = this.#parts.prober;
    if (kind !== 'unreached') this.#reached.add(host);
    if (showsHostUp(mode, observation)) this.#book.markUp(this.#plan.hosts[host]!);
    const inquiry = this.#inquiries.get(index);
    const attempts = inquiry?.attempts ?? this.#ledger.countOf(index);
    if (isWorthRetrying(mode, observation) && attempts <= this.#plan.retries) {
      if (inquiry === undefined) this.#lastSeen.set(index, judge(mode, observation));
      this.#queue.pushAgain(index);
    } else if (kind === 'unreached' && !this.#reached.has(host)) {
      this.#unreachable.set(host, observation.code ?? 'no-response');
    } else if (inquiry !== undefined) {
      this.#closeInquiry(index, inquiry, observation);
    } else {
      this.#decide(index, judge(mode, observation), observation.atMs);
    }
  }

  /** The attempt did not take place: it does not count. */
  #strikeOut(index: number): void {
    const inquiry = this.#inquiries.get(index);
    if (inquiry !== undefined) inquiry.attempts -= 1;
    else this.#ledger.strikeOut(index);
  }

  /**
   * This machine cannot probe any more: ports that no attempt was made at are errors, not statements about a peer. What
   * is under way has its chance still.
   */
  #giveUp(observation: Observation): void {
    const verdict = judge(this.#parts.prober.mode, observation);
    for (const index of this.#queue.takeAll()) {
      const inquiry = this.#inquiries.get(index);
      if (inquiry !== undefined) this.#closeInquiry(index, inquiry, observation);
      else if (!this.#unreachable.has(this.#hostOf(index))) {
        this.#decide(index, this.#lastSeen.get(index) ?? verdict, observation.atMs);
      }
    }
  }

  #decide(index: number, verdict: Verdict, atMs: number): void {
    this.#lastSeen.delete(index);
    const host = this.#hostOf(index);
    const port = this.#portOf(index);
    const elapsedMs = this.#ledger.elapsedMs(index, atMs);
    const attempts = this.#ledger.countOf(index);
    const result = { host: this.#plan.hosts[host]!, port, ...verdict, elapsedMs, attempts };
    if (this.#plan.information && this.#plan.method === 'psap' && verdict.reason === 'syn-ack') {
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
    this.#inquiries.set(this.#nextInquiry, inquiry);
    this.#queue.pushAgain(this.#nextInquiry);
    this.#nextInquiry += 1;
  }

  /** A refused or unanswered GET never changes a verdict. */
  #closeInquiry(index: number, { question, host, verdict }: Inquiry, { attributes }: Observation): void {
    this.#inquiries.delete(index);
    if (question === 'os') {
      if (attributes !== undefined) this.#book.addOs(this.#plan.hosts[host]!, readOsInformation(attributes));
    } else if (verdict !== undefined) {
      this.#publish(verdict, attributes === undefined ? undefined : readPortInformation(attributes));
    }
  }

  #publish(verdict: PortResult, info?: PortInformation): void {
    const result = info === undefined ? verdict : { ...verdict, info };
    this.#book.add(result);
    this.#parts.onDecided?.(result);
  }

  #hostOf(index: number): number {
    return this.#inquiries.get(index)?.host ?? Math.floor(index / this.#plan.ports.length);
  }

  #portOf(index: number): number {
    return this.#plan.ports[index % this.#plan.ports.length]!;
  }
}

function pump(again: () => void): void {
  again();
}
