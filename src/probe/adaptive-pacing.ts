import { HostPace } from './host-pace.ts';
import { LocalLimit } from './local-limit.ts';
import type { AttemptKind, PacingController } from './pacing.ts';
import type { Observation } from './prober.ts';
import { RateLimiter } from './rate-limiter.ts';

/** Probes under way where nothing is said: those of the windows, and those whose answers are overdue. */
const UNDER_WAY = 1_024;
const WINDOW = 256;

export interface AdaptivePacingOptions {
  /** Probes under way at most, of all hosts together; undefined: as many as goes well. */
  readonly concurrency?: number;
  /** Probes sent per second at most; undefined: no limit. */
  readonly ratePerSecond?: number;
  readonly timeoutMs: number;
}

/**
 * Each host has its own pace (HostPace) and an equal share of what may be under way; over all of them stand what was
 * asked for and what this machine can bear (LocalLimit). Every attempt waits for its whole time limit.
 */
export class AdaptivePacing implements PacingController {
  readonly timeoutMs: number;
  readonly #windowCeiling: number;
  readonly #local: LocalLimit;
  readonly #rate: RateLimiter | undefined;
  readonly #hosts = new Map<number, HostPace>();
  #underWay = 0;

  constructor({ concurrency, ratePerSecond, timeoutMs }: AdaptivePacingOptions) {
    this.timeoutMs = timeoutMs;
    this.#windowCeiling = concurrency ?? WINDOW;
    this.#local = new LocalLimit(concurrency ?? UNDER_WAY);
    this.#rate = ratePerSecond === undefined ? undefined : new RateLimiter(ratePerSecond);
  }

  get isHeldToRate(): boolean {
    return this.#rate !== undefined;
  }

  begin(host: number): void {
    this.#hosts.set(host, new HostPace(this.#windowCeiling, this.timeoutMs));
  }

  end(host: number): void {
    this.#hosts.delete(host);
  }

  fellSilent(host: number): void {
    const { nextTicket } = this.#hosts.get(host)!;
    this.#hosts.set(host, new HostPace(this.#windowCeiling, this.timeoutMs, nextTicket));
  }

  allowance(nowMs: number): number {
    if (nowMs < this.#local.pausedUntilMs) return 0;
    const room = Math.max(0, this.#local.limit - this.#underWay);
    return this.#rate === undefined ? room : Math.min(room, this.#rate.allowance(nowMs));
  }

  hostAllowance(host: number, nowMs: number): number {
    return this.#hosts.get(host)!.room(nowMs, Math.ceil(this.#local.limit / this.#hosts.size));
  }

  isDoubted(host: number): boolean {
    return this.#hosts.get(host)!.isDoubted;
  }

  nextChangeMs(host: number, nowMs: number): number | undefined {
    if (nowMs < this.#local.pausedUntilMs) return this.#local.pausedUntilMs;
    if (this.#underWay >= this.#local.limit) return undefined;
    const hostMs = this.#hosts.get(host)!.nextChangeMs(nowMs);
    return hostMs === undefined || this.#rate === undefined ? hostMs : Math.max(this.#rate.dueMs(nowMs), hostMs);
  }

  sent(host: number, isCanary: boolean, nowMs: number): number {
    this.#underWay += 1;
    this.#rate?.sent(1, nowMs);
    return this.#hosts.get(host)!.sent(isCanary, nowMs);
  }

  observed(host: number, ticket: number, attempt: AttemptKind, observation: Observation): void {
    if (observation.kind === 'local') this.#local.failed(observation.atMs, this.#underWay);
    else if (observation.kind !== 'unreached') this.#local.succeeded();
    this.#underWay -= 1;
    this.#hosts.get(host)?.observed(ticket, attempt, observation);
  }
}
