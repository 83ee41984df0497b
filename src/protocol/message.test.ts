import { describe, expect, test } from 'vitest';
import { Decoder } from './decoder.ts';
import { encodeMessage } from './encoder.ts';
import { decodeErrorCode, encodeError } from './error-body.ts';
import { copyMessage, messageForms, messageNames, NO_BODY, nameMessage } from './message.ts';
import { defaultGreeting, requestMessage, wireEncoding } from './request.ts';
import { answerTo, ask, text } from './testing/messages.ts';

describe('the name of a message (MSG-5)', () => {
  test('follows from type, kind, signals, and whether its body is empty', () => {
    for (const name of messageNames) {
      const { type, kind, signals } = messageForms[name];
      const isClosed = name === 'closed' || name === 'status-error';
      expect(nameMessage(type, kind, signals, true)).toBe(isClosed ? 'closed' : name);
      expect(nameMessage(type, kind, signals, false)).toBe(isClosed ? 'status-error' : name);
    }
  });

  test('is none for every other combination', () => {
    const legal = new Set(messageNames.map((name) => Object.values(messageForms[name]).slice(0, 3).join(' ')));
    for (const type of ['COMMAND', 'DATA'] as const) {
      for (const kind of ['CONNECTION', 'GET'] as const) {
        for (const signals of ['SYN', 'SYN+ACK', 'ACK', 'ACK+RST', 'RST'] as const) {
          const named = nameMessage(type, kind, signals, true) !== undefined;
          expect(named).toBe(legal.has(`${type} ${kind} ${signals}`));
        }
      }
    }
    expect(legal.size).toBe(7);
  });
});

test('a copy outlives the views of the decoder', () => {
  const octets = encodeMessage(requestMessage(ask('status')));
  const decoder = new Decoder('requests');
  decoder.push(octets);
  const copy = copyMessage(decoder.next()!);
  octets.fill(0);
  expect(copy).toEqual(requestMessage(ask('status')));
});

describe('a request', () => {
  test('for a status greets (STATUS-2)', () => {
    expect(defaultGreeting(80)).toBe('Hello! I want to connect with port 80');
    expect(requestMessage(ask('status')).body).toEqual(text(defaultGreeting(80)));
  });

  test('has the encoding that it can have (MSG-11, MSG-12)', () => {
    for (const encoding of ['text', 'binary'] as const) {
      expect(wireEncoding(ask('status', { encoding }))).toBe(encoding);
      expect(wireEncoding(ask('port', { encoding }))).toBe('binary');
    }
  });
});

describe('the body of an error (TEXT-21, ERR-30)', () => {
  const coded = (body: Uint8Array) => decodeErrorCode(answerTo(ask('status'), 'status-error', { body }));

  test.each(['text', 'binary'] as const)('in %s has the code, and a text where there is one', (encoding) => {
    for (const said of [undefined, '', 'as it is, grüße']) {
      const body = encodeError(encoding, 'not-served', said);
      expect(decodeErrorCode(answerTo(ask('status', { encoding }), 'status-error', { body }))).toBe('not-served');
    }
    expect(new TextDecoder().decode(encodeError('text', 'busy'))).toBe('busy');
    expect(new TextDecoder().decode(encodeError('text', 'busy', 'wait'))).toBe('busy wait');
  });

  test('ends its code at the first space alone', () => {
    expect([
      coded(text('busy now then')),
      coded(text('busy\tnow')),
      coded(text(' busy')),
      coded(text('busy ')),
    ]).toEqual(['busy', 'busy\tnow', '', 'busy']);
  });

  test('may lack a code in binary', () => {
    expect(decodeErrorCode(answerTo(ask('os'), 'refusal', { body: NO_BODY }))).toBeUndefined();
  });
});
