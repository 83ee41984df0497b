import { describe, expect, test } from 'vitest';
import { encodeAttributes } from '../protocol/attributes.ts';
import { encodeError } from '../protocol/error-body.ts';
import { type Message, NO_BODY } from '../protocol/message.ts';
import type { Expectation } from './case.ts';
import { describeExpectation, matchMessage } from './match-message.ts';

const source = { address: '192.0.2.1', port: 22 };
const destination = { address: '192.0.2.7', port: 40_112 };
const head = { id: 7, source, destination } as const;
const open: Message = { ...head, name: 'open', encoding: 'text', body: NO_BODY };
const denied: Message = { ...head, name: 'status-error', encoding: 'text', body: encodeError('text', 'denied', 'no') };
const refusal: Message = { ...head, name: 'refusal', encoding: 'binary', body: encodeError('binary', 'not-open') };
const information: Message = {
  ...head,
  name: 'information',
  encoding: 'binary',
  body: encodeAttributes([
    { name: 'SERVICE', value: 'ssh' },
    { name: 'TRANSPORT', value: '' },
  ]),
};

const match = (message: Message, expectation: Expectation, addresses = { source, destination }) =>
  matchMessage(message, expectation, () => addresses);

describe('a message matches', () => {
  test.each<[Message, Expectation]>([
    [open, {}],
    [open, { message: 'open', id: 7, encoding: 'text', kind: 'CONNECTION', addresses: 'swapped' }],
    [open, { message: ['closed', 'open'] }],
    [denied, { error: 'denied' }],
    [denied, { error: 'any' }],
    [denied, { error: ['busy', 'denied'] }],
    [refusal, { error: 'not-open', kind: 'GET', message: 'refusal' }],
    [information, { attributes: { SERVICE: '*', TRANSPORT: '' }, without: ['OS_FAMILY'] }],
  ])('%j %j', (message, expectation) => {
    expect(match(message, expectation)).toBeUndefined();
  });
});

describe('what does not match', () => {
  test.each<[Message, Expectation, string, string, string]>([
    [open, { message: ['closed', 'end'] }, 'name', 'closed or end', 'open'],
    [open, { error: 'any' }, 'name', 'an error', 'open'],
    [denied, { message: 'closed' }, 'name', 'closed', 'error denied'],
    [denied, { error: ['busy', 'timeout'] }, 'error', 'error busy or timeout', 'error denied'],
    [open, { id: 8 }, 'id', 'id 8', 'id 7'],
    [open, { encoding: 'binary' }, 'encoding', 'in binary', 'in text'],
    [open, { kind: 'GET' }, 'name', 'kind GET', 'kind CONNECTION'],
    [information, { attributes: { SERVICE: 'http' } }, 'body', 'SERVICE "http"', 'SERVICE "ssh"'],
    [information, { attributes: { TRANSPORT: '*' } }, 'body', 'TRANSPORT, not empty', 'TRANSPORT ""'],
    [information, { attributes: { OS_FAMILY: '*' } }, 'body', 'OS_FAMILY, not empty', 'no OS_FAMILY'],
    [information, { without: ['SERVICE'] }, 'body', 'no SERVICE', 'SERVICE "ssh"'],
  ])('%j %j is its %s', (message, expectation, aspect, expected, actual) => {
    expect(match(message, expectation)).toEqual({ aspect, expected, actual });
  });

  test('is either address', () => {
    const other = { address: '192.0.2.9', port: 22 };
    expect(match(open, { addresses: 'own' }, { source: other, destination })).toEqual({
      aspect: 'source',
      expected: 'source 192.0.2.9:22',
      actual: 'source 192.0.2.1:22',
    });
    expect(match(open, { addresses: 'own' }, { source, destination: other })).toMatchObject({ aspect: 'destination' });
  });

  test('is an attribute that stands twice', () => {
    const twice = encodeAttributes([
      { name: 'SERVICE', value: 'a' },
      { name: 'SERVICE', value: 'b' },
    ]);
    expect(match({ ...information, body: twice }, { attributes: { SERVICE: '*' } })).toMatchObject({
      actual: 'SERVICE "a", SERVICE "b"',
    });
  });
});

describe('an expectation in words', () => {
  test.each<[Expectation, string]>([
    [{}, 'a message'],
    [
      { message: 'open', id: 7, encoding: 'text', addresses: 'swapped' },
      'open id 7 in text, the addresses of the request swapped',
    ],
    [{ error: ['busy', 'denied'], kind: 'GET' }, 'error busy or error denied, kind GET'],
    [{ error: 'any', addresses: 'own' }, "any error, the connection's own addresses"],
    [
      { message: 'information', attributes: { SERVICE: '*', TRANSPORT: 'tcp' }, without: ['KERNEL'] },
      'information, SERVICE, TRANSPORT=tcp, no KERNEL',
    ],
    [{ message: 'open', addresses: { source: 'open', destination: '192.0.2.7:1' } }, 'open, {open} → 192.0.2.7:1'],
  ])('%j', (expectation, words) => {
    expect(describeExpectation(expectation)).toBe(words);
  });
});
