import type { Expectation, Section, Step, WrittenMessage } from '../case.ts';
import { gone } from '../closing-steps.ts';

/** Section 13: timers and limits. */

const CUT = 20;

/**
 * Each request arrives in two pieces on a connection of its own; then every one of them is idle, and all of them wait at
 * the same time. The pieces give each message a limit, which must not be the one that goes on.
 */
function idleAfter(...asked: readonly (readonly [WrittenMessage, Expectation | undefined])[]): Step[] {
  const onEach = (steps: (index: number) => Step[]) =>
    asked.flatMap((_, index): Step[] => [
      { connection: index === 0 ? 'first' : `connection ${index + 1}` },
      ...steps(index),
    ]);
  return [
    ...onEach((index) => {
      const [message, expect] = asked[index]!;
      return [
        { send: [{ ...message, id: 7 }], cut: [CUT] },
        ...(expect === undefined ? [] : [{ expect: { ...expect, id: 7 } }]),
      ];
    }),
    ...onEach(() => [{ silence: { limit: 'idle', times: 0.75 } }]),
    ...onEach(() => [{ expect: { message: 'end', id: 0, within: { limit: 'idle', times: 0.25 } } }]),
  ];
}

export const timers: Section = {
  number: '13',
  cases: [
    {
      id: 'TIME-MESSAGE-01',
      title: 'A message that is finished within the message limit is answered, and the next has a limit of its own',
      requirements: ['TIME-1', 'TIME-2'],
      level: 'MUST',
      needs: ['message limit'],
      script: [
        { send: [{ message: 'status-request', id: 1, cut: [0, 20] }] },
        { silence: { limit: 'message', times: 0.75 } },
        { send: [{ message: 'status-request', id: 1, cut: [20, 1_000] }] },
        { expect: { message: 'open', id: 1 } },
        { send: [{ message: 'status-request', id: 2, cut: [0, 20] }] },
        { silence: { limit: 'message', times: 0.75 } },
        { send: [{ message: 'status-request', id: 2, cut: [20, 1_000] }] },
        { expect: { message: 'open', id: 2 } },
      ],
    },
    {
      id: 'TIME-MESSAGE-02',
      title: 'The limit of a message whose first octets came with the one before it counts from the end of that',
      requirements: ['TIME-2'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'status-request', id: 1 },
            { message: 'status-request', id: 2, encoding: 'binary', cut: [0, 20] },
          ],
        },
        { expect: { message: 'open', id: 1 } },
        { silence: { limit: 'message', times: 0.5 } },
        { expect: { error: 'timeout', id: 0, encoding: 'binary', within: { limit: 'message', times: 0.5 } } },
        'closed',
      ],
    },
    {
      id: 'TIME-MESSAGE-03',
      title: 'Octets that go on arriving do not start the message limit again',
      requirements: ['TIME-3'],
      level: 'MUST',
      script: [
        { send: [{ text: 'PSAP/1 COMMAND CONNECTION SYN\\r\\nX: ' }] },
        { silence: { limit: 'message', times: 0.3 } },
        { send: [{ text: 'x' }] },
        { silence: { limit: 'message', times: 0.3 } },
        { send: [{ text: 'x' }] },
        { expect: { error: 'timeout', id: 0, encoding: 'text', within: { limit: 'message', times: 0.4 } }, feed: 'x' },
        'closed',
      ],
    },
    {
      id: 'TIME-MESSAGE-04',
      title: 'A message that has begun has the message limit and no idle limit: it gets timeout, not an end',
      requirements: ['CONN-13', 'ERR-10', 'TIME-2'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 1 }] },
        { expect: { message: 'open', id: 1 } },
        { send: [{ text: 'P' }] },
        { expect: { error: 'timeout', id: 0, encoding: 'text', within: { limit: 'message' } } },
        'closed',
      ],
    },
    {
      id: 'TIME-IDLE-01',
      title: 'An idle connection is ended once nothing came or went for the idle limit',
      requirements: ['CONN-13', 'END-6', 'TIME-4'],
      level: 'MUST',
      script: [
        { silence: { limit: 'idle', times: 0.5 } },
        { send: [{ message: 'status-request', id: 7, encoding: 'binary' }] },
        { expect: { message: 'open', id: 7 } },
        { silence: { limit: 'idle', times: 0.75 } },
        {
          expect: {
            message: 'end',
            id: 0,
            encoding: 'binary',
            addresses: 'own',
            within: { limit: 'idle', times: 0.25 },
          },
        },
        'closed',
      ],
    },
    {
      id: 'TIME-IDLE-02',
      title: 'A connection on which nothing was asked is ended in text after the idle limit',
      requirements: ['CONN-13', 'END-6', 'TIME-1', 'TIME-4'],
      level: 'MUST',
      script: [
        { silence: { limit: 'idle', times: 0.75 } },
        {
          expect: { message: 'end', id: 0, encoding: 'text', addresses: 'own', within: { limit: 'idle', times: 0.25 } },
        },
        'closed',
      ],
    },
    {
      id: 'TIME-IDLE-03',
      title: 'A request that gets silence keeps no connection from being idle, nor is it answered by the end',
      requirements: ['CONN-13', 'CONN-14', 'END-6', 'TIME-4'],
      level: 'MUST',
      script: [
        { silence: { limit: 'idle', times: 0.5 } },
        { send: [{ message: 'status-request', id: 7, to: 'filtered' }] },
        { silence: { limit: 'idle', times: 0.75 } },
        {
          expect: { message: 'end', id: 0, encoding: 'text', addresses: 'own', within: { limit: 'idle', times: 0.25 } },
        },
        'closed',
      ],
    },
    {
      id: 'TIME-IDLE-04',
      title: 'The end of an idle connection has the encoding of the last message, not of the first',
      requirements: ['END-6', 'TIME-4'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 1, encoding: 'binary' }] },
        { expect: { message: 'open', id: 1 } },
        { send: [{ message: 'status-request', id: 2 }] },
        { expect: { message: 'open', id: 2 } },
        { expect: { message: 'end', id: 0, encoding: 'text', written: true, within: { limit: 'idle' } } },
        'closed',
      ],
    },
    {
      id: 'TIME-IDLE-05',
      title: 'What is asked behind the end of an idle connection is not answered',
      requirements: ['END-8', 'CONN-8', 'TIME-4'],
      level: 'MUST',
      script: [
        { expect: { message: 'end', id: 0, within: { limit: 'idle' } } },
        { send: [{ message: 'status-request', id: 1 }] },
        'closed',
      ],
    },
    {
      id: 'TIME-IDLE-06',
      title: 'The idle limit counts from a status request of every kind',
      requirements: ['CONN-13', 'CONN-14', 'TIME-4'],
      level: 'MUST',
      script: idleAfter(
        [{ message: 'status-request' }, { message: 'open' }],
        [{ message: 'status-request', to: 'closed' }, { message: 'closed' }],
        [{ message: 'status-request', to: 'filtered' }, undefined],
        [{ message: 'status-request', to: 'unserved address' }, { error: 'not-served' }],
      ),
    },
    {
      id: 'TIME-IDLE-07',
      title: 'The idle limit counts from an information request of every kind',
      requirements: ['CONN-13', 'TIME-4'],
      level: 'MUST',
      script: idleAfter(
        [{ message: 'information-request', want: ['port'] }, { message: 'information' }],
        [{ message: 'information-request', want: ['os'] }, { message: 'information' }],
        [{ message: 'information-request', want: ['port'], to: 'closed' }, { error: 'not-open' }],
        [{ message: 'information-request', want: ['weather'] }, { error: 'bad-value' }],
      ),
    },
    {
      id: 'TIME-IDLE-08',
      title: 'The idle limit counts from a request that is denied',
      requirements: ['CONN-13', 'TIME-4'],
      level: 'MUST',
      needs: ['status denied'],
      script: idleAfter([{ message: 'status-request' }, { error: 'denied' }]),
    },
    {
      id: 'TIME-IDLE-09',
      title: 'The end of an idle connection has the encoding of the last message also where that got silence',
      requirements: ['END-6', 'TIME-4'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 1 }] },
        { expect: { message: 'open', id: 1 } },
        { send: [{ message: 'status-request', id: 2, encoding: 'binary', to: 'filtered' }] },
        { expect: { message: 'end', id: 0, encoding: 'binary', within: { limit: 'idle' } } },
        'closed',
      ],
    },
    {
      id: 'TIME-DISCARD-01',
      title: 'A connection that we ended is closed after 2 s, where we do not end our side',
      requirements: ['TIME-1', 'CONN-8', 'END-8'],
      level: 'MUST',
      script: [{ send: [{ message: 'end', id: 1 }] }, 'closed', ...gone],
    },
    {
      id: 'TIME-DISCARD-02',
      title: 'An idle connection that was ended is closed after 2 s, where we do not end our side',
      requirements: ['TIME-1', 'CONN-8', 'END-8'],
      level: 'MUST',
      script: [{ expect: { message: 'end', id: 0, within: { limit: 'idle' } } }, 'closed', ...gone],
    },
    {
      id: 'TIME-DISCARD-03',
      title: 'A connection that was told timeout is closed after 2 s, where we do not end our side',
      requirements: ['TIME-1', 'CONN-8', 'ERR-33'],
      level: 'MUST',
      script: [
        { send: [{ text: 'P' }] },
        { expect: { error: 'timeout', id: 0, within: { limit: 'message' } } },
        'closed',
        ...gone,
      ],
    },
  ],
};
