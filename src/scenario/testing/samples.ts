import type { Place } from '../../source/diagnostic.ts';
import { loadScenarioFile } from '../load.ts';
import type { Fault, Scenario } from '../model.ts';

/** Where nothing of a test stands. */
export const nowhere: Place = { file: 'sample.yaml', line: 1, column: 1, length: 4, lineText: 'here' };

/** Faults, each by itself. */
export const slow = (delayMs: number, jitterMs = 0): Fault => ({ kind: 'slow', delayMs, jitterMs, place: nowhere });
export const late = (share: number, delayMs: number): Fault => ({ kind: 'late', share, delayMs, place: nowhere });
export const bandwidth = (bytesPerSecond: number): Fault => ({ kind: 'bandwidth', bytesPerSecond, place: nowhere });
export const sliced = (sizeOctets: number, delayMs: number): Fault => {
  return { kind: 'sliced', sizeOctets, delayMs, place: nowhere };
};
export const tarpit = (delayMs: number): Fault => ({ kind: 'tarpit', delayMs, place: nowhere });
export const cut = (afterOctets: number): Fault => ({ kind: 'cut', afterOctets, place: nowhere });
export const slowClose = (delayMs: number): Fault => ({ kind: 'slow-close', delayMs, place: nowhere });
export const reset: Fault = { kind: 'reset', place: nowhere };
export const hangup: Fault = { kind: 'hangup', place: nowhere };
export const garbage = (octets: number): Fault => ({ kind: 'garbage', octets, place: nowhere });
export const speaks = (banner: string, afterMs = 0): Fault => ({ kind: 'speaks', banner, afterMs, place: nowhere });
export const busy: Fault = { kind: 'busy', place: nowhere };
export const denied: Fault = { kind: 'denied', place: nowhere };
export const lossy = (share: number): Fault => ({ kind: 'lossy', share, place: nowhere });
export const first = (fate: 'refused' | 'dropped', count: number): Fault => {
  return { kind: 'first', count, fate, place: nowhere };
};

/** A scenario as a test writes it. */
export function sampleScenario(yaml: string): Scenario {
  return loadScenarioFile(yaml, 'sample.yaml')[0]!;
}
