import type { PortResult } from './scan.ts';

/** What `portlab run` produces: plain data, the shapes of the JSON document. */

export interface ExpectationResult {
  /** The expectation as a person would say it: `port 8000 filtered`. */
  readonly text: string;
  readonly passed: boolean;
  /** The scan was interrupted before this was decided: it has neither passed nor failed. */
  readonly undecided?: true;
  /** What was seen: where it failed, and of figures of a whole scan always. */
  readonly actual?: string;
}

export interface ScenarioPortResult extends PortResult {
  /** The scanner that found it. */
  readonly scanner: string;
  /**
   * What stood behind the port: `toxiproxy`, `responder`, `acceptor`, `route`, `saturated-listener`, `refused-port`, or
   * `agent` where an agent was asked.
   */
  readonly realisedBy: string;
}

export interface ScenarioResult {
  readonly name: string;
  readonly file: string;
  /** Which row of its file's matrix it is: each value as it is written, by name. */
  readonly row?: Readonly<Record<string, string>>;
  readonly backend: string;
  /** `none`, `embedded`, or the server's own name and version. */
  readonly proxy: string;
  readonly seed: number;
  readonly passed: boolean;
  /** Its scans were interrupted: it has neither passed nor failed, whatever its expectations say so far. */
  readonly interrupted?: true;
  readonly elapsedMs: number;
  readonly expectations: readonly ExpectationResult[];
  readonly ports: readonly ScenarioPortResult[];
}

export interface RunResult {
  readonly scenarios: readonly ScenarioResult[];
  readonly summary: RunSummary;
}

/** How many scenarios ended how. */
export interface RunSummary {
  readonly passed: number;
  readonly failed: number;
  readonly interrupted: number;
  /** Those that have no result, since the run ended before. */
  readonly notRun: number;
}
