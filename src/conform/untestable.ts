/** Clauses on responders that no case can test from outside, and why. The gate of the suite counts them as covered. */
export const untestable: Readonly<Record<string, string>> = {
  'INFO-11': 'A peer cannot make what a responder knows of a port too long for a body.',
  'AGENT-1': 'Whether somebody configured the port of an agent is not seen from outside.',
  'AGENT-13': 'What a responder dials is not seen by the peer that asks it.',
  'SEC-3': 'What a responder holds is not seen from outside: a high bound looks like none.',
  'SEC-5': 'It takes peers at several addresses to see that one of them cannot take all places.',
  'SEC-6': 'It is about peers that are not on loopback, from where the suite does not ask.',
};
