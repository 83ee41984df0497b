import { describe, expect, it } from 'vitest';
import type { SeenAttempt } from './attempt-book.ts';
import { chooseDelays, lateOf } from './lateness.ts';

/** An attempt that connected in `connectMs` and was answered so much after that. */
function answered(connectMs: number, waitedMs: number): SeenAttempt {
  const upMs = 1_000 + connectMs;
  const endMs = upMs + waitedMs;
  const close = { by: 'peer', atMs: endMs + 1_000 } as const;
  return { dialledMs: 1_000, upMs, firstMs: endMs, lastMs: endMs, octets: 1, received: new Uint8Array(1), close };
}

describe('how late answers are', () => {
  it('is what they take longer than connecting', () => {
    expect(lateOf([answered(20, 270)], 20)).toEqual({ min: 250, max: 250 });
  });

  it('spreads as far as the attempts differ', () => {
    expect(lateOf([answered(1, 201), answered(1, 301)], 1)).toEqual({ min: 200, max: 300 });
  });

  it('is nothing where one came at once', () => {
    expect(lateOf([answered(1, 201), answered(1, 9)], 1)).toBeUndefined();
  });

  it('is nothing where connecting to the host takes long as well', () => {
    expect(lateOf([answered(1, 250)], 200)).toBeUndefined();
    expect(lateOf([answered(200, 350)], 200)).toEqual({ min: 150, max: 150 });
  });

  it('is nothing where nothing came, unless it is asked for the end', () => {
    const silent: SeenAttempt = {
      dialledMs: 0,
      upMs: 1,
      octets: 0,
      received: new Uint8Array(),
      close: { by: 'peer', atMs: 202 },
    };
    expect(lateOf([silent], 1)).toBeUndefined();
    expect(lateOf([silent], 1, 'close')).toEqual({ min: 200, max: 200 });
  });
});

describe('the delays of a scenario', () => {
  const delaysOf = (spans: readonly { min: number; max: number }[], timeoutMs = 1_000) => {
    const chosen = chooseDelays(spans, timeoutMs);
    return spans.map((span) => chosen.get(span));
  };

  it('are one for spans that are alike, with a jitter that has all of them', () => {
    const one = { delayMs: 250, jitterMs: 50 };
    expect(
      delaysOf([
        { min: 300, max: 300 },
        { min: 200, max: 260 },
      ]),
    ).toEqual([one, one]);
  });

  it('are several for spans that are not', () => {
    expect(
      delaysOf([
        { min: 120, max: 121 },
        { min: 500, max: 500 },
      ]),
    ).toEqual([
      { delayMs: 121, jitterMs: 0 },
      { delayMs: 500, jitterMs: 0 },
    ]);
  });

  it('leave a margin to the time limit, or are none where there is no room for one', () => {
    expect(delaysOf([{ min: 350, max: 390 }], 400)).toEqual([{ delayMs: 300, jitterMs: 0 }]);
    expect(delaysOf([{ min: 110, max: 120 }], 100)).toEqual([undefined]);
  });
});
