import { expect, test } from 'vitest';
import type { TimelineEvent } from '../../results/timeline.ts';
import { activityOf } from './activity.ts';

const dial = (atMs: number, connection: number): TimelineEvent => ({
  kind: 'dial',
  atMs,
  connection,
  scanner: 'default',
  address: '192.0.2.1',
  port: 22,
});
const close = (atMs: number, connection: number, by: 'peer' | 'scanner'): TimelineEvent => ({
  kind: 'close',
  atMs,
  connection,
  by,
});

test('each part has the most connections that were under way in it', () => {
  const timeline = [
    dial(1, 1),
    dial(2, 2),
    close(3, 1, 'peer'),
    close(4, 1, 'scanner'),
    dial(55, 3),
    close(95, 2, 'scanner'),
  ];
  expect(activityOf(timeline, 100, 10)).toEqual([2, 1, 1, 1, 1, 2, 2, 2, 2, 2]);
});

test('what happens at the end is in the last part, and after the last event nothing changes', () => {
  expect(activityOf([dial(10, 1)], 10, 2)).toEqual([0, 1]);
  expect(activityOf([dial(0, 1)], 10, 3)).toEqual([1, 1, 1]);
  expect(activityOf([], 10, 2)).toEqual([0, 0]);
});
