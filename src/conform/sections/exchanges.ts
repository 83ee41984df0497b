import type { Section } from '../case.ts';

/** Section 10: exchanges. */
export const exchanges: Section = {
  number: '10',
  cases: [
    {
      id: 'STATUS-OPEN-01',
      title: 'An open subject is open, in text',
      requirements: ['STATUS-3'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7 }] },
        { expect: { message: 'open', id: 7, encoding: 'text', addresses: 'swapped' } },
      ],
    },
    {
      id: 'STATUS-OPEN-02',
      title: 'An open subject is open, in binary, with an empty greeting',
      requirements: ['STATUS-3', 'STATUS-7', 'STATUS-8'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, encoding: 'binary', body: '' }] },
        { expect: { message: 'open', id: 7, encoding: 'binary', addresses: 'swapped' } },
      ],
    },
    {
      id: 'STATUS-CLOSED-01',
      title: 'A closed subject is closed, in both encodings',
      requirements: ['STATUS-4'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, to: 'closed' }] },
        { expect: { message: 'closed', id: 7, encoding: 'text', addresses: 'swapped' } },
        { send: [{ message: 'status-request', id: 8, to: 'closed', encoding: 'binary' }] },
        { expect: { message: 'closed', id: 8, encoding: 'binary', addresses: 'swapped' } },
      ],
    },
    {
      id: 'STATUS-FILTERED-01',
      title: 'A filtered subject gets silence, and holds back no other answer',
      requirements: ['STATUS-5', 'CONN-5'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, to: 'filtered' }] },
        { send: [{ message: 'status-request', id: 8 }] },
        { expect: { message: 'open', id: 8 } },
      ],
    },
    {
      id: 'INFO-PORT-01',
      title: 'Information about an open port has its service and its transport',
      requirements: ['INFO-2', 'INFO-3', 'ATTR-14'],
      level: 'MUST',
      script: [
        { send: [{ message: 'information-request', id: 8, want: ['port'] }] },
        {
          expect: {
            message: 'information',
            id: 8,
            addresses: 'swapped',
            attributes: { SERVICE: '*', TRANSPORT: 'tcp' },
          },
        },
      ],
    },
    {
      id: 'INFO-GROUPS-01',
      title: 'Information about a port has nothing about the system',
      requirements: ['INFO-12'],
      level: 'SHOULD',
      script: [
        { send: [{ message: 'information-request', id: 8, want: ['port'] }] },
        { expect: { message: 'information', id: 8, without: ['OS_FAMILY', 'OS_NAME', 'OS_VERSION', 'HOSTNAME'] } },
      ],
    },
    {
      id: 'END-ANSWERS-01',
      title: 'The answers before an end are sent, what follows it is not judged, and the connection closes',
      requirements: ['END-2', 'END-3', 'END-5', 'END-8'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'status-request', id: 1 },
            { message: 'end', id: 2 },
            { message: 'status-request', id: 3 },
          ],
        },
        { expect: { message: 'open', id: 1 } },
        'closed',
      ],
    },
  ],
};
