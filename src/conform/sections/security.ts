import type { Case, Part, Section } from '../case.ts';
import { header } from '../header-lines.ts';
import { ask, askInItsPlace, fillUp } from '../over-the-limit.ts';

/** Section 16: security considerations. */

/** Control characters in places that an error could quote: ESC, BEL, and the one-character CSI U+009B. */
const CONTROL = '\\x1b[31m\\x07\\xc2\\x9b';
const COPIED = ['\\x1b', '\\x07', '\\xc2\\x9b'];

/** Messages at fault that a text for people could quote, and the kinds of fault that they are. */
const quotable: readonly (readonly [word: string, send: Part | Part[], title: string])[] = [
  ['TYPE', header({ start: `PSAP/1 ${CONTROL} CONNECTION SYN` }), 'a type'],
  ['SIGNALS', header({ start: `PSAP/1 COMMAND CONNECTION ${CONTROL}` }), 'signals'],
  ['FIELD', header({ more: `X: ${CONTROL}` }), 'a field'],
  ['ID', header({ id: `Id: ${CONTROL}` }), 'an Id'],
  ['SOURCE', header({ source: `Source: ${CONTROL}` }), 'a Source'],
  ['WANT', { message: 'information-request', id: 7, want: ['\u001b[31m\u0007\u009b'] }, 'a WANT'],
  [
    'GREETING',
    { message: 'status-request', id: 7, to: 'unserved address', body: CONTROL },
    'the greeting of a request that is refused',
  ],
  [
    'BINARYGREETING',
    { message: 'status-request', id: 7, to: 'unserved address', encoding: 'binary', body: CONTROL },
    'the greeting of a binary request that is refused',
  ],
];

function quotingCase([word, send, title]: (typeof quotable)[number]): Case {
  return {
    id: `SEC-CONTROL-${word}-01`,
    title: `The control characters of ${title} do not come back in the text of the error`,
    requirements: ['SEC-8'],
    level: 'MUST',
    script: [{ send: [send].flat() }, { expect: { error: 'any', textWithout: COPIED } }],
  };
}

export const security: Section = {
  number: '16',
  cases: [
    {
      id: 'SEC-SOURCE-01',
      title: 'A false source is answered on the connection of its request',
      requirements: ['SEC-1', 'SEC-2', 'ADDR-13'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, from: '203.0.113.9:9' }] },
        { expect: { message: 'open', id: 7, addresses: 'swapped' } },
      ],
    },
    {
      id: 'SEC-SOURCE-02',
      title: 'A source that is another connection of ours is answered on the connection of its request',
      requirements: ['SEC-1', 'SEC-2'],
      level: 'MUST',
      needs: ['status'],
      script: [
        { connection: 'other' },
        { send: [{ message: 'status-request', id: 1 }] },
        { expect: { message: 'open', id: 1 } },
        { connection: 'asking' },
        // The same source for all: the address of a peer that asks elsewhere too.
        { send: [{ message: 'status-request', id: 2, from: '198.51.100.7:40112' }] },
        { connection: 'other' },
        { send: [{ message: 'status-request', id: 3, from: '198.51.100.7:40112' }] },
        { expect: { message: 'open', id: 3 } },
        { connection: 'asking' },
        { expect: { message: 'open', id: 2 } },
      ],
    },
    {
      id: 'SEC-SOURCE-03',
      title: 'A source on loopback opens no door to a status that is denied',
      requirements: ['SEC-1', 'SEC-7'],
      level: 'MUST',
      needs: ['status denied'],
      script: [
        {
          send: [
            { message: 'status-request', id: 1, from: '127.0.0.1:40112' },
            { message: 'status-request', id: 2, from: 'open', encoding: 'binary' },
          ],
        },
        { expect: { error: 'denied', id: 1 } },
        { expect: { error: 'denied', id: 2 } },
      ],
    },
    {
      id: 'SEC-SOURCE-04',
      title: 'A source on loopback opens no door to information that is denied',
      requirements: ['SEC-1', 'SEC-7'],
      level: 'MUST',
      needs: ['information denied'],
      script: [
        { send: [{ message: 'information-request', id: 1, from: '127.0.0.1:40112', want: ['port'] }] },
        { expect: { error: 'denied', id: 1 } },
      ],
    },
    {
      id: 'SEC-LIMIT-01',
      title: 'A place that is left is free again',
      requirements: ['SEC-4', 'CONN-15'],
      level: 'MUST',
      needs: ['status', 'connection limit'],
      alone: true,
      connections: 1,
      play: async (bench) =>
        (await fillUp(bench)) ?? (await bench.play([{ connection: 'served 1' }, 'leave'])) ?? askInItsPlace(bench),
    },
    {
      id: 'SEC-LIMIT-02',
      title: 'The place of a connection that is reset in mid-message is free again',
      requirements: ['SEC-4', 'CONN-15'],
      level: 'MUST',
      needs: ['status', 'connection limit'],
      alone: true,
      connections: 1,
      play: async (bench) =>
        (await fillUp(bench)) ??
        (await bench.play([{ connection: 'served 1' }, { send: [{ text: 'PSAP/1 ' }] }, 'abort'])) ??
        askInItsPlace(bench),
    },
    {
      id: 'SEC-POLICY-01',
      title: 'A status that is denied does not show the state of a subject',
      requirements: ['SEC-7', 'ERR-12'],
      level: 'MUST',
      needs: ['status denied'],
      script: [
        {
          send: [
            { message: 'status-request', id: 1 },
            { message: 'status-request', id: 2, to: 'closed' },
            { message: 'status-request', id: 3, to: 'filtered' },
          ],
        },
        { expect: { error: 'denied', id: 1 } },
        { expect: { error: 'denied', id: 2 } },
        { expect: { error: 'denied', id: 3 } },
      ],
    },
    {
      id: 'SEC-POLICY-02',
      title: 'Information that is denied does not show the state of a subject',
      requirements: ['SEC-7', 'ERR-12'],
      level: 'MUST',
      needs: ['information denied'],
      script: [
        {
          send: [
            { message: 'information-request', id: 1, want: ['port'] },
            { message: 'information-request', id: 2, to: 'closed', want: ['port'] },
            { message: 'information-request', id: 3, to: 'filtered', want: ['port'] },
          ],
        },
        { expect: { error: 'denied', id: 1 } },
        { expect: { error: 'denied', id: 2 } },
        { expect: { error: 'denied', id: 3 } },
      ],
    },
    {
      id: 'SEC-POLICY-03',
      title: 'The policy is asked for each request: what is allowed is answered beside what is denied',
      requirements: ['SEC-7', 'ERR-34'],
      level: 'MUST',
      needs: ['information denied', 'status'],
      script: [
        {
          send: [
            { message: 'status-request', id: 1 },
            { message: 'information-request', id: 2, want: ['os'] },
            { message: 'status-request', id: 3 },
          ],
        },
        { expect: { message: 'open', id: 1 } },
        { expect: { error: 'denied', id: 2 } },
        { expect: { message: 'open', id: 3 } },
      ],
    },
    ...quotable.map(quotingCase),
    {
      id: 'SEC-BUSY-01',
      title: 'A connection over the limit is told busy, and the others are served',
      requirements: ['SEC-10'],
      level: 'SHOULD',
      needs: ['status', 'connection limit'],
      alone: true,
      connections: 1,
      play: async (bench) =>
        (await fillUp(bench)) ??
        bench.play([
          { connection: 'one too many' },
          { send: [{ message: 'status-request', id: 99 }] },
          { expect: { error: 'busy' } },
          'closed',
          { connection: 'served 1' },
          ...ask(100),
        ]),
    },
  ],
};
