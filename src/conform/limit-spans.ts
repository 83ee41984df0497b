import type { Case, Span, Step } from './case.ts';
import type { TargetLimits } from './profile.ts';

/** Spans of time that are limits of section 13. */

const DISCARD_MS = 2_000;

/** Milliseconds; undefined where nobody says what the limit is. */
export function limitOf(span: Exclude<Span, number | string>, limits: TargetLimits): number | undefined {
  const { messageMs, idleMs, writeMs } = limits;
  const limitMs = { message: messageMs, idle: idleMs, write: writeMs, discard: DISCARD_MS }[span.limit];
  return limitMs === undefined ? undefined : limitMs * (span.times ?? 1);
}

/** How long a script waits for limits, in milliseconds and on all of its connections together. */
export function waitOf(one: Case, limits: TargetLimits): number {
  if (!('script' in one)) return 0;
  const waits = one.script.map((step) => {
    const span = spanOf(step);
    return typeof span === 'object' ? (limitOf(span, limits) ?? 0) : 0;
  });
  return waits.reduce((sum, ms) => sum + ms, 0);
}

/** How long a step may last at the most, where it says so. */
export function spanOf(step: Step): Span | undefined {
  if (typeof step === 'string') return undefined;
  if ('silence' in step) return step.silence;
  if ('wait' in step) return step.wait;
  if ('unreset' in step) return step.unreset;
  if ('closed' in step) return step.closed.within;
  return 'expect' in step ? step.expect.within : undefined;
}
