import { decodeAttributes, encodeAttributes } from '../../protocol/attributes.ts';
import { Decoder } from '../../protocol/decoder.ts';
import { encodeMessage } from '../../protocol/encoder.ts';
import { decodeErrorCode, encodeError } from '../../protocol/error-body.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import { copyMessage, type Message } from '../../protocol/message.ts';
import { concatenate } from '../../protocol/octets.ts';
import { defaultResponderTimers } from '../../protocol/responder-machine.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Acceptor, Connection, ConnectionHandler } from '../../runtime/connection.ts';
import { drawBelow } from '../../runtime/draw.ts';
import { CounterRandom } from '../../sim/random.ts';
import { changeHandler, withConnection } from '../mutants/wire.ts';
import { changing } from './broken.ts';
import { type ReferenceOptions, targetProfile } from './reference.ts';

/** Responders that do what the specification leaves open otherwise than the reference. */

/** An attribute that nobody knows, empty, and one that is not UTF-8. */
const UNKNOWN = Uint8Array.of(0x7e, 0, 0, 0x7f, 0, 1, 0xff);

/**
 * Other texts for people, unknown attributes, those that need not be there left out, and all in descending order.
 */
const worded: (acceptor: Acceptor) => Acceptor = changing((octets) => {
  const decoder = new Decoder('answers');
  decoder.push(octets.slice());
  const written: Uint8Array[] = [];
  for (let message = decoder.next(); message !== undefined; message = decoder.next()) {
    written.push(encodeMessage({ ...copyMessage(message), body: otherBody(message) }).slice());
  }
  return concatenate(written);
});

function otherBody(message: Message): Uint8Array {
  const { name, encoding, body } = message;
  if (name === 'status-error' || name === 'refusal') {
    const text = encoding === 'text' ? '' : 'computer says no: déjà vu';
    const error = encodeError(encoding, decodeErrorCode(message) as ErrorCode, text);
    return encoding === 'text' ? error : concatenate([UNKNOWN, error]);
  }
  if (name !== 'information') return body.slice();
  const needed = ['SERVICE', 'TRANSPORT', 'OS_FAMILY'];
  const attributes = decodeAttributes(body).filter((one) => needed.includes(one.name));
  return concatenate([encodeAttributes(attributes.reverse()), UNKNOWN]);
}

const LATE_MS = 300;
const DISCARD_MS = defaultResponderTimers.discardMs;

/** All that it does comes late, and in order. */
function late(acceptor: Acceptor, clock: Clock): Acceptor {
  return (connection) => {
    let isOver = false;
    const later = (act: () => void) => {
      clock.setTimer(LATE_MS, act, undefined);
    };
    const over = (act: () => void) => {
      isOver = true;
      later(act);
    };
    const methods = (inner: Connection): Partial<Connection> => ({
      write: (octets) => {
        later(() => inner.write(octets));
        return true;
      },
      end: () => later(() => inner.end()),
      destroy: () => over(() => inner.destroy()),
      reset: () => over(() => inner.reset()),
    });
    const handler = withConnection(methods)(acceptor)(connection);
    if (handler === undefined) return undefined;
    // Once it has closed it hears nothing more, though the network knows it late.
    return changeHandler(handler, {
      received: (octets) => isOver || handler.received(octets, connection),
      ended: () => isOver || handler.ended(connection),
      closed: (errno) => isOver || handler.closed(errno, connection),
    });
  };
}

/** Resets a connection whose peer has not ended it, where the reference closes it. */
const resetting: (acceptor: Acceptor) => Acceptor = (acceptor) => (connection) => {
  let hasEnded = false;
  const methods = (inner: Connection): Partial<Connection> => ({
    destroy: () => (hasEnded ? inner.destroy() : inner.reset()),
  });
  const handler = withConnection(methods)(acceptor)(connection);
  return (
    handler &&
    changeHandler(handler, {
      ended: () => {
        hasEnded = true;
        handler.ended(connection);
      },
    })
  );
};

/** A connection over the limit hears so only where it asks. */
function busyWhenAsked(acceptor: Acceptor, clock: Clock): Acceptor {
  let served = 0;
  return (connection) => {
    if (served >= targetProfile.limits.connections!) return busy(new Decoder('requests'), clock);
    served += 1;
    let isServed = true;
    const leave = () => {
      if (isServed) served -= 1;
      isServed = false;
    };
    const leaving = (act: () => void) => () => {
      leave();
      act();
    };
    const methods = (inner: Connection): Partial<Connection> => ({
      destroy: leaving(() => inner.destroy()),
      reset: leaving(() => inner.reset()),
    });
    const handler = withConnection(methods)(acceptor)(connection)!;
    return changeHandler(handler, {
      closed: (errno) => {
        leave();
        handler.closed(errno, connection);
      },
    });
  };
}

function busy(decoder: Decoder, clock: Clock): ConnectionHandler {
  return {
    connected() {},
    received(octets, connection) {
      decoder.push(octets.slice());
      const message = decoder.next();
      if (message === undefined) return;
      const { name, encoding, id, source, destination } = message;
      const isStatus = name === 'status-request';
      const body = encodeError(encoding, 'busy');
      const to = { source: destination, destination: source };
      connection.write(
        encodeMessage({ name: isStatus ? 'status-error' : 'refusal', encoding, id, ...to, body }).slice(),
      );
      connection.end();
      clock.setTimer(DISCARD_MS, () => connection.destroy(), undefined);
    },
    drained() {},
    ended: (connection) => connection.end(),
    closed() {},
  };
}

/** Answers arrive in pieces of any length. */
function cutting(seed: number): (octets: Uint8Array) => Iterable<Uint8Array> {
  const random = new CounterRandom(seed);
  return function* pieces(octets) {
    for (let from = 0; from < octets.length; ) {
      const length = 1 + drawBelow(random, Math.max(1, octets.length >> 2));
      yield octets.subarray(from, from + length);
      from += length;
    }
  };
}

const CUTTING_SEED = 7;

/** Each is fresh for each case. */
export const eccentrics: Readonly<Record<string, () => ReferenceOptions>> = {
  'has other texts and attributes': () => ({ wrap: worded }),
  'answers 300 ms late': () => ({ wrap: late }),
  'resets where it may close': () => ({ wrap: resetting }),
  'says `busy` only where it is asked': () => ({ wrap: busyWhenAsked, limits: { connections: 100 } }),
  [`cuts its answers at random (seed ${CUTTING_SEED})`]: () => ({ network: { segment: cutting(CUTTING_SEED) } }),
};

/** All of it at once. */
export function eccentric(): ReferenceOptions {
  const wrap = (acceptor: Acceptor, clock: Clock) => busyWhenAsked(resetting(late(worded(acceptor), clock)), clock);
  return { wrap, limits: { connections: 100 }, network: { segment: cutting(CUTTING_SEED) } };
}
