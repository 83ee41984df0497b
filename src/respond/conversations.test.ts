import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EXPORT_FILE } from '../../tools/vectors/export.mjs';
import type { ExportedConversation, ExportedReceipt } from '../../tools/vectors/export-conversations.mjs';
import { errorCodes } from '../protocol/errors.ts';
import { playConversation } from './testing/play-conversation.ts';

/**
 * The conversations of spec/vectors, read from their language-neutral export as a stranger would and played against our
 * responder in virtual time: with every write in one segment, and octet by octet.
 */

const { conversations } = JSON.parse(readFileSync(EXPORT_FILE, 'utf8')) as { conversations: ExportedConversation[] };

function* octetByOctet(octets: Uint8Array): Iterable<Uint8Array> {
  for (let at = 0; at < octets.length; at += 1) yield octets.subarray(at, at + 1);
}

describe.each([
  ['in one segment', {}],
  ['octet by octet', { segment: octetByOctet }],
])('a conversation, %s', (_, network) => {
  test.each(conversations.map((conversation) => [conversation.file, conversation.name, conversation] as const))(
    '%s: %s',
    async (_file, _name, conversation) => {
      await playConversation(conversation, network);
    },
  );
});

describe('the conversations', () => {
  const steps = conversations.flatMap(({ script }) => script);
  const receipts = steps.filter((step): step is ExportedReceipt => step.do === 'receive');

  test('name clauses of the specification alone', () => {
    const specification = readFileSync(new URL('../../spec/psap.md', import.meta.url), 'utf8');
    const known = new Set([...specification.matchAll(/^\*\*([A-Z]+-\d+)\.\*\*/gm)].map(([, id]) => id));
    expect(conversations.flatMap(({ clauses }) => clauses).filter((id) => !known.has(id))).toEqual([]);
  });

  test('have a name each, of its own within the file', () => {
    const names = conversations.map(({ file, name }) => `${file}: ${name}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test('have every step, both modes, and every error that a responder may send', () => {
    const every = ['send', 'receive', 'silence', 'wait', 'connection', 'finish', 'leave', 'closed', 'reset'];
    expect(new Set(steps.map((step) => step.do))).toEqual(new Set(every));
    expect(new Set(conversations.map(({ responder }) => responder.mode))).toEqual(new Set(['direct', 'agent']));
    const codes = new Set(receipts.map(({ code }) => code));
    expect(errorCodes.filter((code) => !codes.has(code))).toEqual([]);
  });

  test('have every answer in every encoding that carries it, and silence', () => {
    const answers = new Set(receipts.map(({ name, kind, encoding }) => `${encoding} ${name ?? `error to ${kind}`}`));
    expect([...answers].sort()).toEqual([
      'binary closed',
      'binary end',
      'binary error to CONNECTION',
      'binary error to GET',
      'binary information',
      'binary open',
      'text closed',
      'text end',
      'text error to CONNECTION',
      'text open',
    ]);
  });
});
