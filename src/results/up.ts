import type { PlannedChange } from './scenario-plan.ts';

/** What `portlab up` prints: plain data, the shapes of the JSON document, and of a line for each change after it. */

/** Ports of one host that are reached at one real address. */
export interface UpRoute {
  readonly host: string;
  /** The host's logical address, which messages carry. */
  readonly address: string;
  /** A port list: `22,8000-8010`, or `default` for every port that no other route names. */
  readonly ports: string;
  /** Where a scanner really connects to: `127.0.0.1:40123`; of a logical world each port at its own: `127.1.2.3:22,80`. */
  readonly real: string;
  /** What is true of the ports: `open`, or `open, slow`. */
  readonly truth: string;
  readonly realisedBy: string;
}

export interface UpResult {
  readonly scenario: string;
  readonly file: string;
  readonly backend: string;
  readonly proxy: string;
  readonly seed: number;
  /** Whether the hosts are reached at their own addresses and ports, or where the routes say. */
  readonly addresses: 'logical' | 'mapped';
  /** As they are at first. */
  readonly routes: readonly UpRoute[];
  /** What is to come, counted from when this is printed; in order of time. */
  readonly timeline: readonly PlannedChange[];
}

/** Ports of one route became something else. */
export interface UpChange extends UpRoute {
  /** When that was to come, since the world was up. */
  readonly atMs: number;
  /** When it was true of whoever connects: later, where it takes long to be made. */
  readonly madeAtMs: number;
}
