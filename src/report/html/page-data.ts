import type { PortState, Reason } from '../../results/scan.ts';

/** What the page's script is given: as small as it can be, since there may be 65,535 ports a host. Times are ms. */
export interface PageData {
  readonly scenarios: readonly PageScenario[];
}

export interface PageScenario {
  /** One for each scanner and host, in order of the results. */
  readonly fields: readonly PortField[];
  /** Where a timeline was kept. */
  readonly story?: Story;
}

/** What one scanner found on one host. */
export interface PortField {
  readonly scanner: string;
  readonly host: string;
  readonly groups: readonly PortGroup[];
  /** Ascending ports as runs of neighbours of one group, flat: first port, how many, index of the group. */
  readonly runs: readonly number[];
  /** How long each port took, in order of the ports. */
  readonly times: readonly number[];
  /** What ports say of themselves, where they do. */
  readonly info: Readonly<Record<number, string>>;
}

/** Ports that share all but their number, their time and what they say of themselves. */
export interface PortGroup {
  readonly state: PortState;
  readonly reason: Reason;
  readonly attempts: number;
  readonly realisedBy: string;
}

/** What happened. */
export interface Story {
  readonly endMs: number;
  readonly faults: readonly FaultSpan[];
  /** The most connections that were open or being opened at once, in each of so many equal parts of the time. */
  readonly activity: readonly number[];
  /** Those with the most to tell first. */
  readonly lanes: readonly Lane[];
  /** How many of them are worth to be seen at first. */
  readonly telling: number;
  /** Ports that have none. */
  readonly withoutLane: number;
}

/** A fault of the world, for as long as it was as it was. */
export interface FaultSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly host: string;
  readonly ports: string;
  readonly fault: string;
}

/** What happened to one port, or on the agent's port, as one scanner saw it: in order of time. */
export interface Lane {
  readonly scanner: string;
  readonly host: string;
  readonly port: number;
  readonly events: readonly LaneEvent[];
}

export const laneEventKinds = ['dial', 'up', 'sent', 'received', 'end', 'close', 'verdict', 'skipped'] as const;

export interface LaneEvent {
  readonly at: number;
  readonly kind: (typeof laneEventKinds)[number];
  /** For people; empty where the kind says it all. */
  readonly text: string;
  readonly connection?: number;
  /** Of octets: how many, and their digits, perhaps not all. */
  readonly size?: number;
  readonly hex?: string;
  /** A message that breaks the protocol. */
  readonly bad?: true;
  /** Who or what closed a connection. */
  readonly end?: 'scanner' | 'peer' | 'error';
  readonly state?: PortState;
}
