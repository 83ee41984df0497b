import type { ScanResult, UnansweredInquiry } from '../results/scan.ts';

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
