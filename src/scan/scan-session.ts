import { readOsInformation, readPortInformation } from '../probe/information.ts';
import { isDoubtful, isSilence, isWorthRetrying, judge, showsHostUp } from '../probe/judge.ts';
import type { PacingController } from '../probe/pacing.ts';
import type { Observation, Probe, Prober } from '../probe/prober.ts';
import type { PortInformation, PortResult, UnansweredInquiry, Verdict } from '../results/scan.ts';
import type { Clock, Timer } from '../runtime/clock.ts';
import type { Random } from '../runtime/random.ts';
import { AgentContacts } from './agent-contacts.ts';
import { AttemptLedger } from './attempt-ledger.ts';
import { Canaries } from './canaries.ts';
import { FollowUps } from './follow-ups.ts';
import { HostTally } from './host-tally.ts';
import { HostTurns } from './host-turns.ts';
import { type Inquiry, InquiryBook, isCanary, type NewInquiry } from './inquiry-book.ts';
import { ResultBook } from './result-book.ts';
import type { ScanPlan } from './scan-plan.ts';
import type { ScanEnd, ScanReport } from './scan-report.ts';
import { takeOver } from './take-over.ts';

export interface ScanParts {
  readonly prober: Prober;
  readonly pacing: PacingController;
  readonly clock: Clock;
  readonly random: Random;
  /** Called for each port once it is decided; not for what an earlier part of the scan has settled. */
  readonly onDecided?: (result: PortResult) => void;
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
  readonly #tally: HostTally;
  readonly #followUps: FollowUps;
  readonly #agents: AgentContacts;
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
    this.#tally = new HostTally(plan.hosts.length, plan.ports.length);
    this.#followUps = new FollowUps(plan);
    this.#agents = new AgentContacts(plan.hosts.length);
    const books = { book: this.#book, tally: this.#tally, followUps: this.#followUps, inquiries: this.#inquiries };
    const left = plan.earlier === undefined ? undefined : takeOver(plan.earlier, plan, books);
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
    if (this.#settle === undefined) return;
    // They waited for an answer of anybody on their host, which does not come any more.
    for (const seen of this.#canaries.giveUpBlind()) this.#believe(seen);
    this.#finish({ kind: 'stopped' });
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
    if (this.#tally.isFinished) {
      this.#finish(this.#agents.endOf(this.#plan.hosts));
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
    if (this.#tally.isFinishedWith(host)) {
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
    if (kind !== 'unreached') this.#agents.reached(host);
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
      if (mode === 'direct' && isSilence(kind)) {
        this.#canaries.silent(host);
        // What other ports answer by then shows whether answers are lost.
        this.#turns.putBack(host, index);
      } else {
        this.#turns.pushAgain(host, index);
      }
    } else if (kind === 'unreached' && !this.#agents.wasReached(host)) {
      this.#agents.gaveUp(host, observation.code ?? 'no-response');
      this.#tally.giveUp(host);
      this.#letGo(host);
    } else if (inquiry !== undefined) {
      this.#closeInquiry(index, inquiry, observation);
    } else if (isDoubtful(mode, kind) && this.#canaries.isInDoubt(host, attempts, kind)) {
      this.#canaries.hold(host, observation);
      this.#canaries.release(host, this.#tally.undecidedOf(host));
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
    if (this.#followUps.noteVerdict(host, result)) {
      this.#inquire({ question: 'port', host, port, verdict: result });
    } else {
      this.#publish(host, result);
    }
    this.#tally.decided(host);
    const systemPort = this.#followUps.systemPortOf(host);
    if (this.#tally.undecidedOf(host) === 0 && systemPort !== undefined) {
      this.#inquire({ question: 'os', host, port: systemPort });
    }
    this.#canaries.release(host, this.#tally.undecidedOf(host));
    this.#closeOne(host);
  }

  #inquire(inquiry: NewInquiry): void {
    this.#tally.opened(inquiry.host);
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
    this.#tally.closed(host);
    if (this.#tally.isFinishedWith(host)) this.#letGo(host);
  }

  /** Nothing more is to be found out about the host. */
  #letGo(host: number): void {
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
