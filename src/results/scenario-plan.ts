import type { OsInformation, PortInformation } from './scan.ts';

/** What `portlab run --list` and `--dry-run` print: plain data, the shapes of their JSON documents. */

/** One scenario, as far as choosing it takes. */
export interface ScenarioEntry {
  readonly name: string;
  readonly file: string;
  /** Which row of its file's matrix it is. */
  readonly row?: Readonly<Record<string, string>>;
  /** Why it exists. */
  readonly description?: string;
}

export interface ScenarioList {
  readonly scenarios: readonly ScenarioEntry[];
}

/** A scenario with its world and what its scans must find, without anything being brought up. */
export interface ScenarioPlan extends ScenarioEntry {
  readonly hosts: readonly PlannedHost[];
  /** In order of time. */
  readonly timeline: readonly PlannedChange[];
  readonly scanners: readonly PlannedScanner[];
}

export interface PlannedHost {
  readonly name: string;
  readonly address: string;
  /** The agent's port, and what it does instead of answering: `4545`, `4545, busy`. */
  readonly agent?: string;
  /** What it says of its operating system. */
  readonly os?: OsInformation;
  /** Ports that are alike, by the lowest of each; all 65,535 are there. */
  readonly ports: readonly PlannedPorts[];
}

export interface PlannedPorts {
  readonly ports: string;
  readonly truth: string;
  /** What they say of themselves. */
  readonly info?: Partial<PortInformation>;
}

export interface PlannedChange {
  readonly atMs: number;
  /** Where it comes again and again. */
  readonly everyMs?: number;
  readonly host: string;
  readonly ports: string;
  readonly truth: string;
}

export interface PlannedScanner {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly ports: string;
  readonly probe: string;
  readonly encoding: string;
  readonly via: string;
  readonly info: boolean;
  readonly timeoutMs: number;
  readonly retries: number;
  readonly concurrency: number;
  readonly ratePerSecond?: number;
  readonly expectations: readonly PlannedExpectation[];
}

export interface PlannedExpectation {
  /** The host that it is about; none where it is about the whole scan. */
  readonly host?: string;
  readonly text: string;
  /** Whether the scenario says it, or it follows from the truth. */
  readonly origin: 'said' | 'follows';
}

export interface DryRun {
  readonly scenarios: readonly ScenarioPlan[];
}
