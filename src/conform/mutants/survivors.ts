/** Mutants that no case notices by the reason why none can: from outside they are the reference. */
const byReason: Readonly<Record<string, readonly string[]>> = {
  'No peer can make a responder shut down, and it may say `end` then or not (END-1).': [
    'row: idle drain, without send',
    'row: idle drain, without end',
    'row: idle drain, without set-timer',
    'row: idle drain, without effects',
    'row: idle drain, in the wrong order',
    'row: idle drain, with two sends',
    'row: idle drain, staying where it was',
    'row: idle drain, going to receiving',
    'row: idle drain, going to closed',
    'row: receiving drain, going to idle',
    'row: receiving drain, going to closing',
    'row: receiving drain, going to closed',
  ],
  'Both sides have ended: TCP closes the connection, whatever the machine waits for.': [
    'row: idle/receiving ended, without set-timer',
    'row: idle/receiving ended, staying where it was',
    'row: idle/receiving ended, going to idle',
    'row: idle/receiving ended, going to receiving',
  ],
  'The effect `close` takes the connection away: nothing reaches the machine, whatever state it is in.': [
    'row: closing timer, staying where it was',
    'row: closing timer, going to idle',
    'row: closing timer, going to receiving',
    'row: idle/receiving/closing lost, staying where it was',
    'row: idle/receiving/closing lost, going to idle',
    'row: idle/receiving/closing lost, going to receiving',
    'row: idle/receiving/closing lost, going to closing',
    'row: closed begun/message/violation/ended/lost/timer/drain, going to idle',
    'row: closed begun/message/violation/ended/lost/timer/drain, going to receiving',
    'row: closed begun/message/violation/ended/lost/timer/drain, going to closing',
  ],
  'What comes while it is closing is dropped before the machine sees it; the mutants of `connection` go on instead.': [
    'row: closing begun/message/violation/ended/drain, going to idle',
    'row: closing begun/message/violation/ended/drain, going to receiving',
    'row: closing begun/message/violation/ended/drain, going to closed',
  ],
  'The id of an `end` is 0, which is 0 in every order.': ['field: end, id in little endian'],
  'An address at fault cannot be repeated, so that the own addresses stand in anyway.': [
    'echo: bad-address: with the own addresses',
  ],
  'It is an error about a GET, which has no other encoding.': [
    'echo: bad-value: in the other encoding',
    'echo: not-open: in the other encoding',
  ],
  'CONN-8 has it discard for 2 s at most: it may be less.': ['limit: half the discard limit'],
};

/** The reason of each. A test holds the list to the matrix, in both directions. */
export const survivors: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(byReason).flatMap(([reason, ids]) => ids.map((id) => [id, reason])),
);
