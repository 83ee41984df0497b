import type { ConnectionHandler } from './connection.ts';

/** Hears everything and does nothing: stands in for the handler of a connection that must not call its own any more. */
export const silentHandler: ConnectionHandler = {
  connected() {},
  received() {},
  drained() {},
  ended() {},
  closed() {},
};
