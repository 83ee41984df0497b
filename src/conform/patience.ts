import { MAX_BODY_OCTETS } from '../protocol/message.ts';

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

/**
 * For an answer on a connection to which so many octets were sent: the time that it takes to read them comes on top, for
 * as many as a message has, since what is longer is refused before its end.
 */
export function answerLimit({ answerMs }: Patience, sentOctets: number): number {
  return answerMs + Math.min(sentOctets, MAX_BODY_OCTETS) * SLOW_READER_MS_PER_OCTET;
}

/** A target that takes its octets one by one reads 10,000 of them in a second. */
const SLOW_READER_MS_PER_OCTET = 0.1;

/** No busy machine is waited for longer than this, unless its first round trip was as long. */
const MOST_ANSWER_MS = 16_000;

/** What there has to be of it where a round trip took so long; it grows by doubling, so that it does so few times. */
export function growPatience(patience: Patience, roundTripMs: number): Patience {
  const neededMs = Math.min(patienceFor(roundTripMs).answerMs, MOST_ANSWER_MS);
  let { answerMs } = patience;
  while (answerMs < neededMs) answerMs *= 2;
  return { ...patience, answerMs };
}
