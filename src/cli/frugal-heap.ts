import { setFlagsFromString } from 'node:v8';

/**
 * Lets the heap be collected before it has grown fourfold. Each connection of a scan leaves thousands of octets of
 * garbage behind, and next to nothing that stays: without this a full scan takes a third more memory, most of it
 * garbage, for a tenth less of processor time.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--optimize-for-size');
}
