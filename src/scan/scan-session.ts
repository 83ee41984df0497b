import { readOsInformation, readPortInformation } from '../probe/information.ts';
import { isDoubtful, isSilence, isWorthRetrying, judge, showsHostUp } from '../probe/judge.ts';
import type { PacingController } from '../probe/pacing.ts';
import type { Observation, Probe, Prober } from '../probe/prober.ts';
import type { PortInformation, PortResult, ScanResult, UnansweredInquiry, Verdict } from '../results/scan.ts';
import type { Clock, Timer } from '../runtime/clock.ts';
import type { Random } from '../runtime/random.ts';
import { AttemptLedger } from './attempt-ledger.ts';
import { Canaries } from './canaries.ts';
import { type EarlierPart, isUnanswered } from './earlier-part.ts';
import { HostTurns, type LeftToDo } from './host-turns.ts';
import { type Inquiry, InquiryBook, isCanary, type NewInquiry } from './inquiry-book.ts';
import { ResultBook } from './result-book.ts';
import type { ScanPlan } from './scan-plan.ts';

export interface ScanParts {
  readonly prober: Prober;
  readonly pacing: PacingController;
  readonly clock: Clock;
  readonly random: Random;
  /** Called for each port once it is decided; not for what an earlier part of the scan has settled. */
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
  /** What was sent to the hosts: attempts, canaries, and what else was asked. */
  readonly probes: number;
  /** What a scan that goes on from here is to ask for again. */
  readonly unanswered: readonly UnansweredInquiry[];
}

/** Local failures without a single other observation in between, for so long, end the scan for what is left. */
const GIVE_UP_AFTER_MS = 5_000;

/**
 * Drives one Prober through a plan: order, retries, verdicts, information. Every index from 0 to hosts × ports - 1 is a
 * port's status probe; higher ones are inquiries.
 */
export class ScanSession {
  /** Ports in the plan. */
  readonly size: number;
  readonly #plan: ScanPlan;
  readonly #parts: ScanParts;
  readonly #book: ResultBook;
  readonly #turns: HostTurns;
  readonly #ledger: AttemptLedger;
  readonly #inquiries: InquiryBook;
  readonly #canaries: Canaries;
  /** Hosts of which there is something to find out still. */
  #unfinished: number;
  /** Per host: ports without a verdict and GETs not over, ports without a verdict, and the lowest port that is syn-ack. */
  readonly #open: Int32Array;
  readonly #undecided: Int32Array;
  readonly #lowestOpen: Int32Array;
  /** Hosts whose agent has been connected to, and those given up because it never was, with the reason. */
  readonly #reached: Uint8Array;
  readonly #unreachable = new Map<number, string>();
  /** What the last attempt saw of ports that are to be asked again: it decides where no further attempt can be made. */
  readonly #lastSeen = new Map<number, Verdict>();
  #failingSinceMs: number | undefined;
  #localErrors = 0;
  #probes = 0;
  #wakeUp: Timer | undefined;
  #beganMs = 0;
  #stopped = false;
  #settle: ((report: ScanReport) => void) | undefined;

  constructor(plan: ScanPlan, parts: ScanParts) {
    this.size = plan.hosts.length * plan.ports.length;
    this.#plan = plan;
    this.#parts = parts;
    this.#book = new ResultBook(plan.hosts, plan.ports);
    this.#ledger = new AttemptLedger(this.size);
    this.#inquiries = new InquiryBook(this.size);
    this.#open = new Int32Array(plan.hosts.length).fill(plan.ports.length);
    this.#undecided = new Int32Array(plan.hosts.length).fill(plan.ports.length);
    this.#lowestOpen = new Int32Array(plan.hosts.length);
    this.#reached = new Uint8Array(plan.hosts.length);
    const left = plan.earlier === undefined ? undefined : this.#takeOver(plan.earlier);
    this.#unfinished = this.#open.filter((open) => open > 0).length;
    this.#turns = new HostTurns(plan.hosts.length, plan.ports.length, parts.random, parts.pacing, left);
    this.#canaries = new Canaries({
      ports: this.size,
      retries: plan.retries,
      pacing: parts.pacing,
      turns: this.#turns,
      inquiries: this.#inquiries,
      ledger: this.#ledger,
      believe: (observation) => this.#believe(observation),
    });
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
    if (this.#settle !== undefined) this.#finish({ kind: 'stopped' });
  }

  /** Enters what was found before; gives what is left. */
  #takeOver(earlier: EarlierPart): LeftToDo {
    const { hosts, ports } = this.#plan;
    const hostNumbers = new Map(hosts.map((address, host) => [address, host]));
    const portPlaces = new Map(ports.map((port, place) => [port, place]));
    const decided = new Uint8Array(this.size);
    const inquiries = new Map<number, number[]>();
    const inquire = (inquiry: NewInquiry): void => {
      this.#open[inquiry.host]! += 1;
      inquiries.set(inquiry.host, [...(inquiries.get(inquiry.host) ?? []), this.#inquiries.open(inquiry)]);
    };
    const isToInform = isUnanswered(earlier);
    for (const { address, up, os, ports: results } of earlier.hosts) {
      const host = hostNumbers.get(address)!;
      if (up === true) this.#book.markUp(host);
      if (os !== undefined) this.#book.addOs(host, os);
      for (const result of results) {
        const { port } = result;
        decided[host * ports.length + portPlaces.get(port)!] = 1;
        this.#open[host]! -= 1;
        this.#undecided[host]! -= 1;
        if (this.#hasInformation(result)) this.#noteOpen(host, port);
        if (isToInform(result)) inquire({ question: 'port', host, port, verdict: result });
        else this.#book.add(host, result);
      }
    }
    for (const { question, host, port } of earlier.unanswered) {
      if (question === 'os') inquire({ question, host: hostNumbers.get(host)!, port });
    }
    return {
      isDecided: (index) => decided[index] === 1,
      isFinished: (host) => this.#open[host] === 0,
      inquiriesOf: (host) => inquiries.get(host) ?? [],
    };
  }

  #finish(end: ScanEnd): void {
    const settle = this.#settle;
    if (settle === undefined) return;
    this.#settle = undefined;
    this.#wakeUp?.cancel();
    const { prober, clock, random } = this.#parts;
    prober.close();
    const unanswered = this.#leaveInquiries();
    const { mode, method, earlier } = this.#plan;
    const result = this.#book.toResult({
      mode,
      probe: method,
      engine: prober.engine,
      seed: random.seed,
      elapsedMs: (earlier?.elapsedMs ?? 0) + clock.now() - this.#beganMs,
      complete: end.kind === 'finished',
    });
    settle({ result, end, localErrors: this.#localErrors, probes: this.#probes, unanswered });
  }

  /** Publishes the ports that have their verdict, and of which only what stands behind them is not known. */
  #leaveInquiries(): UnansweredInquiry[] {
    const left: UnansweredInquiry[] = [];
    for (const { question, host, port, verdict } of this.#inquiries.all) {
      if (question === 'port' || question === 'os') left.push({ question, host: this.#plan.hosts[host]!, port });
      if (verdict !== undefined) this.#publish(host, verdict);
    }
    return left;
  }

  /** Sends what may be sent; ends the scan where nothing is left to find out. */
  #pump(): void {
    if (this.#settle === undefined) return;
    if (this.#unfinished === 0) {
      this.#finish(this.#naturalEnd());
      return;
    }
    const { pacing, clock, prober } = this.#parts;
    const nowMs = clock.now();
    this.#canaries.sendWhereDoubted();
    const batch: Probe[] = [];
    this.#turns.beginRound(nowMs);
    for (let allowance = pacing.allowance(nowMs); allowance > 0; allowance -= 1) {
      const index = this.#turns.take() ?? (this.#canaries.sample() ? this.#turns.take() : undefined);
      if (index === undefined) break;
      batch.push(this.#begin(index, nowMs));
      if (index < this.size && this.#ledger.countOf(index) > 1) this.#canaries.accompany(this.#hostOf(index));
    }
    this.#probes += batch.length;
    if (batch.length > 0) prober.submit(batch);
    this.#wakeLater(nowMs);
  }

  #naturalEnd(): ScanEnd {
    const [first, ...others] = this.#unreachable;
    if (first === undefined) return { kind: 'finished' };
    const [host, code] = first;
    return { kind: 'agent-unreachable', address: this.#plan.hosts[host]!, code, others: others.length };
  }

  #wakeLater(nowMs: number): void {
    const { clock } = this.#parts;
    const atMs = this.#turns.nextChangeMs(nowMs);
    this.#wakeUp?.cancel();
    this.#wakeUp = undefined;
    if (atMs === undefined) return;
    this.#wakeUp = clock.setTimer(atMs - nowMs, pump, () => this.#pump());
  }

  #begin(index: number, nowMs: number): Probe {
    const { pacing } = this.#parts;
    const { timeoutMs } = pacing;
    const host = this.#hostOf(index);
    const address = this.#plan.hosts[host]!;
    const status = this.#plan.method === 'tcp' ? 'tcp' : 'status';
    if (index < this.size) {
      this.#ledger.begin(index, pacing.sent(host, false, nowMs), nowMs);
      return { index, question: status, subject: { address, port: this.#portOf(index) }, timeoutMs };
    }
    const inquiry = this.#inquiries.get(index)!;
    inquiry.ticket = pacing.sent(host, isCanary(inquiry), nowMs);
    inquiry.attempts += 1;
    const { question, port } = inquiry;
    const asked = question === 'port' || question === 'os' ? question : status;
    return { index, question: asked, subject: { address, port }, timeoutMs };
  }

  #observe(): void {
    const { prober, pacing } = this.#parts;
    for (const observation of prober.drain()) {
      if (this.#settle === undefined) return;
      const { index } = observation;
      const host = this.#hostOf(index);
      if (index < this.size) {
        const attempt = this.#ledger.countOf(index) === 1 ? 'first' : 'further';
        pacing.observed(host, this.#ledger.ticketOf(index), attempt, observation);
        this.#take(host, undefined, observation);
      } else {
        const inquiry = this.#inquiries.get(index)!;
        pacing.observed(host, inquiry.ticket, isCanary(inquiry) ? 'canary' : 'further', observation);
        this.#take(host, inquiry, observation);
      }
    }
    this.#pump();
  }

  /** `inquiry`: what the observation is of, if not of a port's status. */
  #take(host: number, inquiry: Inquiry | undefined, observation: Observation): void {
    const { index, kind } = observation;
    if (this.#open[host] === 0) {
      // A canary of a host that is done with, or what was asked of one whose agent cannot be reached: that is left open.
      if (inquiry !== undefined && isCanary(inquiry)) this.#inquiries.close(index);
      return;
    }
    if (kind === 'local') {
      this.#localErrors += 1;
      this.#strikeOut(index);
      this.#turns.putBack(host, index);
      this.#failingSinceMs ??= observation.atMs;
      if (observation.atMs - this.#failingSinceMs >= GIVE_UP_AFTER_MS) this.#giveUp(observation);
      return;
    }
    this.#failingSinceMs = undefined;
    if (kind === 'displaced') {
      this.#strikeOut(index);
      this.#turns.pushAgain(host, index);
      return;
    }
    const { mode } = this.#parts.prober;
    if (kind !== 'unreached') this.#reached[host] = 1;
    if (showsHostUp(mode, observation)) this.#book.markUp(host);
    if (inquiry !== undefined && isCanary(inquiry)) {
      this.#inquiries.close(index);
      this.#canaries.back(host, inquiry, observation);
      return;
    }
    const attempts = inquiry?.attempts ?? this.#ledger.countOf(index);
    const isUncertain = isWorthRetrying(mode, observation);
    if (
      isUncertain &&
      attempts < (isDoubtful(mode, kind) ? this.#canaries.attemptsNeeded(host) : 1 + this.#plan.retries)
    ) {
      if (inquiry === undefined) this.#lastSeen.set(index, judge(mode, observation));
      if (mode === 'direct' && isSilence(kind)) this.#canaries.silent(host);
      this.#turns.pushAgain(host, index);
    } else if (kind === 'unreached' && this.#reached[host] === 0) {
      this.#unreachable.set(host, observation.code ?? 'no-response');
      this.#letGo(host);
    } else if (inquiry !== undefined) {
      this.#closeInquiry(index, inquiry, observation);
    } else if (isDoubtful(mode, kind) && this.#canaries.isInDoubt(host, attempts, kind)) {
      this.#canaries.hold(host, observation);
      this.#canaries.release(host, this.#undecided[host]!);
    } else {
      if (!isUncertain) this.#canaries.answered(host, this.#portOf(index), observation, attempts - 1);
      this.#believe(observation);
    }
  }

  /** What was seen with a port's last attempt is its verdict. */
  #believe(observation: Observation): void {
    this.#decide(observation.index, judge(this.#parts.prober.mode, observation), observation.atMs);
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
    const held = this.#canaries.giveUp();
    for (const index of this.#turns.takeAll()) {
      const inquiry = this.#inquiries.get(index);
      if (inquiry !== undefined && isCanary(inquiry)) this.#inquiries.close(index);
      else if (inquiry !== undefined) this.#closeInquiry(index, inquiry, observation);
      else this.#decide(index, this.#lastSeen.get(index) ?? verdict, observation.atMs);
    }
    for (const seen of held) this.#believe(seen);
  }

  #decide(index: number, verdict: Verdict, atMs: number): void {
    this.#lastSeen.delete(index);
    const host = this.#hostOf(index);
    const port = this.#portOf(index);
    const elapsedMs = this.#ledger.elapsedMs(index, atMs);
    const attempts = this.#ledger.countOf(index);
    const { state, reason } = verdict;
    const result = { host: this.#plan.hosts[host]!, port, state, reason, elapsedMs, attempts };
    if (this.#hasInformation(verdict)) {
      this.#noteOpen(host, port);
      this.#inquire({ question: 'port', host, port, verdict: result });
    } else {
      this.#publish(host, result);
    }
    this.#undecided[host]! -= 1;
    if (this.#undecided[host] === 0 && this.#lowestOpen[host]! > 0) {
      this.#inquire({ question: 'os', host, port: this.#lowestOpen[host]! });
    }
    this.#canaries.release(host, this.#undecided[host]!);
    this.#closeOne(host);
  }

  /** Whether the port is to be asked what stands behind it. */
  #hasInformation({ reason }: Verdict): boolean {
    return this.#plan.information && this.#plan.method === 'psap' && reason === 'syn-ack';
  }

  #noteOpen(host: number, port: number): void {
    const lowest = this.#lowestOpen[host]!;
    if (lowest === 0 || port < lowest) this.#lowestOpen[host] = port;
  }

  #inquire(inquiry: NewInquiry): void {
    this.#open[inquiry.host]! += 1;
    this.#turns.pushAgain(inquiry.host, this.#inquiries.open(inquiry));
  }

  /** A refused or unanswered GET never changes a verdict. */
  #closeInquiry(index: number, { question, host, verdict }: Inquiry, { attributes }: Observation): void {
    this.#inquiries.close(index);
    if (question === 'os') {
      if (attributes !== undefined) this.#book.addOs(host, readOsInformation(attributes));
    } else if (verdict !== undefined) {
      this.#publish(host, verdict, attributes === undefined ? undefined : readPortInformation(attributes));
    }
    this.#closeOne(host);
  }

  #closeOne(host: number): void {
    this.#open[host]! -= 1;
    if (this.#open[host] === 0) this.#letGo(host);
  }

  /** Nothing more is to be found out about the host. */
  #letGo(host: number): void {
    this.#open[host] = 0;
    this.#unfinished -= 1;
    this.#canaries.letGo(host);
    this.#turns.letGo(host);
  }

  #publish(host: number, verdict: PortResult, info?: PortInformation): void {
    const result = info === undefined ? verdict : { ...verdict, info };
    this.#book.add(host, result);
    this.#parts.onDecided?.(result);
  }

  #hostOf(index: number): number {
    if (index < this.size) return Math.floor(index / this.#plan.ports.length);
    return this.#inquiries.get(index)!.host;
  }

  #portOf(index: number): number {
    return this.#plan.ports[index % this.#plan.ports.length]!;
  }
}

function pump(again: () => void): void {
  again();
}
