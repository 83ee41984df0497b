import { CannotRealiseError } from '../faults/cannot-realise-error.ts';
import { ToxiproxyError } from '../faults/toxiproxy-error.ts';
import type { Place } from '../source/diagnostic.ts';
import { RealisationError } from './backend.ts';

/** Runs `work`, which makes real what stands at `place` in a scenario. Where it cannot, rejects with a RealisationError there. */
export async function realiseAt<T>(place: Place, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const message = obstacleIn(error);
    throw message === undefined ? error : new RealisationError([{ ...place, message }]);
  }
}

/** Why something cannot be realised here and now; undefined where the error is a bug. */
function obstacleIn(error: unknown): string | undefined {
  if (error instanceof CannotRealiseError) return error.message;
  if (error instanceof ToxiproxyError) return `the Toxiproxy cannot realise this: ${error.message}`;
  // The errno of a system call, such as EMFILE; the codes of node's own errors begin with ERR_.
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^E(?!RR_)/.test(code) ? `cannot realise this here and now: ${(error as Error).message}` : undefined;
}
