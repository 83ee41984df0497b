import type { Acceptor, Connection } from '../../runtime/connection.ts';
import { type Change, family, type Mutant } from './mutant.ts';
import { type Moment, sending, stepping } from './steps.ts';
import { changeHandler, withConnection, withHandler } from './wire.ts';

/** Responders that close connections in a wrong way, or forget to account for those that are gone (sections 10.3, 12). */

/** Closes where it has to end its side and to discard. */
const closingAtOnce = (isMeant: (moment: Moment) => boolean): Change =>
  stepping(([next, effects], moment) =>
    isMeant(moment)
      ? [next, effects.map((effect) => (effect.kind === 'set-timer' ? { kind: 'close' } : effect))]
      : [next, effects],
  );

/** Once it has ended its side it reads once, and closes. */
const readingOnce: (acceptor: Acceptor) => Acceptor = (acceptor) => (connection) => {
  let hasEnded = false;
  const handler = withConnection((inner) => ({
    end: () => {
      hasEnded = true;
      inner.end();
    },
  }))(acceptor)(connection);
  if (handler === undefined) return undefined;
  return changeHandler(handler, {
    received: (octets) => {
      if (hasEnded) connection.destroy();
      else handler.received(octets, connection);
    },
  });
};

/** While what comes on one connection is discarded, what comes on all others waits: there is one thread. */
const discardingAlone: (acceptor: Acceptor) => Acceptor = (() => {
  const threads = new WeakMap<Acceptor, { discarded: Set<Connection>; waiting: (() => void)[] }>();
  return (acceptor) => {
    const thread = threads.get(acceptor) ?? { discarded: new Set(), waiting: [] };
    threads.set(acceptor, thread);
    return (connection) => {
      const leave = () => {
        thread.discarded.delete(connection);
        if (thread.discarded.size === 0) for (const receive of thread.waiting.splice(0)) receive();
      };
      const handler = withConnection((inner) => ({
        end: () => {
          thread.discarded.add(connection);
          inner.end();
        },
        destroy: () => {
          inner.destroy();
          leave();
        },
      }))(acceptor)(connection);
      if (handler === undefined) return undefined;
      return changeHandler(handler, {
        received: (octets) => {
          const kept = octets.slice();
          const receive = () => handler.received(kept, connection);
          if (thread.discarded.size === 0 || thread.discarded.has(connection)) receive();
          else thread.waiting.push(receive);
        },
        ended: () => {
          leave();
          handler.ended(connection);
        },
      });
    };
  };
})();

export const closingMutants: readonly Mutant[] = family('closing', {
  'at once where the peer says end': [
    'It closes at once where an `end` comes, and answers what follows with a reset.',
    'END-8 CONN-8',
    closingAtOnce(({ event }) => event?.kind === 'message' && event.message.name === 'end'),
  ],
  'at once where it says end': [
    'It closes at once behind its own `end`.',
    'END-8 CONN-8',
    closingAtOnce(({ event, state }) => event?.kind === 'timer' && state.phase === 'idle'),
  ],
  'after one more read': ['It discards one read, and closes.', 'CONN-8', { wrap: readingOnce }],
  'one connection at a time': [
    'It does nothing else while it discards what comes on a connection.',
    'CONN-16 CONN-15',
    { wrap: discardingAlone },
  ],
  'with an end like the last answer': [
    'Its `end` has the encoding of the last answer, and not of the last message received.',
    'END-6',
    (() => {
      const last = new WeakMap<object, 'text' | 'binary'>();
      return sending((message, { responder, event }) => {
        if (event?.kind === 'timer' && message.name === 'end') {
          return { ...message, encoding: last.get(responder) ?? 'text' };
        }
        last.set(responder, message.encoding);
        return message;
      });
    })(),
  ],
  'and counting on what was reset': [
    'It does not see that a connection was reset, and counts it on.',
    'SEC-4 CONN-15',
    {
      wrap: withHandler((handler, connection) => ({
        closed: (errno) => {
          if (errno === undefined) handler.closed(errno, connection);
        },
      })),
    },
  ],
});
