import type { Step } from './case.ts';

/** What a peer sees that goes on after the other side has ended the connection (CONN-8). */

/**
 * We send on, and no reset comes; some systems tell of one only where we send again. Who reads once and closes answers
 * the second octet with a reset, which the third shows.
 */
export const discarded: readonly Step[] = [
  { send: [{ text: 'x' }] },
  { unreset: 'a while' },
  { send: [{ text: 'x' }] },
  { unreset: 'a while' },
  { send: [{ text: 'x' }] },
  { unreset: 'a while' },
];

/** What is sent once the peer has had time enough to close is answered with a reset. */
export const gone: readonly Step[] = [
  { wait: { limit: 'discard', times: 1.5 } },
  { send: [{ text: 'x' }] },
  { wait: 'a while' },
  { send: [{ text: 'x' }] },
  'reset',
];
