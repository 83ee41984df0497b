/** What `portlab conform --replay` produces: plain data, the shape of its JSON document. */

/** The first thing that was not as in the trace. */
export interface ReplayDifference {
  /** Numbered as in the trace. */
  readonly connection: number;
  /** Of the trace, where the event stands that says it. */
  readonly line: number;
  readonly expected: string;
  readonly actual: string;
}

export interface ReplayedCase {
  /** As the trace names it. */
  readonly name: string;
  /** Of the trace, where it begins. */
  readonly line: number;
  /** `inconclusive`: this machine failed. */
  readonly verdict: 'same' | 'different' | 'inconclusive';
  readonly elapsedMs: number;
  /** Unless it is the same; `actual` is an errno where this machine failed. */
  readonly difference?: ReplayDifference;
}

export interface ReplayResult {
  readonly trace: string;
  /** Where the connections went: `127.0.0.1:4545`. */
  readonly targets: readonly string[];
  readonly elapsedMs: number;
  readonly cases: readonly ReplayedCase[];
  readonly summary: Readonly<Record<ReplayedCase['verdict'], number>>;
}
