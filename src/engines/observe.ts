import type { Observation } from '../probe/prober.ts';
import type { Outcome } from '../protocol/exchange-machine.ts';

/** The observation of an outcome, at `nowMs`, of an attempt that began at `startedMs`. */
export function toObservation(index: number, outcome: Outcome, startedMs: number, nowMs: number): Observation {
  const base = { index, rttMs: nowMs - startedMs, atMs: nowMs };
  switch (outcome.kind) {
    case 'local':
      return { ...base, kind: 'local', code: outcome.errno };
    case 'error-reply':
      return { ...base, kind: 'error-reply', code: outcome.code };
    case 'information':
      return { ...base, kind: 'information', attributes: outcome.attributes };
    default:
      return { ...base, kind: outcome.kind };
  }
}
