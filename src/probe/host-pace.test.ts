import { describe, expect, it } from 'vitest';
import { HostPace } from './host-pace.ts';
import type { ObservationKind } from './prober.ts';

const ALL = Number.POSITIVE_INFINITY;

interface Sent {
  readonly ticket: number;
  readonly isCanary: boolean;
}

/** A host whose window may grow to 256, with a time limit of a second. */
function paced() {
  const pace = new HostPace(256, 1_000);
  const observe = ({ ticket, isCanary }: Sent, kind: ObservationKind, atMs: number, rttMs: number) =>
    pace.observed(ticket, isCanary ? 'canary' : 'first', { index: 0, kind, rttMs, atMs });
  /** Sends so many. */
  const send = (count: number, nowMs: number, isCanary = false): Sent[] =>
    Array.from({ length: count }, () => ({ ticket: pace.sent(isCanary, nowMs), isCanary }));
  /** Has answers after 10 ms, so that one is expected within 100. */
  const warmUp = (): void => {
    for (const each of send(20, 0)) observe(each, 'refused', 10, 10);
  };
  return { pace, observe, send, warmUp };
}

describe('the pace of a host', () => {
  it('lets a window of probes wait for their answers, and no more than its share', () => {
    const { pace, send } = paced();
    expect([pace.room(0, ALL), pace.room(0, 10)]).toEqual([64, 10]);
    send(60, 0);
    expect([pace.room(0, ALL), pace.room(0, 62), pace.room(0, 10)]).toEqual([4, 2, 0]);
  });

  it('gives the place of a probe whose answer is overdue to another, while it goes on waiting', () => {
    const { pace, send, observe, warmUp } = paced();
    warmUp();
    const room = pace.room(10, ALL);
    const [late] = send(room, 10);
    expect([pace.room(10, ALL), pace.nextChangeMs(10)]).toEqual([0, 110]);
    expect(pace.room(110, ALL)).toBe(room);
    // Its share is used up all the same.
    expect(pace.room(110, room)).toBe(0);
    expect(pace.nextChangeMs(110)).toBeUndefined();
    observe(late!, 'open', 900, 890);
    expect(pace.room(900, room)).toBe(1);
  });

  it('does not lose its window to silence', () => {
    const { pace, send, observe, warmUp } = paced();
    warmUp();
    const before = pace.room(10, ALL);
    for (let round = 0; round < 10; round += 1) {
      const nowMs = 10 + 2_000 * round;
      for (const each of send(50, nowMs)) observe(each, 'no-response', nowMs + 1_000, 1_000);
    }
    expect(pace.room(30_000, ALL)).toBe(before);
  });

  it('is doubted once much is silent, and not while a canary is under way', () => {
    const { pace, send, warmUp } = paced();
    warmUp();
    send(7, 10);
    pace.room(200, ALL);
    expect(pace.isDoubted).toBe(false);
    send(1, 200);
    pace.room(400, ALL);
    expect(pace.isDoubted).toBe(true);
    send(1, 400, true);
    expect(pace.isDoubted).toBe(false);
  });

  it('halves its window and paces what it sends where a canary is overdue, once in a round trip', () => {
    const { pace, send, warmUp } = paced();
    warmUp();
    const before = pace.room(10, ALL);
    send(3, 10, true);
    pace.room(150, ALL);
    send(1, 200);
    // Twenty answers in a quarter of a second were the most: eighty a second.
    expect(pace.room(200, ALL)).toBe(0);
    expect(pace.nextChangeMs(200)).toBeCloseTo(200 + 1_000 / 80);
    for (let nowMs = 213; nowMs < 700; nowMs += 12.5) if (pace.room(nowMs, ALL) > 0) send(1, nowMs);
    expect(pace.room(713, ALL)).toBeLessThanOrEqual(before / 2);
  });

  it('does not slow down where lower rates lose as many canaries', () => {
    const { pace, send, observe, warmUp } = paced();
    warmUp();
    /** Every fourth of forty canaries is lost. */
    const ask = (fromMs: number, everyMs: number): void => {
      for (let count = 0; count < 40; count += 1) {
        const nowMs = fromMs + count * everyMs;
        pace.room(nowMs, ALL);
        const [canary] = send(1, nowMs, true);
        if (count % 4 < 3) observe(canary!, 'refused', nowMs + 10, 10);
      }
      pace.room(fromMs + 40 * everyMs + 1_000, ALL);
    };
    /** How many it lets go in a second. */
    const sentInSecond = (fromMs: number): number => {
      let sent = 0;
      for (let nowMs = fromMs; nowMs < fromMs + 1_000; nowMs += 1) sent += send(pace.room(nowMs, ALL), nowMs).length;
      return sent;
    };
    ask(1_000, 20);
    const unknown = sentInSecond(10_000);
    ask(20_000, 400);
    ask(50_000, 20);
    expect(sentInSecond(60_000)).toBeGreaterThan(unknown);
  });

  it('takes an answered canary as a sign that silence is the ports own', () => {
    const { pace, send, observe, warmUp } = paced();
    warmUp();
    const before = pace.room(10, ALL);
    send(20, 10);
    pace.room(300, ALL);
    const [canary] = send(1, 300, true);
    observe(canary!, 'refused', 310, 10);
    expect(pace.room(310, ALL)).toBe(before + 20 + 1);
  });

  it('pauses where a canary is turned away, longer each time', () => {
    const { pace, send, observe, warmUp } = paced();
    warmUp();
    const pauses: number[] = [];
    let nowMs = 1_000;
    for (let count = 0; count < 3; count += 1) {
      const [canary] = send(1, nowMs, true);
      observe(canary!, 'reset', nowMs + 1, 1);
      const endMs = pace.nextChangeMs(nowMs + 1)!;
      pauses.push(endMs - nowMs - 1);
      expect(pace.room(endMs - 1, ALL)).toBe(0);
      nowMs = endMs + 500;
    }
    expect(pauses).toEqual([10, 20, 40]);
  });

  it('asks more and more at once of a host that never says anything', () => {
    const { pace, send, observe } = paced();
    for (const each of send(64, 0)) observe(each, 'no-response', 1_000, 1_000);
    expect(pace.room(1_000, ALL)).toBe(128);
  });

  it('makes no room by what was sent before it began', () => {
    const before = paced();
    const [old] = before.send(1, 0);
    const pace = new HostPace(256, 1_000, before.pace.nextTicket);
    pace.sent(false, 0);
    pace.observed(old!.ticket, 'first', { index: 0, kind: 'no-response', rttMs: 1_000, atMs: 1_000 });
    expect([pace.room(0, ALL), pace.room(0, 1)]).toEqual([64, 0]);
  });

  it('knows nothing by local failures, nor by what was never asked', () => {
    const { pace, send, observe } = paced();
    const before = pace.room(0, ALL);
    const [failed, displaced] = send(2, 0);
    observe(failed!, 'local', 1, 1);
    observe(displaced!, 'displaced', 1, 1);
    expect(pace.room(1, ALL)).toBe(before);
  });
});
