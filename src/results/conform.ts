import type { StateCoverage } from './state-coverage.ts';

/** What `portlab conform` produces: plain data, the shape of the JSON document. */

export const caseVerdicts = [
  'pass',
  'fail',
  'warn',
  'unsupported',
  'inconclusive',
  'suite-error',
  'known-failure',
  'unexpected-pass',
] as const;
/**
 * `fail`: a MUST was broken. `warn`: a SHOULD was. `unsupported`: the profile does not declare what the case needs.
 * `inconclusive`: it could not be found out, `reason` says why. `suite-error`: our fault. `known-failure`: it failed as
 * somebody said. `unexpected-pass`: it passed, and somebody said that it fails.
 */
export type CaseVerdict = (typeof caseVerdicts)[number];

/** Something that happened on a connection of a case. */
export interface ConversationLine {
  /** Since the case began. */
  readonly atMs: number;
  readonly connection: number;
  /** `>` to the target, `<` from it. */
  readonly direction: '>' | '<';
  /** May hold what the target sent: make it harmless before it is shown. */
  readonly text: string;
}

/** What shows that a case failed. */
export interface Evidence {
  readonly expected: string;
  readonly actual: string;
  readonly conversation: readonly ConversationLine[];
  /** What was received on the connection that it is about. */
  readonly received?: {
    readonly connection: number;
    /** Hexadecimal, lower case, without spaces. */
    readonly octets: string;
    /** The octets that are wrong; of what is missing the length is 0. */
    readonly mark?: { readonly offset: number; readonly length: number };
  };
}

export interface CaseResult {
  readonly id: string;
  readonly title: string;
  /** The section of the specification. */
  readonly section: string;
  /** Where it was read from, for a case that is not of the suite. */
  readonly file?: string;
  readonly requirements: readonly string[];
  readonly level: 'MUST' | 'SHOULD' | 'MAY';
  readonly verdict: CaseVerdict;
  readonly elapsedMs: number;
  /** Why it is unsupported, inconclusive or a suite-error; of what is known to fail, why, or what is not as was known. */
  readonly reason?: string;
  /** How often it failed of how often it ran, where it failed. Fewer than all: it is intermittent. */
  readonly runs?: { readonly failed: number; readonly of: number };
  readonly evidence?: Evidence;
}

/** Whether a verdict fails the run; a SHOULD that is broken does where the run is strict. */
export function failsRun(verdict: CaseVerdict, strict: boolean): boolean {
  return (
    verdict === 'fail' || verdict === 'unexpected-pass' || verdict === 'suite-error' || (strict && verdict === 'warn')
  );
}

export interface ConformResult {
  readonly suite: 'psap/1';
  readonly target: string;
  readonly seed: number;
  readonly elapsedMs: number;
  /** The shortest round trip of a status request that was measured before the suite began. */
  readonly roundTripMs: number;
  /** Whether all cases ran: `stopped` by an interrupt, or the target was `dead`. */
  readonly ended: 'finished' | 'stopped' | 'dead';
  readonly strict: boolean;
  readonly results: readonly CaseResult[];
  readonly summary: Readonly<Record<CaseVerdict, number>>;
  /** Which rows of the responder's table the target was seen in. */
  readonly coverage?: StateCoverage;
  /** Of random sequences, with `--explore`; one that fails every time is among the results. */
  readonly exploration?: ExplorationResult;
}

/** What came of random sequences. */
export interface ExplorationResult {
  /** Sequences that were played, without those that were tried to make one smaller. */
  readonly runs: number;
  /** Of them, those that failed and then did not fail every time. */
  readonly intermittent: number;
  /** The sequence that failed, as small as it got, or after which the target stopped answering. */
  readonly sequence?: {
    /** Its steps, `>` sent, `<` that has to be received. */
    readonly script: readonly string[];
    /** The steps of the script that failed first, and how many sequences were tried to make it smaller. */
    readonly shrunk?: { readonly fromSteps: number; readonly toSteps: number; readonly tried: number };
    /** Where it is saved as a case. */
    readonly file?: string;
  };
}
