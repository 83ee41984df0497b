import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EXPORT_FILE } from '../../tools/vectors/export.mjs';
import type { ExportedConversation, ExportedReceipt } from '../../tools/vectors/export-conversations.mjs';
import { decodeAttributes } from '../protocol/attributes.ts';
import { decodeErrorCode } from '../protocol/error-body.ts';
import { type Message, messageForms } from '../protocol/message.ts';
import { concatenate } from '../protocol/octets.ts';
import { fromHex } from '../protocol/testing/decoding.ts';
import { type Scanner, World } from './testing/world.ts';

/**
 * The conversations of spec/vectors, played against our responder in virtual time: with every write in one segment, and
 * octet by octet.
 */

const { conversations } = JSON.parse(readFileSync(EXPORT_FILE, 'utf8')) as { conversations: ExportedConversation[] };

/** Long enough for everything that is on its way to arrive. */
const ARRIVAL_MS = 10;

function* octetByOctet(octets: Uint8Array): Iterable<Uint8Array> {
  for (let at = 0; at < octets.length; at += 1) yield octets.subarray(at, at + 1);
}

/** What the scanner saw and the script has not asked for yet: messages, and ends of the connection. */
class Inbox {
  readonly #scanner: Scanner;
  #messages = 0;
  #lines = 0;

  constructor(scanner: Scanner) {
    this.#scanner = scanner;
  }

  get unread(): readonly string[] {
    return this.#scanner.log.slice(this.#lines);
  }

  nextMessage(): Message {
    const message = this.#scanner.messages[this.#messages];
    // A message's line ends with its id.
    expect(this.unread[0]).toMatch(/ \d+$/);
    this.#messages += 1;
    this.#lines += 1;
    return message!;
  }

  nextEnd(): void {
    expect(this.unread[0]).toMatch(/ ended$/);
    this.#lines += 1;
  }
}

function check(
  message: Message,
  { name, code, kind, encoding, id, addresses, attributes }: ExportedReceipt,
  scanner: Scanner,
): void {
  const { local, remote } = scanner.connection;
  const { source, destination } = addresses ?? { source: remote, destination: local };
  expect(message).toMatchObject({ encoding, id, source, destination });
  if (name !== undefined) expect(message.name).toBe(name);
  if (code !== undefined) {
    expect(message.name).toBe(kind === 'GET' ? 'refusal' : 'status-error');
    expect(messageForms[message.name].kind).toBe(kind);
    expect(decodeErrorCode(message)).toBe(code);
  }
  if (attributes !== undefined) expect(decodeAttributes(message.body)).toEqual(expect.arrayContaining(attributes));
}

async function play({ script }: ExportedConversation, world: World): Promise<void> {
  const scanner = await world.connect();
  const inbox = new Inbox(scanner);
  for (const step of script) {
    switch (step.do) {
      case 'send':
        scanner.send(concatenate(step.octets.map(({ hex, times }) => fromHex(hex.repeat(times)))));
        await world.clock.advance(ARRIVAL_MS);
        break;
      case 'receive':
        check(inbox.nextMessage(), step, scanner);
        break;
      case 'silence':
      case 'wait':
        await world.clock.advance(step.ms);
        if (step.do === 'silence') expect(inbox.unread).toEqual([]);
        break;
      case 'finish':
        scanner.connection.end();
        await world.clock.advance(ARRIVAL_MS);
        break;
      case 'closed':
        inbox.nextEnd();
        break;
    }
  }
  await world.clock.advance(1_000);
  expect(inbox.unread.filter((line) => !/ (?:ended|closed)$/.test(line))).toEqual([]);
}

describe.each([
  ['in one segment', {}],
  ['octet by octet', { segment: octetByOctet }],
])('a conversation, %s', (_, network) => {
  test.each(conversations.map((conversation) => [conversation.name, conversation] as const))(
    '%s',
    async (_name, conversation) => {
      await play(conversation, new World({ network }));
    },
  );
});

test('conversations name clauses of the specification alone, and every code that a responder gives to a request', () => {
  const specification = readFileSync(new URL('../../spec/psap.md', import.meta.url), 'utf8');
  const known = new Set([...specification.matchAll(/^\*\*([A-Z]+-\d+)\.\*\*/gm)].map(([, id]) => id));
  expect(conversations.flatMap(({ clauses }) => clauses).filter((id) => !known.has(id))).toEqual([]);
  const codes = conversations.flatMap(({ script }) => script.map((step) => ('code' in step ? step.code : undefined)));
  expect(codes).toEqual(
    expect.arrayContaining(['timeout', 'not-served', 'bad-value', 'not-open', 'bad-magic', 'bad-body']),
  );
});
