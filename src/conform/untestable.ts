/** Clauses on responders that no case can test from outside, and why. The gate of the suite counts them as covered. */
export const untestable: Readonly<Record<string, string>> = {
  'AGENT-13': 'What a responder dials is not seen by the peer that asks it.',
  'SEC-3': 'What a responder holds in memory is not seen from outside.',
  'SEC-6': 'It is about peers that are not on loopback, from where the suite does not ask.',
};
