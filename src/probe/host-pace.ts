import { BackOff } from './back-off.ts';
import { CongestionWindow } from './congestion-window.ts';
import { isAnswer } from './judge.ts';
import { LossByRate } from './loss-by-rate.ts';
import type { AttemptKind } from './pacing.ts';
import type { Observation } from './prober.ts';
import { RateLimiter } from './rate-limiter.ts';
import { RecentRate } from './recent-rate.ts';
import { RttEstimator } from './rtt-estimator.ts';
import { type Volley, Volleys } from './volleys.ts';

/** Shorter waits than this are of the machine's making more than of the network's. */
const RTO_FLOOR_MS = 100;
/** What a lost canary does to a pace. */
const SLOWER = 0.7;
/**
 * With answers it grows every tenth of a second: in proportion to its square root, so that those who share a bottleneck
 * come to equal shares (Bansal and Balakrishnan, "Binomial Congestion Control Algorithms", 2001); and by a tenth as well
 * once nothing was lost for a while, so that congestion that is over is forgotten.
 */
const GROWTH_MS = 100;
const GROWTH = 0.5;
const FASTER = 1.1;
const FASTER_AFTER_MS = 2_500;
const SLOWEST_PER_SECOND = 5;
/** From so many probes per second on, a pace holds nothing back. */
const UNPACED = 100_000;
/** So many probes without an answer are worth the question whether the host answers at all. */
const DOUBTS_WORTH_A_CANARY = 8;

/**
 * The pace of one host. A probe whose answer is overdue (RTO) frees its place in the window and goes on waiting for its
 * time limit. Silence alone changes nothing: a canary that does not answer either is what shows congestion, unless as many
 * are lost at a lower rate. Then the window is cut, and probes are paced to the rate at which answers came, which grows
 * again while all goes well.
 */
export class HostPace {
  readonly #rtt: RttEstimator;
  readonly #window: CongestionWindow;
  readonly #answers = new RecentRate();
  readonly #sends = new RecentRate();
  readonly #lossByRate = new LossByRate();
  readonly #backOff = new BackOff();
  /** Tickets are the numbers of volleys; lower ones than the first were another's. */
  readonly #firstTicket: number;
  readonly #volleys: Volleys;
  /** Probes under way whose answer is not overdue, and those whose answer is. */
  #expected = 0;
  #overdue = 0;
  /** Under way. */
  #canaries = 0;
  #pace: RateLimiter | undefined;
  #paceGrewMs = 0;
  #paceCutMs = Number.NEGATIVE_INFINITY;
  #heard = false;
  #doubts = 0;
  /** Those that the canaries under way are to explain. */
  #doubtsAsked = 0;
  #share = Number.POSITIVE_INFINITY;
  #sweptMs = Number.NEGATIVE_INFINITY;

  /** `firstTicket`: the first that `sent` gives, higher than all that were given for the host before. */
  constructor(windowCeiling: number, timeoutMs: number, firstTicket = 0) {
    this.#firstTicket = firstTicket;
    this.#volleys = new Volleys(firstTicket);
    this.#rtt = new RttEstimator({ floorMs: Math.min(RTO_FLOOR_MS, timeoutMs), ceilingMs: timeoutMs });
    this.#window = new CongestionWindow(windowCeiling);
  }

  /** Higher than all that `sent` gave. */
  get nextTicket(): number {
    return this.#volleys.nextNumber;
  }

  /** Whether a canary should be sent: much is silent, and none is under way. */
  get isDoubted(): boolean {
    return this.#doubts >= DOUBTS_WORTH_A_CANARY && this.#canaries === 0;
  }

  /** How many may be sent now, where no more than `share` may be under way. */
  room(nowMs: number, share: number): number {
    this.#share = share;
    if (nowMs < this.#backOff.untilMs) return 0;
    this.#sweep(nowMs);
    const expected = this.#expected;
    const room = Math.min(this.#window.size - expected, share - expected - this.#overdue);
    return Math.max(0, this.#pace === undefined ? room : Math.min(room, this.#pace.allowance(nowMs)));
  }

  /** When there is room though nothing is observed; undefined: not before the next observation. */
  nextChangeMs(nowMs: number): number | undefined {
    if (nowMs < this.#backOff.untilMs) return this.#backOff.untilMs;
    if (this.#expected + this.#overdue >= this.#share) return undefined;
    if (this.#expected < this.#window.size) return this.#pace?.dueMs(nowMs) ?? nowMs;
    const { oldest } = this.#volleys;
    return oldest === undefined ? undefined : Math.max(nowMs, oldest.sentMs + this.#rtt.rtoMs);
  }

  /** Its ticket. */
  sent(isCanary: boolean, nowMs: number): number {
    this.#expected += 1;
    this.#pace?.sent(1, nowMs);
    if (isCanary) {
      this.#canaries += 1;
      this.#doubtsAsked += this.#doubts;
      this.#doubts = 0;
    }
    this.#sends.add(nowMs);
    return this.#volleys.add(isCanary, nowMs, this.#sends.perSecond(nowMs));
  }

  observed(ticket: number, attempt: AttemptKind, observation: Observation): void {
    const { kind, atMs } = observation;
    // It may change what is overdue.
    this.#sweptMs = Number.NEGATIVE_INFINITY;
    const isKnown = ticket >= this.#firstTicket;
    const isCanary = isKnown && attempt === 'canary';
    const volley = isKnown ? this.#volleys.get(ticket) : undefined;
    const isInTime = volley !== undefined;
    if (isInTime) {
      this.#expected -= 1;
      volley.waiting -= 1;
      if (isCanary) volley.canaries -= 1;
    } else if (isKnown) {
      this.#overdue -= 1;
    }
    if (isCanary) this.#canaries -= 1;
    switch (kind) {
      case 'local':
      case 'displaced':
        return;
      case 'unreached':
        this.#backOff.failed(atMs);
        return;
    }
    if (isAnswer(kind)) {
      this.#answered(observation, isCanary || attempt === 'first');
      if (isCanary && isInTime) {
        this.#countCanary(volley, false);
        this.#explain();
      }
    } else if (isCanary) {
      // It was turned away, as others would be at once.
      if (isInTime) {
        this.#backOff.failed(atMs);
        this.#countCanary(volley, true);
        this.#slowDown(atMs);
      }
    } else {
      if (isInTime) this.#doubts += 1;
      // Who never says anything is asked more and more at once: nothing shows that it is too much.
      if (!this.#heard) this.#window.grow();
    }
  }

  #answered({ rttMs, atMs }: Observation, isSample: boolean): void {
    this.#heard = true;
    this.#backOff.succeeded();
    this.#answers.add(atMs);
    if (isSample) this.#rtt.sample(rttMs);
    this.#window.grow();
    if (this.#pace === undefined || atMs - this.#paceGrewMs < GROWTH_MS) return;
    this.#paceGrewMs = atMs;
    this.#pace.ratePerSecond += GROWTH * Math.sqrt(this.#pace.ratePerSecond);
    if (atMs - this.#paceCutMs > FASTER_AFTER_MS) this.#pace.ratePerSecond *= FASTER;
    if (this.#pace.ratePerSecond > UNPACED) this.#pace = undefined;
  }

  /** The host answers: silence is the ports' own, and as good as an answer. */
  #explain(): void {
    for (; this.#doubtsAsked > 0; this.#doubtsAsked -= 1) this.#window.grow();
  }

  /** Probes whose answer is overdue by now are not expected any more. */
  #sweep(nowMs: number): void {
    if (nowMs === this.#sweptMs) return;
    this.#sweptMs = nowMs;
    const { rtoMs } = this.#rtt;
    for (let { oldest } = this.#volleys; oldest !== undefined; oldest = this.#volleys.oldest) {
      if (oldest.sentMs + rtoMs > nowMs) return;
      this.#volleys.takeOldest();
      this.#expected -= oldest.waiting;
      this.#overdue += oldest.waiting;
      this.#doubts += oldest.waiting - oldest.canaries;
      if (oldest.canaries > 0) this.#lost(oldest, nowMs);
    }
  }

  /** The canaries of the volley are overdue. */
  #lost(volley: Volley, nowMs: number): void {
    this.#countCanary(volley, true);
    if (!this.#lossByRate.isInnocent(volley.perSecond)) this.#slowDown(nowMs);
  }

  /** Within a round trip of a cut, what was sent before it is still in the way of what is sent now. */
  #countCanary({ sentMs, perSecond }: Volley, isLost: boolean): void {
    if (sentMs - this.#paceCutMs >= this.#rtt.rtoMs) this.#lossByRate.count(perSecond, isLost);
  }

  #slowDown(nowMs: number): void {
    if (!this.#window.cut(nowMs, this.#rtt.rtoMs)) return;
    this.#rtt.backOff();
    this.#doubtsAsked = 0;
    this.#paceGrewMs = nowMs;
    this.#paceCutMs = nowMs;
    const slower = this.#pace === undefined ? this.#answers.most : SLOWER * this.#pace.ratePerSecond;
    this.#pace ??= new RateLimiter(1);
    this.#pace.ratePerSecond = Math.max(SLOWEST_PER_SECOND, slower);
  }
}
