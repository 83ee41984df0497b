import type { TimelineEvent } from '../../results/timeline.ts';
import { harmless } from '../plain-text.ts';
import type { FaultSpan } from './page-data.ts';

/**
 * The spans of a world's faults, in order of their beginning. What begins lasts until it ends or changes, or to the end
 * of the run. A change ends the fault of its kind (its first word) on the same ports, or else the only one there.
 */
export function faultSpans(timeline: readonly TimelineEvent[], endMs: number): FaultSpan[] {
  const spans: { fromMs: number; toMs: number; host: string; ports: string; fault: string }[] = [];
  const running = new Map<string, typeof spans>();
  for (const event of timeline) {
    if (event.kind !== 'fault') continue;
    const { atMs, change } = event;
    const [host, ports, fault] = [event.host, event.ports, event.fault].map(harmless) as [string, string, string];
    const key = JSON.stringify([host, ports]);
    const here = running.get(key) ?? [];
    running.set(key, here);
    if (change !== 'begins') {
      const ended = here.splice(indexOfMeant(here, fault), 1)[0];
      if (ended !== undefined) ended.toMs = atMs;
    }
    if (change === 'ends') continue;
    const span = { fromMs: atMs, toMs: endMs, host, ports, fault };
    spans.push(span);
    here.push(span);
  }
  return spans;
}

/** Which of the running faults is over; one past the last where none is meant. */
function indexOfMeant(running: readonly FaultSpan[], fault: string): number {
  const same = running.findIndex((span) => span.fault === fault);
  if (same !== -1) return same;
  const kind = running.findIndex((span) => firstWord(span.fault) === firstWord(fault));
  if (kind !== -1) return kind;
  return running.length === 1 ? 0 : running.length;
}

function firstWord(text: string): string {
  return text.split(' ', 1)[0]!;
}
