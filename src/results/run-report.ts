import type { RunSummary, ScenarioResult } from './run.ts';
import type { TimelineEvent } from './timeline.ts';

/** A run with all that is known of it, for reports that people look at. Every `RunResult` is one. */
export interface RunReport {
  readonly scenarios: readonly ScenarioReport[];
  readonly summary: RunSummary;
}

export interface ScenarioReport extends ScenarioResult {
  /** Why the scenario exists. */
  readonly description?: string;
  /** Which addresses the names of hosts stand for: results name hosts, connections and messages address them. */
  readonly hosts?: readonly { readonly name: string; readonly address: string }[];
  /** What happened, in order of time. */
  readonly timeline?: readonly TimelineEvent[];
  /** What the octets of the timeline meant, in its order. */
  readonly messages?: readonly MessageSeen[];
}

/** A message that came whole, or octets that are none. */
export interface MessageSeen {
  /** Which event of the timeline completed it: the index of one of kind `octets`. */
  readonly event: number;
  /** For people: `status-request 7`, `not PSAP: bad magic`. */
  readonly text: string;
  /** Whether its octets break the protocol. */
  readonly broken?: true;
  /** The port that it asks or tells about; an agent's connection carries messages about many. */
  readonly about?: { readonly address: string; readonly port: number };
}
