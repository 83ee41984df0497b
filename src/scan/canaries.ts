import { isTurnedAway } from '../probe/judge.ts';
import { mostAttempts } from '../probe/loss-estimate.ts';
import type { PacingController } from '../probe/pacing.ts';
import type { Observation, ObservationKind } from '../probe/prober.ts';
import type { AttemptLedger } from './attempt-ledger.ts';
import type { HostTurns } from './host-turns.ts';
import { HostWatch } from './host-watch.ts';
import type { Inquiry, InquiryBook } from './inquiry-book.ts';

/** What is spent on sampling loss where none was seen: so many canaries, and as many again as there are ports. */
const SAMPLES = 1_024;
/** Silent ports of a host that wait until somebody answers there, or until nobody is left who could. */
const MOST_BLIND = 256;

export interface CanaryParts {
  /** Ports in the plan, of all hosts. */
  readonly ports: number;
  /** Further attempts after the first. */
  readonly retries: number;
  readonly pacing: PacingController;
  readonly turns: HostTurns;
  readonly inquiries: InquiryBook;
  readonly ledger: AttemptLedger;
  /** Called for each port whose last attempt is to be believed. */
  readonly believe: (observation: Observation) => void;
}

/** Asks ports that are known to answer, on the hosts where silence may be loss, and keeps silent ports waiting meanwhile. */
export class Canaries {
  readonly #parts: CanaryParts;
  /** Of the hosts that have answered, or not. */
  readonly #watches = new Map<number, HostWatch>();
  /** Hosts with silent ports, of which it may be worth knowing how much is lost. */
  readonly #withSilence = new Set<number>();
  /** Hosts with ports that wait though nobody is known to answer. */
  readonly #blind = new Set<number>();
  #samplesLeft: number;

  constructor(parts: CanaryParts) {
    this.#parts = parts;
    this.#samplesLeft = SAMPLES + parts.ports;
  }

  /** How many attempts a port of the host that does not answer has. */
  attemptsNeeded(host: number): number {
    return this.#watchOf(host).attemptsNeeded;
  }

  /**
   * Whether to ask first whether the host answers at all, before what was seen of a port after so many attempts is
   * believed. Who turns connections away does so at once, and may be the first thing that is seen of a host.
   */
  isInDoubt(host: number, attempts: number, kind: ObservationKind): boolean {
    const watch = this.#watchOf(host);
    if (attempts >= mostAttempts(this.#parts.retries)) return false;
    if (isTurnedAway(kind)) return true;
    if (!watch.canAsk) return watch.heldBlindly < MOST_BLIND;
    return watch.isInDoubt || this.#parts.pacing.isDoubted(host);
  }

  /** A port answered, after so many attempts that may have been lost. */
  answered(host: number, port: number, observation: Observation, lostBefore: number): void {
    const watch = this.#watchOf(host);
    watch.answered(port, observation, lostBefore);
    if (this.#blind.delete(host)) this.#send(host);
  }

  /** Keeps a port waiting until canaries have been asked. */
  hold(host: number, observation: Observation): void {
    const watch = this.#watchOf(host);
    watch.hold(observation);
    if (watch.heldBlindly > 0) this.#blind.add(host);
    this.#send(host);
  }

  /** Of a host so many ports are undecided: where all of them wait, and nobody is known to answer, nobody will be. */
  release(host: number, undecided: number): void {
    if (!this.#blind.has(host) || this.#watchOf(host).heldBlindly < undecided) return;
    this.#blind.delete(host);
    for (const observation of this.#watchOf(host).giveUp()) this.#parts.believe(observation);
  }

  /** Asks the hosts that are silent to the point of doubt. */
  sendWhereDoubted(): void {
    const { turns, pacing } = this.#parts;
    for (const host of turns.hosts) if (pacing.isDoubted(host)) this.#send(host);
  }

  /** A port of the host did not answer, and is to be asked again: how much is lost can be found out meanwhile. */
  silent(host: number): void {
    if (this.#parts.retries > 0) this.#withSilence.add(host);
  }

  /** Asks hosts with silent ports for more, where nothing else is to be sent now; whether it did. */
  sample(): boolean {
    const leftBefore = this.#samplesLeft;
    for (const host of this.#withSilence) {
      const watch = this.#watchOf(host);
      if (!watch.isCurious) this.#withSilence.delete(host);
      const ports = watch.beginSampling(this.#samplesLeft);
      this.#samplesLeft -= ports.length;
      for (const port of ports) this.#open('canary', host, port);
    }
    return this.#samplesLeft < leftBefore;
  }

  /** A further attempt at a port of the host is made. */
  accompany(host: number): void {
    const port = this.#watchOf(host).attemptedAgain();
    if (port !== undefined) this.#open('companion', host, port);
  }

  /** A canary is back: ports that waited for it are believed, asked again, or wait for more. */
  back(host: number, { question }: Inquiry, canary: Observation): void {
    const { ledger, turns, pacing, believe } = this.#parts;
    const watch = this.#watchOf(host);
    const waiting = question === 'canary' ? watch.canaryBack(canary) : watch.companionBack(canary);
    for (const observation of waiting) {
      const { index } = observation;
      const judgement = watch.judge(ledger.countOf(index));
      if (judgement === 'ask-again') turns.pushAgain(host, index);
      else if (judgement === 'wait') watch.hold(observation);
      else believe(observation);
    }
    // The host may be done with by now.
    if (!this.#watches.has(host)) return;
    if (watch.hasFallenSilent) {
      pacing.fellSilent(host);
      for (const observation of watch.fallSilent()) believe(observation);
    } else if (watch.hasHeld) {
      this.#send(host);
    }
  }

  /** Nobody will answer any more: all ports that wait on hosts where nobody has. */
  giveUpBlind(): Observation[] {
    const hosts = [...this.#blind];
    this.#blind.clear();
    return hosts.flatMap((host) => this.#watchOf(host).giveUp());
  }

  /** No canary can be asked any more: all ports that wait. */
  giveUp(): Observation[] {
    return [...this.#watches.values()].flatMap((watch) => watch.giveUp());
  }

  /** The host is done with. */
  letGo(host: number): void {
    this.#watches.delete(host);
    this.#withSilence.delete(host);
    this.#blind.delete(host);
  }

  #send(host: number): void {
    for (const port of this.#watchOf(host).beginRound()) this.#open('canary', host, port);
  }

  #open(question: 'canary' | 'companion', host: number, port: number): void {
    const { turns, inquiries } = this.#parts;
    turns.pushFirst(host, inquiries.open({ question, host, port }));
  }

  #watchOf(host: number): HostWatch {
    const existing = this.#watches.get(host);
    if (existing !== undefined) return existing;
    const { retries, pacing } = this.#parts;
    const watch = new HostWatch(retries, pacing.timeoutMs, !pacing.isHeldToRate);
    this.#watches.set(host, watch);
    return watch;
  }
}
