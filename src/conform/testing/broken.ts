import type { Clock } from '../../runtime/clock.ts';
import type { Acceptor, Connection, ConnectionHandler } from '../../runtime/connection.ts';

/** Responders that are wrong in one way: what the reference sends is changed on its way out. */

/** Changes each write of the responder; `undefined` swallows it. */
export function changing(change: (octets: Uint8Array) => Uint8Array | undefined): (acceptor: Acceptor) => Acceptor {
  return (acceptor) => (connection) => acceptor(withWrite(connection, change));
}

/** Changes the text in what is sent. */
export function replacing(found: string, instead: string): (acceptor: Acceptor) => Acceptor {
  return changing((octets) => latin1(text(octets).replaceAll(found, instead)));
}

/** Ends each connection once it has answered. */
export const closingAfterAnswer: (acceptor: Acceptor) => Acceptor = (acceptor) => (connection) =>
  acceptor(
    withMethods(connection, {
      write(octets) {
        connection.write(octets);
        connection.end();
        return true;
      },
    }),
  );

/** Accepts, and says nothing. */
export const mute: (acceptor: Acceptor) => Acceptor = () => () => silent;

const silent: ConnectionHandler = {
  connected() {},
  received() {},
  drained() {},
  ended(connection) {
    connection.end();
  },
  closed() {},
};

/**
 * Takes so long to read what comes, and does nothing else meanwhile on that connection; on connections from one of them
 * on. It is right all the same.
 */
export function slowFrom(
  first: number,
  readingMs: (octets: Uint8Array) => number,
): (acceptor: Acceptor, clock: Clock) => Acceptor {
  let accepted = 0;
  return (acceptor, clock) => (connection) => {
    accepted += 1;
    const handler = acceptor(connection);
    if (accepted < first || handler === undefined) return handler;
    let busyUntilMs = 0;
    const occupy = (ms: number, act: () => void) => {
      busyUntilMs = Math.max(busyUntilMs, clock.now()) + ms;
      clock.setTimer(busyUntilMs - clock.now(), act, undefined);
    };
    return {
      connected: () => handler.connected(connection),
      received(octets) {
        const copy = octets.slice();
        occupy(readingMs(copy), () => handler.received(copy, connection));
      },
      drained: () => handler.drained(connection),
      ended: () => occupy(0, () => handler.ended(connection)),
      closed: (errno) => handler.closed(errno, connection),
    };
  };
}

/** Sees another peer than the network has, as behind a proxy. */
export const translated: (acceptor: Acceptor) => Acceptor = (acceptor) => (connection) =>
  acceptor({
    ...withMethods(connection, { write: (octets) => connection.write(octets) }),
    remote: { address: '203.0.113.9', port: 9 },
  });

function withWrite(connection: Connection, change: (octets: Uint8Array) => Uint8Array | undefined): Connection {
  return withMethods(connection, {
    write(octets) {
      const changed = change(octets);
      return changed === undefined || connection.write(changed);
    },
  });
}

/** The connection with some of its methods replaced. */
function withMethods(connection: Connection, methods: Pick<Connection, 'write'>): Connection {
  return {
    local: connection.local,
    remote: connection.remote,
    write: (octets) => methods.write(octets),
    end: () => connection.end(),
    destroy: () => connection.destroy(),
    reset: () => connection.reset(),
    pause: () => connection.pause(),
    resume: () => connection.resume(),
  };
}

function text(octets: Uint8Array): string {
  return String.fromCharCode(...octets);
}

function latin1(written: string): Uint8Array {
  return Uint8Array.from(written, (character) => character.charCodeAt(0));
}
