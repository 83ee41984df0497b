import type { Clock } from '../runtime/clock.ts';
import type { Change } from './model.ts';
import { TimelinePlayer } from './timeline-player.ts';

export interface PlayParts {
  readonly clock: Clock;
  /** Ends it early. */
  readonly signal?: AbortSignal;
  /** Makes a change true; `atMs` is when it was to come, after the beginning. */
  readonly apply: (change: Change, atMs: number) => Promise<void>;
}

/**
 * Plays a timeline, from now, for as long as the work takes; nothing changes any more once this is settled. The work's
 * signal says when to end early: the caller's own, or that a change could not be made, which is what it rejects with then.
 */
export async function playWhile<T>(
  timeline: readonly Change[],
  { clock, signal, apply }: PlayParts,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const early = new AbortController();
  const end = () => early.abort();
  signal?.addEventListener('abort', end);
  // Nothing tells of an abort that came before.
  if (signal?.aborted === true) end();
  let failure: { readonly error: unknown } | undefined;
  const player = new TimelinePlayer(timeline, {
    clock,
    apply,
    failed(error) {
      failure = { error };
      end();
    },
  });
  let result: T;
  try {
    result = await work(early.signal);
  } finally {
    await player.stop();
    signal?.removeEventListener('abort', end);
  }
  if (failure !== undefined) throw failure.error;
  return result;
}
