import { describe, expect, test } from 'vitest';
import { FixedPacing } from './pacing.ts';
import type { Observation, ObservationKind } from './prober.ts';

const seen = (kind: ObservationKind, atMs: number): Observation => ({ index: 0, kind, rttMs: 1, atMs });
const failure = (atMs: number): Observation => ({ ...seen('local', atMs), code: 'EMFILE' });

describe('the window', () => {
  test('lets as many go as there is room for', () => {
    const pacing = new FixedPacing({ concurrency: 8, timeoutMs: 250 });
    expect(pacing.timeoutMs).toBe(250);
    expect(pacing.allowance(0, 0)).toBe(8);
    expect(pacing.allowance(5, 0)).toBe(3);
    expect(pacing.allowance(8, 0)).toBe(0);
    expect(pacing.allowance(12, 0)).toBe(0);
  });

  test('waits for an observation where it is full', () => {
    const pacing = new FixedPacing({ concurrency: 2, timeoutMs: 250 });
    expect(pacing.nextChangeMs(2, 5)).toBeUndefined();
  });

  test('never grows past what was asked for', () => {
    const pacing = new FixedPacing({ concurrency: 3, timeoutMs: 250 });
    for (let count = 0; count < 100; count += 1) pacing.observed(seen('open', count));
    expect(pacing.allowance(0, 100)).toBe(3);
  });
});

describe('the rate', () => {
  test('lets the first probe go at once, and the others one by one', () => {
    const pacing = new FixedPacing({ concurrency: 100, ratePerSecond: 10, timeoutMs: 250 });
    expect(pacing.allowance(0, 1_000)).toBe(1);
    pacing.sent(1, 1_000);
    expect(pacing.allowance(1, 1_000)).toBe(0);
    expect(pacing.nextChangeMs(1, 1_000)).toBe(1_100);
    expect(pacing.allowance(1, 1_099)).toBe(0);
    expect(pacing.allowance(1, 1_100)).toBe(1);
  });

  test('gathers ten milliseconds of probes at most, however long nothing was sent', () => {
    const pacing = new FixedPacing({ concurrency: 1_000, ratePerSecond: 5_000, timeoutMs: 250 });
    pacing.sent(1, 0);
    expect(pacing.allowance(0, 60_000)).toBe(50);
  });

  test('gathers no more than one at a low rate', () => {
    const pacing = new FixedPacing({ concurrency: 1_000, ratePerSecond: 10, timeoutMs: 250 });
    pacing.sent(1, 0);
    expect(pacing.allowance(0, 60_000)).toBe(1);
  });

  test('gives way to the window', () => {
    const pacing = new FixedPacing({ concurrency: 4, ratePerSecond: 1_000, timeoutMs: 250 });
    pacing.sent(1, 0);
    expect(pacing.allowance(1, 1_000)).toBe(3);
    expect(pacing.nextChangeMs(4, 1_000)).toBeUndefined();
  });

  /** Sends whenever it may, and sleeps until it is told to wake up. */
  function drive(ratePerSecond: number, probes: number, startMs: number): { times: number[]; wakeUps: number } {
    const pacing = new FixedPacing({ concurrency: probes, ratePerSecond, timeoutMs: 250 });
    const times: number[] = [];
    let nowMs = startMs;
    let wakeUps = 0;
    while (times.length < probes && wakeUps < 5 * probes) {
      const count = Math.min(probes - times.length, pacing.allowance(times.length, nowMs));
      if (count > 0) pacing.sent(count, nowMs);
      for (let index = 0; index < count; index += 1) times.push(nowMs);
      if (times.length === probes) break;
      const nextMs = pacing.nextChangeMs(times.length, nowMs);
      expect(nextMs).toBeGreaterThanOrEqual(nowMs);
      nowMs = nextMs!;
      wakeUps += 1;
    }
    return { times, wakeUps };
  }

  test.each([0.3, 1, 3, 7, 99.9, 1_000, 12_345, 250_000])(
    'is kept over any stretch of time, and reached: %d per second',
    (rate) => {
      for (const startMs of [0, 1_234_567.89, 1e12]) {
        const probes = 400;
        const { times, wakeUps } = drive(rate, probes, startMs);
        expect(times).toHaveLength(probes);
        expect(wakeUps).toBeLessThanOrEqual(2 * probes);
        const burst = Math.max(1, rate / 100);
        for (let from = 0; from < probes; from += 7) {
          for (let to = from; to < probes; to += 13) {
            expect(to - from).toBeLessThanOrEqual(((times[to]! - times[from]!) * rate) / 1_000 + burst + 0.01);
          }
        }
        const idealMs = ((probes - 1) * 1_000) / rate;
        expect(times.at(-1)! - startMs).toBeLessThanOrEqual(idealMs * 1.01 + 1);
      }
    },
  );
});

describe('a local failure (SCAN-6)', () => {
  test('halves the window and stops sending for a moment', () => {
    const pacing = new FixedPacing({ concurrency: 8, timeoutMs: 250 });
    pacing.observed(failure(100));
    expect(pacing.allowance(0, 100)).toBe(0);
    expect(pacing.nextChangeMs(0, 100)).toBe(110);
    expect(pacing.allowance(0, 109)).toBe(0);
    expect(pacing.allowance(0, 110)).toBe(4);
  });

  test('of many at once counts as one', () => {
    const pacing = new FixedPacing({ concurrency: 64, timeoutMs: 250 });
    for (let count = 0; count < 50; count += 1) pacing.observed(failure(100 + count / 10));
    expect(pacing.nextChangeMs(0, 100)).toBe(110);
    expect(pacing.allowance(0, 110)).toBe(32);
  });

  test('that goes on doubles the pause, up to 640 ms, and leaves a window of one', () => {
    const pacing = new FixedPacing({ concurrency: 8, timeoutMs: 250 });
    let nowMs = 0;
    const pauses: number[] = [];
    for (let count = 0; count < 9; count += 1) {
      pacing.observed(failure(nowMs));
      const untilMs = pacing.nextChangeMs(0, nowMs)!;
      pauses.push(untilMs - nowMs);
      nowMs = untilMs;
    }
    expect(pauses).toEqual([10, 20, 40, 80, 160, 320, 640, 640, 640]);
    expect(pacing.allowance(0, nowMs)).toBe(1);
  });

  test('is forgotten bit by bit: one more for each window of probes that went well', () => {
    const pacing = new FixedPacing({ concurrency: 8, timeoutMs: 250 });
    pacing.observed(failure(0));
    pacing.observed(failure(10));
    expect(pacing.allowance(0, 30)).toBe(2);
    for (let count = 0; count < 3; count += 1) pacing.observed(seen('closed', 30));
    expect(pacing.allowance(0, 30)).toBe(3);
    for (let count = 0; count < 4; count += 1) pacing.observed(seen('no-response', 30));
    expect(pacing.allowance(0, 30)).toBe(4);
    for (let count = 0; count < 100; count += 1) pacing.observed(seen('refused', 30));
    expect(pacing.allowance(0, 30)).toBe(8);
  });

  test('after something went well pauses for the shortest time again', () => {
    const pacing = new FixedPacing({ concurrency: 8, timeoutMs: 250 });
    for (const atMs of [0, 10, 30]) pacing.observed(failure(atMs));
    pacing.observed(seen('open', 70));
    pacing.observed(failure(80));
    expect(pacing.nextChangeMs(0, 80)).toBe(90);
  });

  test('stops a rate as well', () => {
    const pacing = new FixedPacing({ concurrency: 8, ratePerSecond: 1_000, timeoutMs: 250 });
    pacing.observed(failure(50));
    expect(pacing.allowance(0, 55)).toBe(0);
    expect(pacing.nextChangeMs(0, 55)).toBe(60);
  });
});

test('an agent that cannot be reached pauses sending, and leaves the window as it is', () => {
  const pacing = new FixedPacing({ concurrency: 64, timeoutMs: 1_000 });
  const unreached = (atMs: number): Observation => ({ index: 0, kind: 'unreached', code: 'refused', rttMs: 1, atMs });
  pacing.observed(unreached(100));
  expect(pacing.allowance(0, 100)).toBe(0);
  expect(pacing.nextChangeMs(0, 100)).toBe(110);
  expect(pacing.allowance(0, 110)).toBe(64);
  pacing.observed(unreached(110));
  expect(pacing.nextChangeMs(0, 111)).toBe(130);
});
