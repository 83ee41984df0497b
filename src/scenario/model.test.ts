import { expect, test } from 'vitest';
import { behaviourKey, type Fault } from './model.ts';

const place = { file: 'a.yaml', line: 1, column: 1, length: 4, lineText: 'slow: 300ms' };
const slow: Fault = { kind: 'slow', delayMs: 300, jitterMs: 0, place };

test('equal behaviours have one key, wherever they are written', () => {
  const elsewhere: Fault = { ...slow, place: { ...place, line: 9 } };
  expect(behaviourKey({ state: 'open', faults: [slow] })).toBe(behaviourKey({ state: 'open', faults: [elsewhere] }));
});

test('behaviours that differ have different keys', () => {
  const keys = [
    behaviourKey({ state: 'open', faults: [] }),
    behaviourKey({ state: 'silent', faults: [] }),
    behaviourKey({ state: 'open', faults: [slow] }),
    behaviourKey({ state: 'open', faults: [{ ...slow, jitterMs: 1 }] }),
    behaviourKey({ state: 'open', faults: [slow, { kind: 'bandwidth', bytesPerSecond: 1000, place }] }),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});
