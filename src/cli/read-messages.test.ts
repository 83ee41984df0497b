import { expect, test } from 'vitest';
import { encodeMessage } from '../protocol/encoder.ts';
import { type Message, NO_BODY } from '../protocol/message.ts';
import type { OctetsMoved, TimelineEvent } from '../results/timeline.ts';
import { readMessages } from './read-messages.ts';

const scanner = { address: '127.0.0.1', port: 50_000 };
const host = (port: number) => ({ address: '192.0.2.1', port });
const end = (id: number, port: number): Message => ({
  name: 'end',
  encoding: 'binary',
  id,
  source: scanner,
  destination: host(port),
  body: NO_BODY,
});
const open = (id: number, port: number): Message => ({
  ...end(id, port),
  name: 'open',
  source: host(port),
  destination: scanner,
});
const hex = (...messages: Message[]) =>
  messages.map((each) => Buffer.from(encodeMessage(each)).toString('hex')).join('');

function moved(direction: OctetsMoved['direction'], octets: string, connection = 1): TimelineEvent {
  return { atMs: 1, kind: 'octets', connection, direction, octets };
}

test('a message is told where it became whole, and what port it is about', () => {
  const answer = hex(open(7, 80));
  const timeline: TimelineEvent[] = [
    { atMs: 0, kind: 'began', name: 'x', seed: 1, wallClock: '2031-05-06T07:08:09Z' },
    moved('sent', hex(end(7, 22), end(8, 80))),
    moved('received', answer.slice(0, 20)),
    moved('received', answer.slice(0, 20), 2),
    moved('received', answer.slice(20)),
  ];
  expect(readMessages(timeline)).toEqual([
    { event: 1, text: 'end 7', about: host(22) },
    { event: 1, text: 'end 8', about: host(80) },
    { event: 4, text: 'open 7', about: host(80) },
  ]);
});

test('octets that are no message are told once', () => {
  const timeline = [
    moved('received', hex(open(1, 22)) + Buffer.from('SSH-2.0').toString('hex')),
    moved('received', '00'),
  ];
  expect(readMessages(timeline)).toEqual([
    { event: 0, text: 'open 1', about: host(22) },
    { event: 0, text: "bad-magic (ERR-1): 0x53 'S'", broken: true },
  ]);
});
