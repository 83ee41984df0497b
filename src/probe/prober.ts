import type { Endpoint } from '../protocol/address.ts';
import type { Attribute } from '../protocol/attributes.ts';
import type { OutcomeKind } from '../protocol/exchange-machine.ts';
import type { Question } from '../protocol/request.ts';

/** The seam between a scan and an engine: batches of probes in, batches of observations out. */

/** One question about one subject port, to be asked once. */
export interface Probe {
  /** The scan's own number for it; comes back in the observation. At most one probe of an index is under way. */
  readonly index: number;
  readonly question: Question;
  readonly subject: Endpoint;
  /** Bounds each wait of the attempt. */
  readonly timeoutMs: number;
}

/**
 * What came of one probe. `displaced` (agent mode alone): the connection ended before this request's turn came, after
 * others were answered; it says nothing and is asked again (SCAN-*). `unreached` (agent mode alone): no connection to
 * the agent came up.
 */
export type ObservationKind = OutcomeKind | 'displaced' | 'unreached';

export interface Observation {
  readonly index: number;
  readonly kind: ObservationKind;
  /** The error's code, or the local errno; else undefined. For `unreached`, why. */
  readonly code?: string;
  /** Of an information answer. */
  readonly attributes?: readonly Attribute[];
  /** From the attempt's start to what ended it. */
  readonly rttMs: number;
  /** The clock's time of the observation. */
  readonly atMs: number;
}

/** `direct`: connections go to the subject ports. `agent`: requests are pipelined to an agent port. */
export type ProbeMode = 'direct' | 'agent';

/** A scan engine. It never retries, paces itself or names a verdict. */
export interface Prober {
  /** For people and JSON: `stream`. */
  readonly engine: string;
  readonly mode: ProbeMode;

  /** Called, never inside `submit` or `cancel`, when `drain` has something to give. Set it before the first `submit`. */
  onObservations: () => void;

  /** Starts probes. */
  submit(probes: readonly Probe[]): void;

  /** Takes the observations made since the last call, in the order in which they were made. */
  drain(): Observation[];

  /** Forgets a probe under way; its observation does not come. */
  cancel(index: number): void;

  /** Cancels everything under way and closes every connection. */
  close(): void;
}
