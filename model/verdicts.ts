import { type ProbeOutcome, toObservation } from '../src/engines/observe.ts';
import { judge } from '../src/probe/judge.ts';
import type { ProbeMode } from '../src/probe/prober.ts';

/** What a verdict must never say, whatever the tables of right outcomes have. */
export interface Circumstances {
  /** The subject is open, and the responder may say so. */
  readonly isOpen: boolean;
  /** Who answers is a responder that keeps the rules. */
  readonly isGood: boolean;
  /** Nothing went wrong on the way. */
  readonly isFaultless: boolean;
}

/**
 * What is wrong with the verdict that an outcome gives, or undefined. An error is no statement about the subject: in
 * direct mode it shows that somebody took the connection and spoke, and so gives `open` (VERDICT-1), whatever the truth.
 */
export function judgeVerdict(mode: ProbeMode, outcome: ProbeOutcome, facts: Circumstances): string | undefined {
  if (outcome.kind === 'information' || outcome.kind === 'displaced') return undefined;
  const { state, reason } = judge(mode, toObservation(0, outcome, 0, 0));
  const { isOpen, isGood, isFaultless } = facts;
  if (state === 'open' && isGood && !isOpen && reason !== 'error-reply') {
    return `the verdict is open (${reason}), where the port is not open and its responder keeps the rules`;
  }
  if ((state === 'closed' || state === 'filtered') && isOpen && isGood && isFaultless) {
    return `the verdict is ${state} (${reason}), where the port is open and nothing went wrong`;
  }
  return undefined;
}

/** `error-reply denied`, `local EMFILE`, `open` */
export function nameOutcome(outcome: ProbeOutcome): string {
  if (outcome.kind === 'error-reply' || outcome.kind === 'unreached') return `${outcome.kind} ${outcome.code}`;
  return outcome.kind === 'local' ? `local ${outcome.errno}` : outcome.kind;
}
