import type { Place } from '../../source/diagnostic.ts';
import { loadScenario } from '../load.ts';
import type { Fault, Scenario } from '../model.ts';

/** Where nothing of a test stands. */
export const nowhere: Place = { file: 'sample.yaml', line: 1, column: 1, length: 4, lineText: 'here' };

/** Faults, each by itself. */
export const slow = (delayMs: number, jitterMs = 0): Fault => ({ kind: 'slow', delayMs, jitterMs, place: nowhere });
export const bandwidth = (bytesPerSecond: number): Fault => ({ kind: 'bandwidth', bytesPerSecond, place: nowhere });
export const sliced = (sizeOctets: number, delayMs: number): Fault => {
  return { kind: 'sliced', sizeOctets, delayMs, place: nowhere };
};
export const reset: Fault = { kind: 'reset', place: nowhere };

/** A scenario as a test writes it. */
export function sampleScenario(yaml: string): Scenario {
  return loadScenario(yaml, 'sample.yaml');
}
