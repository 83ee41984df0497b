import type { Observation } from './prober.ts';

/**
 * Turns observations and the clock into how much may be under way, how fast, and how long an attempt may take. Hosts are
 * numbers; those that are being scanned have begun and not ended.
 */
export interface PacingController {
  /** How long one attempt may wait for its answer. */
  readonly timeoutMs: number;

  /** Whether probes are held to a rate that was asked for, so that each takes time. */
  readonly isHeldToRate: boolean;

  begin(host: number): void;

  end(host: number): void;

  /** The host has answered, and says nothing any more: nothing of what was learned of it holds. */
  fellSilent(host: number): void;

  /** How many probes may be sent now, to all hosts together. */
  allowance(nowMs: number): number;

  /** How many of them may be sent to this host. */
  hostAllowance(host: number, nowMs: number): number;

  /** Whether to ask a port of the host that is known to answer, to tell silence from congestion. */
  isDoubted(host: number): boolean;

  /** When the host may be sent more, though nothing is observed; undefined: not before the next observation. */
  nextChangeMs(host: number, nowMs: number): number | undefined;

  /**
   * Tells of a probe sent. A canary asks a port that is known to answer. Gives a ticket, a number from 0 up, by which
   * the probe is known when its observation comes.
   */
  sent(host: number, isCanary: boolean, nowMs: number): number;

  /** Tells of the observation of the probe that has the ticket. */
  observed(host: number, ticket: number, attempt: AttemptKind, observation: Observation): void;
}

/** Of a probe: whether it was its port's first, a further one, or a canary. */
export type AttemptKind = 'first' | 'further' | 'canary';
