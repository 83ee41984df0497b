import type { ReplayedCase } from '../../results/replay.ts';
import { type ReplayStage, replayCase } from './replay-case.ts';
import type { ReplayCase } from './replay-plan.ts';

export type ReplayEnd =
  | { readonly kind: 'finished' | 'stopped' }
  /** A connection did not come up: during this case, and why. */
  | { readonly kind: 'absent'; readonly during: string; readonly why: string };

/** Replays cases one after the other, until one of them finds nobody there. */
export async function runReplay(
  cases: readonly ReplayCase[],
  stage: ReplayStage,
  onCase: (one: ReplayedCase) => void = () => {},
): Promise<{ readonly cases: readonly ReplayedCase[]; readonly end: ReplayEnd }> {
  const replayed: ReplayedCase[] = [];
  for (const one of cases) {
    const { end, elapsedMs, difference } = await replayCase(one, stage);
    if (stage.signal?.aborted) return { cases: replayed, end: { kind: 'stopped' } };
    if (end === 'absent')
      return { cases: replayed, end: { kind: 'absent', during: one.name, why: difference!.actual } };
    const verdict = end === 'local' ? ('inconclusive' as const) : end;
    const { name, line } = one;
    const result: ReplayedCase = { name, line, verdict, elapsedMs, ...(difference !== undefined && { difference }) };
    replayed.push(result);
    onCase(result);
  }
  return { cases: replayed, end: { kind: 'finished' } };
}
