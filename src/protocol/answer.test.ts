import { describe, expect, test } from 'vitest';
import { isError, judgeAnswer, judgeBadAnswer } from './answer.ts';
import { encodeAttributes } from './attributes.ts';
import { errorCodes } from './errors.ts';
import type { Message } from './message.ts';
import type { Request } from './request.ts';
import { answerTo, ask, errorTo, httpService, informationTo, linux, text } from './testing/messages.ts';
import { blankEcho, toViolation } from './violation.ts';

const status = ask('status');
const binaryStatus = ask('status', { encoding: 'binary' });
const port = ask('port');
const os = ask('os');

type Row = readonly [string, Request, Message, string];

const kindOf = (request: Request, message: Message) => {
  const answer = judgeAnswer(request, message);
  return answer.kind === 'error-reply' ? `error-reply ${answer.code}` : answer.kind;
};

describe('an answer to a status request', () => {
  const rows: readonly Row[] = [
    ['open (VERDICT-1)', status, answerTo(status, 'open'), 'open'],
    ['closed (STATUS-9)', status, answerTo(status, 'closed'), 'closed'],
    ['open in binary', binaryStatus, answerTo(binaryStatus, 'open'), 'open'],
    ['information (VERDICT-16)', binaryStatus, informationTo(binaryStatus, httpService), 'bad-reply'],
    ['an end (never asked as an answer)', status, answerTo(status, 'end'), 'bad-reply'],
    ['a wrong id (ID-6)', status, answerTo(status, 'open', { id: 8 }), 'bad-reply'],
    ['id 0 (ID-11)', status, answerTo(status, 'open', { id: 0 }), 'bad-reply'],
    ['the other encoding (VERDICT-17)', status, answerTo(status, 'open', { encoding: 'binary' }), 'bad-reply'],
    ['text after binary (VERDICT-17)', binaryStatus, answerTo(status, 'closed'), 'bad-reply'],
    ['another source (VERDICT-19)', status, answerTo(status, 'open', { source: status.source }), 'bad-reply'],
    [
      'another destination (VERDICT-19)',
      status,
      answerTo(status, 'open', { destination: os.destination }),
      'bad-reply',
    ],
    [
      'a source of another port (VERDICT-19)',
      status,
      answerTo(status, 'closed', { source: { ...status.destination, port: 81 } }),
      'bad-reply',
    ],
  ];

  test.each(rows)('%s', (_, request, message, kind) => {
    expect(kindOf(request, message)).toBe(kind);
  });
});

describe('an answer to an information request', () => {
  const rows: readonly Row[] = [
    ['about a port (INFO-3)', port, informationTo(port, httpService), 'information'],
    ['about the OS (INFO-5)', os, informationTo(os, linux), 'information'],
    ['with more than was asked for (ATTR-13)', os, informationTo(os, [...httpService, ...linux]), 'information'],
    ['with empty values (ATTR-18)', os, informationTo(os, [{ name: 'OS_FAMILY', value: '' }]), 'information'],
    [
      'with a transport that cannot be (ATTR-18)',
      port,
      informationTo(port, [httpService[0]!, { name: 'TRANSPORT', value: 'pigeon' }]),
      'information',
    ],
    ['without TRANSPORT (VERDICT-10)', port, informationTo(port, httpService.slice(0, 1)), 'bad-reply'],
    ['without SERVICE (VERDICT-10)', port, informationTo(port, httpService.slice(1)), 'bad-reply'],
    ['without OS_FAMILY (VERDICT-10)', os, informationTo(os, httpService), 'bad-reply'],
    ['without anything (VERDICT-10)', port, informationTo(port, []), 'bad-reply'],
    ['open (VERDICT-16)', port, answerTo(port, 'open'), 'bad-reply'],
    ['closed (VERDICT-16)', os, answerTo(os, 'closed'), 'bad-reply'],
    ['a wrong id (ID-6)', os, { ...informationTo(os, linux), id: 8 }, 'bad-reply'],
    ['another source (VERDICT-19)', os, { ...informationTo(os, linux), source: os.source }, 'bad-reply'],
  ];

  test.each(rows)('%s', (_, request, message, kind) => {
    expect(kindOf(request, message)).toBe(kind);
  });

  test('carries its attributes', () => {
    expect(judgeAnswer(os, informationTo(os, linux))).toEqual({ kind: 'information', attributes: linux });
  });
});

describe('an error', () => {
  test.each([...errorCodes])('%s is an error reply, after every request', (code) => {
    for (const request of [status, binaryStatus, port, os]) {
      expect(judgeAnswer(request, errorTo(request, code))).toEqual({ kind: 'error-reply', code });
    }
  });

  const own = { source: { address: '203.0.113.9', port: 1 }, destination: { address: '203.0.113.8', port: 2 } };
  const rows: readonly Row[] = [
    ['with other addresses (VERDICT-20)', status, errorTo(status, 'bad-address', own), 'error-reply bad-address'],
    ['with id 0 (ID-8)', status, errorTo(status, 'timeout', { id: 0 }), 'error-reply timeout'],
    ['with id 0 in text, after a GET (ID-10)', port, errorTo(status, 'busy', { id: 0 }), 'error-reply busy'],
    [
      'with id 0 in the other encoding (ID-10)',
      status,
      errorTo(binaryStatus, 'bad-magic', { id: 0 }),
      'error-reply bad-magic',
    ],
    ['with a wrong id (ID-6)', status, errorTo(status, 'denied', { id: 8 }), 'bad-reply'],
    ['of the other kind (VERDICT-17)', port, errorTo(binaryStatus, 'denied'), 'bad-reply'],
    ['a refusal after a status request (VERDICT-17)', binaryStatus, errorTo(port, 'denied'), 'bad-reply'],
    ['in the other encoding (VERDICT-17)', status, errorTo(binaryStatus, 'denied'), 'bad-reply'],
    [
      'with an unknown code (VERDICT-10)',
      status,
      answerTo(status, 'status-error', { body: text('out-of-coffee') }),
      'bad-reply',
    ],
    [
      'with an unknown code and id 0 (VERDICT-10)',
      status,
      answerTo(status, 'status-error', { id: 0, body: text('out-of-coffee') }),
      'bad-reply',
    ],
    ['with a code in upper case', status, answerTo(status, 'status-error', { body: text('BUSY') }), 'bad-reply'],
    ['with a space before its code', status, answerTo(status, 'status-error', { body: text(' busy') }), 'bad-reply'],
    [
      'with a tab behind its code (TEXT-21)',
      status,
      answerTo(status, 'status-error', { body: text('busy\t') }),
      'bad-reply',
    ],
    ['with an empty text (D29)', status, answerTo(status, 'status-error', { body: text('busy ') }), 'error-reply busy'],
    ['a refusal without a code (VERDICT-10)', os, answerTo(os, 'refusal'), 'bad-reply'],
    [
      'a refusal of a text alone (VERDICT-10)',
      os,
      answerTo(os, 'refusal', { body: encodeAttributes([{ name: 'ERROR_TEXT', value: 'busy' }]) }),
      'bad-reply',
    ],
    [
      'a refusal with an unknown code (VERDICT-10)',
      os,
      answerTo(os, 'refusal', { body: encodeAttributes([{ name: 'ERROR_CODE', value: '' }]) }),
      'bad-reply',
    ],
  ];

  test.each(rows)('%s', (_, request, message, kind) => {
    expect(isError(message)).toBe(true);
    expect(kindOf(request, message)).toBe(kind);
  });

  test('is no other message', () => {
    expect([answerTo(status, 'open'), answerTo(status, 'closed'), informationTo(os, linux)].some(isError)).toBe(false);
  });
});

test('octets at fault are a bad reply, or no PSAP at all (VERDICT-9)', () => {
  for (const code of errorCodes) {
    const violation = toViolation({ code, offset: 0, expected: '', actual: '' }, 0, blankEcho('text'));
    expect(judgeBadAnswer(violation)).toEqual({ kind: code === 'bad-magic' ? 'not-psap' : 'bad-reply' });
  }
});
