import { encodeMessage } from '../../protocol/encoder.ts';
import { family, type Mutant } from './mutant.ts';
import { sending } from './steps.ts';
import { messagesIn, withWrites } from './wire.ts';

/** Answers in another order, more than once, or too late. */

/** Changes the order of the answers that are written at once. */
const reordering = (order: (messages: readonly Uint8Array[]) => readonly Uint8Array[]) => ({
  wrap: withWrites((octets) => order(messagesIn(octets).map((message) => encodeMessage(message).slice()))),
});

export const orderMutants: readonly Mutant[] = family('order', {
  'last first': [
    'Of answers at the same time it sends the last first.',
    'CONN-3',
    reordering((all) => all.toReversed()),
  ],
  'two swapped': [
    'Of answers at the same time it sends the second before the first.',
    'CONN-3',
    reordering(([first, second, ...rest]) => [second, first, ...rest].filter((one) => one !== undefined)),
  ],
  'last two swapped': [
    'Of answers at the same time it swaps the last two.',
    'CONN-3',
    reordering((all) => (all.length < 2 ? all : [...all.slice(0, -2), all.at(-1)!, all.at(-2)!])),
  ],
  'text first': [
    'Of answers at the same time it sends those in text first.',
    'CONN-3 CONN-4',
    reordering((all) => [...all.filter(([octet]) => octet === 0x50), ...all.filter(([octet]) => octet !== 0x50)]),
  ],
  'errors last': [
    'Of answers at the same time it sends errors last.',
    'CONN-3',
    reordering((all) => {
      const isError = (octets: Uint8Array) => String.fromCharCode(...octets.subarray(0, 40)).includes('ACK+RST');
      return [...all.filter((one) => !isError(one)), ...all.filter(isError)];
    }),
  ],
  'first alone': [
    'Of answers at the same time it sends the first alone.',
    'CONN-2 CONN-6',
    reordering((all) => all.slice(0, 1)),
  ],
  'last alone': [
    'Of answers at the same time it sends the last alone.',
    'CONN-2 CONN-6',
    reordering((all) => all.slice(-1)),
  ],
  'first two alone': [
    'Of answers at the same time it sends two.',
    'CONN-2 CONN-6',
    reordering((all) => all.slice(0, 2)),
  ],
  'each twice': [
    'It sends each answer twice.',
    'STATUS-6 CONN-3',
    reordering((all) => all.flatMap((one) => [one, one])),
  ],
  'one for an id': [
    'It answers an id once.',
    'ID-2 CONN-2',
    (() => {
      const seen = new WeakMap<object, Set<number>>();
      return sending((message, { responder, event }) => {
        if (event?.kind !== 'message') return message;
        const ids = seen.get(responder) ?? new Set();
        seen.set(responder, ids);
        if (ids.has(message.id)) return undefined;
        ids.add(message.id);
        return message;
      });
    })(),
  ],
  'the answer to the request before': [
    'Each answer has the id of the request before.',
    'ID-3',
    (() => {
      const last = new WeakMap<object, number>();
      return sending((message, { responder, event }) => {
        if (event?.kind !== 'message') return message;
        const id = last.get(responder) ?? message.id;
        last.set(responder, message.id);
        return { ...message, id };
      });
    })(),
  ],
});
