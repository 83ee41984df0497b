import type { SeenAttempt } from './attempt-book.ts';
import { MARGIN_MS } from './derive.ts';
import { type Span, spanOf } from './span.ts';

/** How late answers came, beyond what connecting took. */

/**
 * How late the answers of one port came whole, or the end of its stream; undefined where no later than sockets and timers
 * of a busy machine are. `usualMs` is how long connecting takes, which is long where this machine or the way is slow.
 */
export function lateOf(
  attempts: readonly SeenAttempt[],
  usualMs: number,
  what: 'answer' | 'close' = 'answer',
): Span | undefined {
  const seen = attempts.flatMap(({ dialledMs, upMs, lastMs, close }) => {
    const endMs = what === 'answer' ? lastMs : close?.atMs;
    if (upMs === undefined || endMs === undefined) return [];
    return [{ waitedMs: endMs - upMs, connectingMs: Math.min(upMs - dialledMs, usualMs) }];
  });
  if (seen.some(({ waitedMs }) => waitedMs - usualMs < MARGIN_MS)) return undefined;
  return spanOf(seen.map(({ waitedMs, connectingMs }) => waitedMs - connectingMs));
}

/** What a scenario says of answers that came so late. */
export interface Delay {
  readonly delayMs: number;
  readonly jitterMs: number;
}

/** Where answers take no longer than this, it is the delay that they have. */
export function mostMs(delay: Delay | undefined): number {
  return delay === undefined ? 0 : delay.delayMs + delay.jitterMs + ALIKE_MS;
}

/**
 * One delay for each of some spans. Spans that are alike get the same, so that ports behind one slow way are one range;
 * and none is so near the time limit that a run would find now this, now that.
 */
export function chooseDelays(spans: readonly Span[], timeoutMs: number): ReadonlyMap<Span, Delay | undefined> {
  const delays = new Map<Span, Delay | undefined>();
  let alike: Span[] = [];
  const settle = () => {
    const whole = spanOf(alike.flatMap(({ min, max }) => [min, max]));
    if (whole === undefined) return;
    const delay = within(whole, timeoutMs);
    for (const span of alike) delays.set(span, delay);
    alike = [];
  };
  for (const span of [...spans].sort((one, other) => one.min - other.min)) {
    const lowest = alike[0]?.min ?? span.min;
    if (span.min > lowest + Math.max(ALIKE_MS, lowest / 2)) settle();
    alike.push(span);
  }
  settle();
  return delays;
}

/** What differs by less is alike. */
const ALIKE_MS = 20;

function within({ min, max }: Span, timeoutMs: number): Delay | undefined {
  const highest = Math.floor(Math.min(max, timeoutMs - MARGIN_MS));
  if (highest < 1) return undefined;
  const lowest = Math.min(Math.floor(min), highest);
  const jitterMs = Math.floor((highest - lowest) / 2);
  return { delayMs: highest - jitterMs, jitterMs: jitterMs * 2 < ALIKE_MS ? 0 : jitterMs };
}
