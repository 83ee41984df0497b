/**
 * How long to wait, from the round trip that was measured. An answer may take long on a busy machine, and waiting costs
 * nothing where it comes; silence costs what it lasts, and one that is too short only finds less.
 */
export interface Patience {
  readonly answerMs: number;
  /** `a while`. */
  readonly silenceMs: number;
  /** Between two pieces that are to arrive apart. */
  readonly gapMs: number;
}

export function patienceFor(roundTripMs: number): Patience {
  return {
    answerMs: Math.max(1_000, 20 * roundTripMs),
    silenceMs: Math.max(50, 4 * roundTripMs),
    gapMs: Math.max(1, roundTripMs / 2),
  };
}
