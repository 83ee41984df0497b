import { Decoder } from '../../protocol/decoder.ts';
import { encodeMessage } from '../../protocol/encoder.ts';
import { NO_BODY } from '../../protocol/message.ts';
import { stepResponder } from '../../protocol/responder-machine.ts';
import type { Violation } from '../../protocol/violation.ts';
import type { Acceptor } from '../../runtime/connection.ts';
import { hasCode } from './codes.ts';
import { type Change, family, type Mutant } from './mutant.ts';
import { reading } from './reading.ts';
import { seeing, sending, stepping } from './steps.ts';
import { changeHandler, withConnection, withHandler } from './wire.ts';

/** Responders that break the rules of connections (section 12). */

/** Serves one connection; what comes on others waits until it is gone. */
const oneAtATime: (acceptor: Acceptor) => Acceptor = (() => {
  const holders = new WeakMap<Acceptor, { busy: boolean; waiting: (() => void)[] }>();
  return (acceptor) => {
    const holder = holders.get(acceptor) ?? { busy: false, waiting: [] };
    holders.set(acceptor, holder);
    const leave = () => {
      holder.busy = false;
      holder.waiting.shift()?.();
    };
    return (connection) => {
      const handler = acceptor(connection);
      if (handler === undefined) return undefined;
      let isServed = !holder.busy;
      const held: Uint8Array[] = [];
      const begin = () => {
        isServed = true;
        holder.busy = true;
        for (const octets of held.splice(0)) handler.received(octets, connection);
      };
      if (isServed) begin();
      else holder.waiting.push(begin);
      return changeHandler(handler, {
        received: (octets) => {
          if (isServed) handler.received(octets, connection);
          else held.push(octets.slice());
        },
        ended: () => {
          if (isServed) leave();
          handler.ended(connection);
        },
        closed: (errno) => {
          if (isServed) leave();
          handler.closed(errno, connection);
        },
      });
    };
  };
})();

/** Once it has ended its side, it leaves a connection alone on which more comes. */
const closingWhereQuiet: (acceptor: Acceptor) => Acceptor = (acceptor) => (connection) => {
  let hasEnded = false;
  let goesOn = false;
  const handler = withConnection((inner) => ({
    end: () => {
      hasEnded = true;
      inner.end();
    },
    destroy: () => {
      if (!goesOn) inner.destroy();
    },
  }))(acceptor)(connection);
  if (handler === undefined) return undefined;
  return changeHandler(handler, {
    received: (octets) => {
      goesOn ||= hasEnded;
      handler.received(octets, connection);
    },
  });
};

/** While answers wait it reads on, and keeps the requests. */
const keepingRequests: (acceptor: Acceptor) => Acceptor = (acceptor) => (connection) => {
  let isPaused = false;
  const kept: Uint8Array[] = [];
  const handler = withConnection(() => ({
    pause: () => {
      isPaused = true;
    },
    resume: () => {
      isPaused = false;
      while (!isPaused && kept.length > 0) handler?.received(kept.shift()!, connection);
    },
  }))(acceptor)(connection);
  if (handler === undefined) return undefined;
  return changeHandler(handler, {
    received: (octets) => {
      if (isPaused) kept.push(octets.slice());
      else handler.received(octets, connection);
    },
  });
};

/** Behind a message at fault it goes on with the next that came with it, and then closes. */
const judgingOn: Change = (() => {
  const rests = new WeakMap<Violation, Uint8Array>();
  const remembering = reading({
    judges: (violation, _, behind) => {
      rests.set(violation, behind.slice());
      return violation;
    },
  });
  const goingOn = stepping(([next, effects], { responder, state, event }) => {
    const rest = event?.kind === 'violation' ? rests.get(event.violation) : undefined;
    if (rest === undefined) return [next, effects];
    const decoder = new Decoder('requests');
    decoder.push(rest);
    const message = decoder.next();
    if (message === undefined) return [next, effects];
    const [, more] = stepResponder(responder, state, { kind: 'message', message });
    return [next, [...effects.slice(0, 1), ...more.filter(({ kind }) => kind === 'send'), ...effects.slice(1)]];
  });
  return { parts: { ...goingOn.parts, ...remembering.parts } };
})();

export const connectionMutants: readonly Mutant[] = family('connection', {
  'closed after an answer': [
    'It closes a connection once it has answered on it.',
    'CONN-7 CONN-2',
    {
      wrap: withConnection((connection) => ({
        write(octets) {
          connection.write(octets);
          connection.end();
          return true;
        },
      })),
    },
  ],
  'closed where the peer ends': [
    'It closes at once where the peer ends its side, and drops answers.',
    'CONN-11 CONN-12',
    { wrap: withHandler((_, connection) => ({ ended: () => connection.destroy() })) },
  ],
  'no half-close': [
    'It resets where it has to end its sending side and to read on.',
    'CONN-8',
    { wrap: withConnection((connection) => ({ end: () => connection.reset() })) },
  ],
  'closed at its end': [
    'It closes both sides where it has to end one.',
    'CONN-8',
    { wrap: withConnection((connection) => ({ end: () => connection.destroy() })) },
  ],
  'never ended': [
    'It does not end its side, and closes after the discard limit.',
    'CONN-8 ERR-33 END-8',
    { wrap: withConnection(() => ({ end: () => {} })) },
  ],
  'never closed': [
    'It never closes a connection whose peer goes on.',
    'CONN-8 TIME-1',
    { wrap: withConnection(() => ({ destroy: () => {} })) },
  ],
  'not closed while the peer goes on': [
    'It does not close a connection that it has ended while more comes.',
    'CONN-8 TIME-1',
    { wrap: closingWhereQuiet },
  ],
  'judging on': ['It judges and answers what stands behind an error that closes.', 'CONN-9', judgingOn],
  'the unfinished answered': [
    'A message that is cut by the end of the peer is answered with bad-header.',
    'CONN-10',
    seeing(({ state, event }) =>
      event.kind === 'ended' && state.phase === 'receiving' ? { event: { kind: 'timer' } } : {},
    ),
  ],
  'an end after each answer': [
    'It sends `end` behind each answer.',
    'END-6 CONN-13 CONN-7 MSG-7',
    stepping(([next, effects], { responder, event }) => {
      if (event?.kind !== 'message' || next.phase !== 'idle') return [next, effects];
      const { local: source, peer: destination } = responder;
      const end = { name: 'end', encoding: next.encoding, id: 0, source, destination, body: NO_BODY } as const;
      return [next, [...effects, { kind: 'send', message: end }]];
    }),
  ],
  'an end answered': [
    'It answers `end` with `end`.',
    'END-2',
    stepping(([next, effects], { event }) => {
      if (event?.kind !== 'message' || event.message.name !== 'end') return [next, effects];
      const { source, destination } = event.message;
      return [
        next,
        [{ kind: 'send', message: { ...event.message, source: destination, destination: source } }, ...effects],
      ];
    }),
  ],
  'an end with id 0 alone': [
    'It takes `end` for one where its id is 0.',
    'END-2 END-1',
    stepping(([next, effects], { state, event }) =>
      event?.kind === 'message' && event.message.name === 'end' && event.message.id !== 0
        ? [state, []]
        : [next, effects],
    ),
  ],
  'an end to its own address alone': [
    'It says not-served to an `end` whose destination it does not serve.',
    'END-2',
    stepping(([next, effects], { responder, state, event }) =>
      event?.kind === 'message' && event.message.name === 'end' && !responder.host.serves(event.message.destination)
        ? [state, []]
        : [next, effects],
    ),
  ],
  'an end from the peer alone': [
    'It ignores an `end` whose source is not the peer.',
    'END-2 SEC-1 ADDR-13',
    stepping(([next, effects], { responder, state, event }) =>
      event?.kind === 'message' &&
      event.message.name === 'end' &&
      event.message.source.address !== responder.peer.address
        ? [state, []]
        : [next, effects],
    ),
  ],
  'going on after an end': [
    'It answers what follows an `end`.',
    'END-5 END-2',
    stepping(([next, effects], { state, event }) =>
      event?.kind === 'message' && event.message.name === 'end' ? [state, []] : [next, effects],
    ),
  ],
  'an end before the answers': [
    'Where an `end` comes it drops the answers before it.',
    'END-3',
    {
      wrap: withConnection((connection) => {
        let held: Uint8Array[] = [];
        return {
          write(octets) {
            held.push(octets);
            return true;
          },
          end() {
            held = held.filter((octets) => octets.length > 0 && String.fromCharCode(...octets).includes('ACK+RST'));
            for (const octets of held.splice(0)) connection.write(octets);
            connection.end();
          },
        };
      }),
    },
  ],
  'one at a time': ['It serves one connection, and lets others wait.', 'CONN-15 CONN-16', { wrap: oneAtATime }],
  'silence holds back': [
    'A request that gets silence holds back all answers after it.',
    'CONN-5',
    (() => {
      const silent = new WeakSet<object>();
      return stepping(([next, effects], { responder, event }) => {
        if (event?.kind !== 'message' || next.phase !== 'idle') return [next, effects];
        if (!effects.some(({ kind }) => kind === 'send')) silent.add(responder);
        return [next, silent.has(responder) ? effects.filter(({ kind }) => kind !== 'send') : effects];
      });
    })(),
  ],
  'a banner': [
    'It sends a banner where a connection comes up.',
    'CONN-22',
    {
      wrap: (acceptor) => (connection) => {
        const handler = acceptor(connection);
        const { local: source, remote: destination } = connection;
        connection.write(encodeMessage({ name: 'open', encoding: 'text', id: 0, source, destination, body: NO_BODY }));
        return handler;
      },
    },
  ],
  'open where a connection comes up': [
    'A direct listener says `open` before it is asked.',
    'CONN-22',
    {
      wrap: (acceptor) => (connection) => {
        const handler = acceptor(connection);
        const { local: source, remote: destination } = connection;
        if (source.port !== 4_545) {
          connection.write(
            encodeMessage({ name: 'open', encoding: 'text', id: 0, source, destination, body: NO_BODY }),
          );
        }
        return handler;
      },
    },
  ],
  'answers on the last connection': [
    'It sends answers on the connection that was accepted last.',
    'SEC-2 CONN-15',
    {
      wrap: (() => {
        let last: Parameters<Acceptor>[0] | undefined;
        return (acceptor: Acceptor): Acceptor =>
          (connection) => {
            last = connection;
            return withConnection(() => ({ write: (octets) => last!.write(octets) }))(acceptor)(connection);
          };
      })(),
    },
  ],
  'no busy': [
    'It resets connections that it does not serve.',
    'SEC-10',
    {
      wrap: (acceptor) => (connection) => {
        let isBusy = false;
        const probing = withConnection((inner) => ({
          write: (octets) => {
            if (!String.fromCharCode(...octets).includes('busy')) return inner.write(octets);
            isBusy = true;
            return false;
          },
        }))(acceptor);
        const handler = probing(connection);
        return isBusy ? undefined : handler;
      },
    },
  ],
  'reading without end': [
    'It reads on from a peer that does not take its answers.',
    'CONN-18 SEC-3',
    {
      wrap: withConnection((connection) => ({ pause: () => {}, write: (octets) => connection.write(octets) || true })),
    },
  ],
  'a queue of requests without end': [
    'While answers wait it reads on, and keeps the requests.',
    'CONN-18 SEC-3',
    { wrap: keepingRequests },
  ],
  'an end in binary ignored': [
    'It knows `end` in text alone.',
    'END-1 END-2',
    stepping(([next, effects], { state, event }) =>
      event?.kind === 'message' && event.message.name === 'end' && event.message.encoding === 'binary'
        ? [state, []]
        : [next, effects],
    ),
  ],
  'busy as an information refusal': [
    'It says denied where it has to say busy.',
    'ERR-11',
    sending((message) =>
      hasCode(message, 'busy') ? { ...message, body: new TextEncoder().encode('denied') } : message,
    ),
  ],
});
