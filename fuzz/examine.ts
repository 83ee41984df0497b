import { callWithin, HangError } from './guard.ts';
import { BrokenPromiseError, type Target } from './target.ts';

/** An input that breaks a promise. */
export interface Broken {
  /** The promise: `throws nothing else`, `returns`, or one of the target's own. */
  readonly promise: string;
  readonly details: string;
}

/** What an error tells that `examine` threw. */
export function describeBroken(error: unknown): Broken {
  if (error instanceof BrokenPromiseError) return { promise: error.promise, details: error.message };
  if (error instanceof HangError) return { promise: 'returns', details: error.message };
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { promise: 'throws nothing else', details };
}

/** Examines one input by itself and thoroughly, for at most `timeoutMs`; undefined where no promise breaks. */
export function examineAlone(target: Target, input: Uint8Array, timeoutMs: number): Broken | undefined {
  try {
    callWithin(timeoutMs, () => target.examine(input, true));
    return undefined;
  } catch (error) {
    return describeBroken(error);
  }
}
