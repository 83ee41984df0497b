import fc from 'fast-check';
import { expect, test } from 'vitest';
import { VirtualClock } from '../sim/virtual-clock.ts';
import { LimitTimer } from './limit-timer.ts';
import { TimeLimits } from './time-limits.ts';

/** A clock that notes what ends when. */
function notingClock() {
  const clock = new VirtualClock();
  const log: string[] = [];
  return { clock, log, note: (what: string) => void log.push(`${clock.now()} ${what}`) };
}

test('limits end at their times, whatever the order in which they were set', async () => {
  const { clock, log, note } = notingClock();
  const limits = new TimeLimits(clock);
  for (const delayMs of [100, 300, 50, 200]) limits.set(delayMs, note, `of ${delayMs}`);
  await clock.advance(1_000);
  expect(log).toEqual(['50 of 50', '100 of 100', '200 of 200', '300 of 300']);
});

test('limits of the same end are over in the order in which they were set, after all else that happens then', async () => {
  const { clock, log, note } = notingClock();
  const limits = new TimeLimits(clock);
  limits.set(100, note, 'first');
  await clock.advance(50);
  limits.set(50, note, 'second');
  clock.setTimer(50, note, 'octets');
  await clock.advance(1_000);
  expect(log).toEqual(['100 octets', '100 first', '100 second']);
});

test('many limits take one timer, and none once all are cancelled', () => {
  const { clock, note } = notingClock();
  const limits = new TimeLimits(clock);
  const set = Array.from({ length: 100 }, (_, index) => limits.set(100 + index, note, 'limit'));
  expect(clock.pendingTimers).toBe(1);
  const last = set.pop()!;
  for (const limit of set) limit.cancel();
  expect(clock.pendingTimers).toBe(1);
  last.cancel();
  last.cancel();
  expect(clock.pendingTimers).toBe(0);
});

test('a limit that is cancelled or set by the end of another is heeded', async () => {
  const { clock, log, note } = notingClock();
  const limits = new TimeLimits(clock);
  const fromTheEnd = (): void => {
    note('first');
    second.cancel();
    limits.set(30, note, 'third');
  };
  limits.set(100, fromTheEnd, undefined);
  const second = limits.set(100, note, 'second');
  limits.set(200, note, 'fourth');
  await clock.advance(1_000);
  expect(log).toEqual(['100 first', '130 third', '200 fourth']);
  expect(clock.pendingTimers).toBe(0);
});

test('limits that ended while the machine was busy are over in one turn', () => {
  let nowMs = 0;
  const calls: (() => void)[] = [];
  const busy = {
    now: () => nowMs,
    setTimer<T>(_delayMs: number, callback: (argument: T) => void, argument: T) {
      calls.push(() => callback(argument));
      return { cancel: () => {} };
    },
  };
  const limits = new TimeLimits(busy);
  const ended: number[] = [];
  for (const delayMs of [100, 101, 102, 300]) limits.set(delayMs, (which) => void ended.push(which), delayMs);
  nowMs = 250;
  calls.shift()!();
  expect(ended).toEqual([]);
  calls.shift()!();
  expect(ended).toEqual([100, 101, 102]);
});

test('limits end when as many timers of their own would', async () => {
  const waits = fc.array(
    fc.record({
      pauseMs: fc.nat(5),
      delayMs: fc.integer({ min: 1, max: 20 }),
      cancelledAfterMs: fc.option(fc.nat(25), { nil: undefined }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(waits, async (each) => {
      const ends = async (shared: boolean): Promise<string[]> => {
        const { clock, log, note } = notingClock();
        const limits = new TimeLimits(clock);
        for (const [index, { pauseMs, delayMs, cancelledAfterMs }] of each.entries()) {
          await clock.advance(pauseMs);
          const name = `limit ${index}`;
          const limit = shared
            ? limits.set(delayMs, note, name)
            : new LimitTimer(clock, clock.now() + delayMs, note, name);
          if (cancelledAfterMs !== undefined) clock.setTimer(cancelledAfterMs, () => limit.cancel(), undefined);
        }
        await clock.run();
        return log;
      };
      expect(await ends(true)).toEqual(await ends(false));
    }),
  );
});
