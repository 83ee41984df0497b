import type { Observation } from '../probe/prober.ts';
import type { AgentOutcome } from '../protocol/agent-pipeline.ts';

/** What can come of a probe, in either mode. */
export type ProbeOutcome = AgentOutcome | { readonly kind: 'unreached'; readonly code: string };

/** The observation of an outcome, at `nowMs`, of an attempt that began at `startedMs`. */
export function toObservation(index: number, outcome: ProbeOutcome, startedMs: number, nowMs: number): Observation {
  const rttMs = nowMs - startedMs;
  switch (outcome.kind) {
    case 'local':
      return { index, kind: 'local', code: outcome.errno, rttMs, atMs: nowMs };
    case 'error-reply':
    case 'unreached':
      return { index, kind: outcome.kind, code: outcome.code, rttMs, atMs: nowMs };
    case 'information':
      return { index, kind: 'information', attributes: outcome.attributes, rttMs, atMs: nowMs };
    default:
      return { index, kind: outcome.kind, rttMs, atMs: nowMs };
  }
}
