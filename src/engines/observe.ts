import type { Observation } from '../probe/prober.ts';
import type { AgentOutcome } from '../protocol/agent-pipeline.ts';

/** What can come of a probe, in either mode. */
export type ProbeOutcome = AgentOutcome | { readonly kind: 'unreached'; readonly code: string };

/** The observation of an outcome, at `nowMs`, of an attempt that began at `startedMs`. */
export function toObservation(index: number, outcome: ProbeOutcome, startedMs: number, nowMs: number): Observation {
  const base = { index, rttMs: nowMs - startedMs, atMs: nowMs };
  switch (outcome.kind) {
    case 'local':
      return { ...base, kind: 'local', code: outcome.errno };
    case 'error-reply':
    case 'unreached':
      return { ...base, kind: outcome.kind, code: outcome.code };
    case 'information':
      return { ...base, kind: 'information', attributes: outcome.attributes };
    default:
      return { ...base, kind: outcome.kind };
  }
}
