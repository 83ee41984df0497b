/** Which rows of the responder's table (spec/machines.yaml) a target was seen in, and whether it did what they say. */

/**
 * `right`: it did so each time that it shows. `wrong`: it did not, once at least. `unseen`: it was led there, and what
 * it did then does not show. `not-reached`: nothing led there.
 */
export const rowVerdicts = ['right', 'wrong', 'unseen', 'not-reached'] as const;
export type RowVerdict = (typeof rowVerdicts)[number];

export interface RowCoverage {
  /** Undefined for a row with which the machine begins. */
  readonly state?: string;
  readonly event: string;
  /** All of it must hold: `good and asks-status and open`. */
  readonly guard?: string;
  readonly next: string;
  readonly clauses: readonly string[];
  readonly verdict: RowVerdict;
  /** How often it was led there. */
  readonly times: number;
  /** Why it was not reached, or does not show. */
  readonly reason?: string;
  /** What it did wrong, the first times. */
  readonly faults?: readonly RowFault[];
}

export interface RowFault {
  /** The id of the case. */
  readonly case: string;
  readonly expected: string;
  /** May hold what the target sent: make it harmless before it is shown. */
  readonly actual: string;
}

export interface StateCoverage {
  readonly states: readonly string[];
  /** In the order of the table. */
  readonly rows: readonly RowCoverage[];
  readonly summary: Readonly<Record<RowVerdict, number>>;
}
