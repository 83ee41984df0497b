import { isAnswer, isTurnedAway } from '../probe/judge.ts';
import { LossEstimate, mostAttempts } from '../probe/loss-estimate.ts';
import type { Observation } from '../probe/prober.ts';
import { PortRing } from './port-ring.ts';

/** Ports that can be canaries; the latest are kept. */
const MOST_KNOWN = 8;
/** Ports that are asked to sample loss, where none may have shown, and how often each, on average. */
const MOST_SAMPLED = 64;
const MOST_SAMPLES_OF_PORT = 16;
/** Ports that were turned away for each canary that is asked at the same time: it is how much that may be too much. */
const TURNED_AWAY_PER_CANARY = 4;
/** Canaries asked at the same time. */
const MOST_IN_ROUND = 16;
/**
 * After so many lost canaries over so many time limits, and no answer of any port in between, the host has fallen
 * silent. Fewer time limits may be a queue that is longer than one of them, and that a slower scan lets run dry.
 */
const SILENT_AFTER = 16;
const SILENT_FOR_TIMEOUTS = 40;
/** So many further attempts have a canary of their own among them, which fares as they do. */
const ATTEMPTS_PER_COMPANION = 16;

/** What is in doubt on one host: ports whose last attempt may have been lost wait here until canaries have been asked. */
export class HostWatch {
  readonly #retries: number;
  readonly #isPatient: boolean;
  readonly #silentForMs: number;
  #loss = new LossEstimate();
  readonly #known = new PortRing(MOST_KNOWN);
  #knownSpeak = false;
  /** Of all kinds: what is known of a path is known of all that is at its end. */
  readonly #sampled = new PortRing(MOST_SAMPLED);
  #samples = 0;
  #isSampling = false;
  #sampleSize = 1;
  /** Waiting for the next round, and for this one to be over. */
  #held: Observation[] = [];
  #judged: Observation[] = [];
  #inRound = 0;
  #lostInRound = false;
  #lostInARow = 0;
  #answeredMs = Number.NEGATIVE_INFINITY;
  /** Whether the last canary that was lost was so late that the host may have fallen silent. */
  #isLongSilent = false;
  #attemptsAlone = ATTEMPTS_PER_COMPANION / 2;
  #companions = 0;

  /** `retries` after the first attempt were asked for. `isPatient`: silent ports wait until enough is known of the path. */
  constructor(retries: number, timeoutMs: number, isPatient: boolean) {
    this.#retries = retries;
    this.#isPatient = isPatient;
    this.#silentForMs = SILENT_FOR_TIMEOUTS * timeoutMs;
  }

  /** How many attempts a port that does not answer has. */
  get attemptsNeeded(): number {
    return this.#loss.attemptsNeeded(this.#retries);
  }

  get hasHeld(): boolean {
    return this.#held.length > 0;
  }

  /** How many ports wait though no port is known that could be asked. */
  get heldBlindly(): number {
    return this.canAsk ? 0 : this.#held.length;
  }

  get isInRound(): boolean {
    return this.#inRound > 0;
  }

  /** Whether a port is known that answers. */
  get canAsk(): boolean {
    return this.#known.length > 0;
  }

  /** Whether what was seen of a port with its last attempt may not be true of it. */
  get isInDoubt(): boolean {
    return (
      this.isInRound || this.#companions > 0 || this.#loss.canariesWanted > 0 || this.#loss.isShown || this.#isIgnorant
    );
  }

  /**
   * Whether so little is known of the path that loss may have gone unseen, since few probes at a time left no room to
   * find out while the port waited for its answers.
   */
  get #isIgnorant(): boolean {
    return this.#isPatient && !this.#loss.isShown && this.#samplesWanted > 0;
  }

  /** A port answered, after so many attempts that may have been lost. */
  answered(port: number, { kind, atMs }: Observation, lostBefore: number): void {
    this.#heard(atMs);
    this.#loss.answered(lostBefore);
    this.#sampled.put(port);
    // A refusal comes from the host's kernel: what answers by itself shows more of what can go wrong.
    const speaks = kind !== 'refused';
    if (this.#knownSpeak && !speaks) return;
    if (!this.#knownSpeak && speaks) this.#known.clear();
    this.#knownSpeak = speaks;
    this.#known.put(port);
  }

  hold(observation: Observation): void {
    this.#held.push(observation);
  }

  /** Begins a round of canaries, unless one is going on: the ports to ask. */
  beginRound(): number[] {
    // What fared as the ports that wait says more of them than canaries that are asked now.
    if (this.isInRound || this.#companions > 0 || !this.canAsk) return [];
    this.#isSampling = false;
    const turnedAway = this.#held.filter(({ kind }) => isTurnedAway(kind)).length;
    const toBeSure = this.#isLongSilent ? SILENT_AFTER - this.#lostInARow : 1;
    const canaries = Math.max(toBeSure, this.#loss.canariesWanted, Math.ceil(turnedAway / TURNED_AWAY_PER_CANARY));
    // Where a single one would do, it may as well be a sample.
    if (canaries === 1 && this.#isIgnorant) return this.beginSampling(MOST_IN_ROUND);
    return this.#begin(canaries, this.#known);
  }

  /** Whether canaries should be asked though nothing is suspected, to bound what silent ports may have lost. */
  get isCurious(): boolean {
    return this.#samplesWanted > 0;
  }

  /** Begins a round to bound the loss, of so many canaries at most, unless one is going on: the ports to ask. */
  beginSampling(most: number): number[] {
    if (this.isInRound || this.#companions > 0) return [];
    const canaries = Math.min(most, this.#sampleSize, this.#samplesWanted);
    if (canaries <= 0) return [];
    this.#isSampling = true;
    const ports = this.#begin(canaries, this.#sampled);
    this.#samples += ports.length;
    return ports;
  }

  get #samplesWanted(): number {
    const allowed = MOST_SAMPLES_OF_PORT * this.#sampled.length - this.#samples;
    return Math.min(allowed, this.#retries === 0 ? 0 : this.#loss.samplesWanted(1 + this.#retries));
  }

  #begin(canaries: number, ring: PortRing): number[] {
    this.#judged = this.#held;
    this.#held = [];
    this.#inRound = Math.min(MOST_IN_ROUND, canaries);
    this.#lostInRound = false;
    return Array.from({ length: this.#inRound }, () => ring.take());
  }

  /** A further attempt at a port is made: the port to ask beside it, where there is to be one. */
  attemptedAgain(): number | undefined {
    this.#attemptsAlone += 1;
    if (this.#attemptsAlone < ATTEMPTS_PER_COMPANION || !this.canAsk) return undefined;
    this.#attemptsAlone = 0;
    this.#companions += 1;
    return this.#known.take();
  }

  companionBack(observation: Observation): readonly Observation[] {
    this.#companions = Math.max(0, this.#companions - 1);
    this.#count(observation);
    return [];
  }

  /** A canary is back. When the last one of the round is, the ports that waited for it are to be judged. */
  canaryBack(observation: Observation): readonly Observation[] {
    if (!this.isInRound) return [];
    this.#inRound -= 1;
    this.#lostInRound ||= !isAnswer(observation.kind);
    // Many samples at once may be too many, which is not the end of the host.
    this.#count(observation, this.#isSampling);
    if (this.isInRound) return [];
    if (this.#isSampling) this.#sampleSize = this.#lostInRound ? 1 : Math.min(MOST_IN_ROUND, 2 * this.#sampleSize);
    const judged = this.#judged;
    this.#judged = [];
    return judged;
  }

  /** What is to become of a port that waited for the round that is over, after so many attempts. */
  judge(attempts: number): 'believe' | 'ask-again' | 'wait' {
    if (attempts < (this.#lostInRound ? mostAttempts(this.#retries) : this.attemptsNeeded)) return 'ask-again';
    return this.#loss.canariesWanted > 0 || this.#isIgnorant ? 'wait' : 'believe';
  }

  /** No canary can be asked any more: all ports that wait. */
  giveUp(): readonly Observation[] {
    const all = [...this.#judged, ...this.#held];
    this.#judged = [];
    this.#held = [];
    this.#inRound = 0;
    this.#companions = 0;
    return all;
  }

  #count({ kind, atMs }: Observation, isSample = false): void {
    if (isAnswer(kind)) {
      this.#loss.canaryAnswered();
      this.#heard(atMs);
      return;
    }
    this.#loss.canaryLost();
    if (!isSample) this.#lostInARow += 1;
    this.#isLongSilent = atMs - this.#answeredMs >= this.#silentForMs;
  }

  #heard(atMs: number): void {
    this.#lostInARow = 0;
    this.#answeredMs = atMs;
    this.#isLongSilent = false;
  }

  /** Whether the host answers no more. */
  get hasFallenSilent(): boolean {
    return this.#isLongSilent && this.#lostInARow >= SILENT_AFTER;
  }

  /** What a host does that says nothing any more is no loss: all ports that wait are to be judged as they were seen. */
  fallSilent(): readonly Observation[] {
    this.#loss = new LossEstimate();
    this.#known.clear();
    this.#sampled.clear();
    this.#knownSpeak = false;
    this.#lostInARow = 0;
    this.#isLongSilent = false;
    return this.giveUp();
  }
}
