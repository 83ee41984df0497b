import type { Section } from '../case.ts';

/** Section 9: errors. */
export const errors: Section = {
  number: '9',
  cases: [
    {
      id: 'ERR-MAGIC-01',
      title: 'What is not PSAP is bad-magic, at the first octet',
      requirements: ['ERR-1', 'ERR-17', 'ERR-24', 'ERR-28', 'ERR-33'],
      level: 'MUST',
      script: [
        { send: [{ text: 'G' }] },
        { expect: { error: 'bad-magic', id: 0, encoding: 'text', kind: 'CONNECTION', addresses: 'own' } },
        'closed',
      ],
    },
    {
      id: 'ERR-NOTSERVED-01',
      title: 'Another address is not served, and the connection stays open',
      requirements: ['ERR-13', 'ERR-34'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, to: 'unserved address' }] },
        { expect: { error: 'not-served', id: 7, encoding: 'text', addresses: 'swapped' } },
        { send: [{ message: 'status-request', id: 8 }] },
        { expect: { message: 'open', id: 8 } },
      ],
    },
    {
      id: 'ERR-SPLIT-01',
      title: 'Octets that are cut anywhere are answered as they are in one piece',
      why: 'The pieces may be joined on their way; then the case shows less, and nothing wrong.',
      requirements: ['ERR-22', 'CONN-6'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'status-request', id: 1 },
            { message: 'status-request', id: 2, encoding: 'binary' },
            { message: 'status-request', id: 3 },
          ],
          cut: [1, 5, 7, 33, 34, 150, 170, 200, 240],
        },
        { expect: { message: 'open', id: 1 } },
        { expect: { message: 'open', id: 2 } },
        { expect: { message: 'open', id: 3 } },
      ],
    },
    {
      id: 'ERR-TIMEOUT-01',
      title: 'A message that is not complete within the message limit is answered with timeout, and not before',
      requirements: ['ERR-10', 'ERR-24', 'TIME-2', 'TIME-3'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, cut: [0, 20] }] },
        { silence: { limit: 'message', times: 0.5 } },
        { send: [{ message: 'status-request', id: 7, cut: [20, 30] }] },
        {
          expect: {
            error: 'timeout',
            id: 0,
            encoding: 'text',
            kind: 'CONNECTION',
            addresses: 'own',
            within: { limit: 'message', times: 0.5 },
          },
        },
        'closed',
      ],
    },
  ],
};
