import { describe, expect, it } from 'vitest';
import { VirtualClock } from './virtual-clock.ts';

/** A clock and a log of what fired on it: `name@time`. */
function loggedClock() {
  const clock = new VirtualClock();
  const log: string[] = [];
  const note = (name: string) => void log.push(`${name}@${clock.now()}`);
  return { clock, log, note, sleep: (ms: number) => sleep(clock, ms) };
}

function sleep(clock: VirtualClock, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.setTimer(ms, resolve, undefined);
  });
}

describe('VirtualClock', () => {
  it('fires in order of time, equal times as they were set, and lets no time pass by itself', async () => {
    const { clock, log, note } = loggedClock();
    clock.setTimer(20, note, 'c');
    clock.setTimer(10, note, 'a');
    clock.setTimer(20, note, 'd');
    clock.setTimer(10.5, note, 'b');
    clock.setTimer(-3, note, 'now');
    expect(log).toEqual([]);
    expect(clock.pendingTimers).toBe(5);
    await clock.run();
    expect(log).toEqual(['now@0', 'a@10', 'b@10.5', 'c@20', 'd@20']);
    expect(clock.now()).toBe(20);
    expect(clock.pendingTimers).toBe(0);
  });

  it('fires timers that timers set, at equal times behind those already set', async () => {
    const { clock, log, note } = loggedClock();
    clock.setTimer(5, () => clock.setTimer(0, note, 'inner'), undefined);
    clock.setTimer(5, note, 'outer');
    await clock.run();
    expect(log).toEqual(['outer@5', 'inner@5']);
  });

  it('does not fire what was cancelled, and cancels twice or too late without harm', async () => {
    const { clock, log, note } = loggedClock();
    const late = clock.setTimer(1, note, 'fires');
    const never = clock.setTimer(3, note, 'never');
    clock.setTimer(2, () => never.cancel(), undefined);
    await clock.run();
    never.cancel();
    late.cancel();
    expect(log).toEqual(['fires@1']);
    expect(clock.now()).toBe(2);
  });

  it('runs chains of promises to their end before the next timer', async () => {
    const { clock, log, note } = loggedClock();
    const deep = async (depth: number): Promise<void> => {
      if (depth > 0) await deep(depth - 1);
    };
    const work = async (name: string) => {
      await sleep(clock, 10);
      await deep(100);
      note(name);
      await sleep(clock, 10);
      note(name);
    };
    const both = Promise.all([work('a'), work('b')]);
    clock.setTimer(10, note, 'timer');
    await clock.run();
    await both;
    expect(log).toEqual(['a@10', 'b@10', 'timer@10', 'a@20', 'b@20']);
  });

  it('advances by what it is told, the end included', async () => {
    const { clock, log, note } = loggedClock();
    clock.setTimer(10, note, 'at the end');
    clock.setTimer(11, note, 'after');
    await clock.advance(10);
    expect(log).toEqual(['at the end@10']);
    await clock.advance(0.5);
    expect(clock.now()).toBe(10.5);
    await clock.advance(100);
    expect(log).toEqual(['at the end@10', 'after@11']);
    expect(clock.now()).toBe(110.5);
  });

  it('runs until a condition holds, or to the end where it never does', async () => {
    const { clock, log, note } = loggedClock();
    for (const name of ['a', 'b', 'c']) clock.setTimer(1, note, name);
    expect(await clock.runUntil(() => log.length === 2)).toBe(true);
    expect(log).toEqual(['a@1', 'b@1']);
    expect(await clock.runUntil(() => log.length === 2)).toBe(true);
    expect(await clock.runUntil(() => log.length === 9)).toBe(false);
    expect(log).toEqual(['a@1', 'b@1', 'c@1']);
  });

  it('runs until work is settled, and leaves the timers after that', async () => {
    const { clock, log, note, sleep } = loggedClock();
    clock.setTimer(1_000, note, 'much later');
    expect(await clock.runUntilSettled(sleep(10).then(() => 'done'))).toBe('done');
    await expect(clock.runUntilSettled(sleep(10).then(() => Promise.reject(new Error('failed'))))).rejects.toThrow(
      'failed',
    );
    expect(clock.now()).toBe(20);
    expect(log).toEqual([]);
  });

  it('says when work is stuck', async () => {
    const { clock, sleep } = loggedClock();
    const never = sleep(30).then(() => new Promise(() => {}));
    await expect(clock.runUntilSettled(never)).rejects.toThrow('stuck at 30 ms');
  });

  it('rejects with what a timer throws, and can go on after it', async () => {
    const { clock, log, note } = loggedClock();
    clock.setTimer(
      1,
      () => {
        throw new Error('from a timer');
      },
      undefined,
    );
    clock.setTimer(2, note, 'next');
    await expect(clock.run()).rejects.toThrow('from a timer');
    await clock.run();
    expect(log).toEqual(['next@2']);
  });

  it('is run by one at a time', async () => {
    const { clock, sleep } = loggedClock();
    const work = sleep(10);
    const running = clock.run();
    await expect(clock.advance(1)).rejects.toThrow('being run already');
    await running;
    await work;
    expect(clock.now()).toBe(10);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('throws for a delay of %d', (delayMs) => {
    expect(() => new VirtualClock().setTimer(delayMs, () => {}, undefined)).toThrow(RangeError);
  });
});
