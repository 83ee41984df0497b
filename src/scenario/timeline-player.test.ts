import { expect, test, vi } from 'vitest';
import { VirtualClock } from '../sim/virtual-clock.ts';
import type { Change } from './model.ts';
import { changeAt, closed, open } from './testing/changes.ts';
import { TimelinePlayer } from './timeline-player.ts';

/** Plays for so long; `at port` for each change as it begins to be made, which takes `takesMs`. */
async function play(timeline: readonly Change[], forMs: number, takesMs = 0): Promise<string[]> {
  const clock = new VirtualClock();
  // A beginning that is not the clock's own.
  await clock.advance(1_000);
  const made: string[] = [];
  const player = new TimelinePlayer(timeline, {
    clock,
    apply: ({ ports }, atMs) => {
      expect(atMs).toBeLessThanOrEqual(clock.now() - 1_000);
      made.push(`${clock.now() - 1_000} ${ports[0]!.first}`);
      return new Promise((resolve) => clock.setTimer(takesMs, resolve, undefined));
    },
    failed: () => expect.unreachable(),
  });
  await clock.advance(forMs);
  const stopped = player.stop();
  await clock.run();
  await stopped;
  expect(clock.pendingTimers).toBe(0);
  return made;
}

test('makes changes in order of time, those of one time as they are written', async () => {
  const timeline = [changeAt(20, 1, closed), changeAt(5, 2, closed), changeAt(20, 3, closed), changeAt(0, 4, closed)];
  expect(await play(timeline, 100)).toEqual(['0 4', '5 2', '20 1', '20 3']);
});

test('makes none whose time does not come', async () => {
  expect(await play([changeAt(10, 1, closed), changeAt(11, 2, closed)], 10)).toEqual(['10 1']);
  expect(await play([], 10)).toEqual([]);
});

test('makes those again that come again', async () => {
  const timeline = [changeAt(10, 1, closed, { everyMs: 20 }), changeAt(20, 1, open(), { everyMs: 20 })];
  expect(await play(timeline, 60)).toEqual(['10 1', '20 1', '30 1', '40 1', '50 1', '60 1']);
});

test('makes one after the other, and keeps to their times where making takes longer', async () => {
  const timeline = [changeAt(10, 1, closed, { everyMs: 20 }), changeAt(11, 2, closed), changeAt(30, 3, closed)];
  expect(await play(timeline, 80, 15)).toEqual(['10 1', '25 2', '40 1', '55 3', '70 1']);
});

test('waits on being stopped for what is being made, and makes nothing after it', async () => {
  const clock = new VirtualClock();
  const apply = vi.fn(() => new Promise<void>((resolve) => clock.setTimer(50, resolve, undefined)));
  const player = new TimelinePlayer([changeAt(10, 1, closed), changeAt(11, 2, closed)], {
    clock,
    apply,
    failed: () => expect.unreachable(),
  });
  await clock.advance(20);
  let isStopped = false;
  const stopped = player.stop().then(() => {
    isStopped = true;
  });
  await clock.advance(39);
  expect(isStopped).toBe(false);
  await clock.advance(100);
  await stopped;
  expect(apply).toHaveBeenCalledTimes(1);
  expect(clock.pendingTimers).toBe(0);
});

test('tells of the first that cannot be made, and makes no other', async () => {
  const clock = new VirtualClock();
  const failed = vi.fn();
  const error = new Error('gone');
  const apply = vi.fn(() => Promise.reject(error));
  const player = new TimelinePlayer([changeAt(10, 1, closed, { everyMs: 5 })], { clock, apply, failed });
  await clock.advance(100);
  expect(failed.mock.calls).toEqual([[error]]);
  expect(apply).toHaveBeenCalledTimes(1);
  await player.stop();
});
