import type { Bench, Finding } from './bench.ts';
import type { Step } from './case.ts';
import { discarded, gone } from './closing-steps.ts';

/** A target that serves so many connections at the same time, and is asked for one more. */

/** Connections of what was played before are gone by then. */
const SETTLE: readonly Step[] = Array.from({ length: 4 }, () => ({ wait: 'a while' }));

/** A status request, and its answer. */
export function ask(id: number): Step[] {
  return [{ send: [{ message: 'status-request', id }] }, { expect: { message: 'open', id } }];
}

/** Opens as many connections as the target serves, each with an answer. */
export function fillUp(bench: Bench): Promise<Finding | undefined> {
  const served = bench.profile.limits.connections ?? 0;
  const opened = Array.from({ length: served }, (_, index) => [
    { connection: `served ${index + 1}` },
    ...ask(index + 1),
  ]);
  return bench.play([...SETTLE, ...opened.flat()]);
}

/** A place was left: it is free once the target knows that, as soon as an answer may take at the latest. */
export async function askInItsPlace(bench: Bench): Promise<Finding | undefined> {
  const { answerMs, silenceMs } = bench.patience;
  for (let waitedMs = 0; ; waitedMs += silenceMs) {
    const finding = await bench.play([
      { wait: 'a while' },
      { connection: `in its place after ${waitedMs} ms` },
      ...ask(99),
    ]);
    if (finding?.isTurnedAway === undefined || waitedMs >= answerMs) return finding;
    await bench.play(['leave']);
  }
}

/**
 * One connection more is not served: it is told `busy`, on accept or when it asks, or it ends, or nothing comes.
 */
export async function isNotServed(bench: Bench): Promise<Finding | undefined> {
  const unopened = await bench.play([{ connection: 'one too many' }]);
  if (unopened !== undefined) return unopened.kind === 'local' ? unopened : undefined;
  const onAccept = await bench.receive(bench.patience.silenceMs);
  if (onAccept?.kind === 'message') {
    const own = { id: 0, encoding: 'text', kind: 'CONNECTION', addresses: 'own' } as const;
    return bench.check(onAccept, { error: 'busy', ...own });
  }
  if (onAccept !== undefined) return undefined;
  const sent = await bench.play([{ send: [{ message: 'status-request', id: 99 }] }]);
  if (sent !== undefined) return sent;
  const answer = await bench.receive(bench.patience.silenceMs);
  return answer?.kind === 'message' ? bench.check(answer, { error: 'busy' }) : undefined;
}

/** Where one connection more is told `busy`, what it sends then is discarded, until the connection is closed. */
export async function closesAfterBusy(bench: Bench): Promise<Finding | undefined> {
  const unopened = await bench.play([{ connection: 'one too many' }]);
  if (unopened !== undefined) return unopened.kind === 'local' ? unopened : undefined;
  const sent = await bench.play([{ send: [{ message: 'status-request', id: 99 }] }]);
  if (sent !== undefined) return sent;
  const answer = await bench.receive(bench.patience.silenceMs);
  if (answer?.kind !== 'message') return undefined;
  return bench.check(answer, { error: 'busy' }) ?? bench.play(['closed', ...discarded, ...gone]);
}
