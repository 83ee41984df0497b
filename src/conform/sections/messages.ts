import type { Case, Part, Section } from '../case.ts';
import { faultCase } from '../fault-case.ts';
import { header } from '../header-lines.ts';

/** Section 3: the abstract message. */

const MOST_OCTETS = 65_535;

/** A greeting as long as one can be, then a request that is answered only where all of it was taken. */
function longestCase(number: number, encoding: 'text' | 'binary', request: Part): Case {
  return {
    id: `MSG-LONGEST-0${number}`,
    title: `A body of 65,535 octets is taken, in ${encoding}`,
    requirements: ['MSG-9', ...(encoding === 'text' ? ['TEXT-1', 'TEXT-17'] : ['BIN-1'])],
    level: 'MUST',
    script: [
      {
        send: [request, { repeat: 'a', times: MOST_OCTETS }, { message: 'status-request', id: 8, encoding }],
      },
      { expect: { message: 'open', id: 7 } },
      { expect: { message: 'open', id: 8 } },
    ],
  };
}

export const messages: Section = {
  number: '3',
  cases: [
    {
      id: 'MSG-ROW-01',
      title: 'The answer to a status request in text has all fields of one of the messages',
      requirements: ['MSG-1', 'MSG-2', 'MSG-3', 'MSG-4', 'MSG-5'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7 }] },
        { expect: { message: ['open', 'closed', 'status-error'], encoding: 'text' } },
      ],
    },
    {
      id: 'MSG-ROW-02',
      title: 'The answer to a status request in binary has all fields of one of the messages',
      requirements: ['MSG-1', 'MSG-2', 'MSG-3', 'MSG-4', 'MSG-5', 'BIN-1'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, encoding: 'binary' }] },
        { expect: { message: ['open', 'closed', 'status-error'], encoding: 'binary' } },
      ],
    },
    {
      id: 'MSG-ROW-03',
      title: 'The answer to an information request has all fields of one of the messages',
      requirements: ['MSG-1', 'MSG-2', 'MSG-3', 'MSG-4', 'MSG-5', 'BIN-1'],
      level: 'MUST',
      script: [
        { send: [{ message: 'information-request', id: 7, want: ['port'] }] },
        { expect: { message: ['information', 'refusal'] } },
      ],
    },
    {
      id: 'MSG-COMMAND-01',
      title: 'A responder sends answers alone, and asks nothing',
      requirements: ['MSG-3', 'MSG-7'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 1 }] },
        { expect: { message: 'open', id: 1 } },
        { silence: 'a while' },
        { send: [{ message: 'status-request', id: 2, encoding: 'binary' }] },
        { expect: { message: 'open', id: 2 } },
      ],
    },
    {
      id: 'MSG-ADDRESSES-01',
      title: 'The addresses of an answer are those of the request, swapped',
      requirements: ['MSG-8'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, from: '198.51.100.7:40112' }] },
        { expect: { message: 'open', id: 7, addresses: { source: 'open', destination: '198.51.100.7:40112' } } },
      ],
    },
    {
      id: 'MSG-ADDRESSES-02',
      title: 'The addresses of an answer in binary are those of the request, swapped',
      requirements: ['MSG-8'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, encoding: 'binary', from: '198.51.100.7:40112' }] },
        { expect: { message: 'open', id: 7, addresses: { source: 'open', destination: '198.51.100.7:40112' } } },
      ],
    },
    {
      id: 'MSG-ADDRESSES-03',
      title: 'The addresses of information are those of the request, swapped',
      requirements: ['MSG-8'],
      level: 'MUST',
      script: [
        { send: [{ message: 'information-request', id: 7, want: ['port'], from: '198.51.100.7:40112' }] },
        { expect: { message: 'information', id: 7, addresses: { source: 'open', destination: '198.51.100.7:40112' } } },
      ],
    },
    {
      id: 'MSG-ADDRESSES-04',
      title: 'Each answer of a connection has the addresses of its own request',
      requirements: ['MSG-8'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'status-request', id: 1, from: '198.51.100.7:40112' },
            { message: 'status-request', id: 2, from: '[2001:db8::7]:40113' },
          ],
        },
        { expect: { message: 'open', id: 1, addresses: { source: 'open', destination: '198.51.100.7:40112' } } },
        { expect: { message: 'open', id: 2, addresses: { source: 'open', destination: '[2001:db8::7]:40113' } } },
      ],
    },
    {
      id: 'MSG-ADDRESSES-05',
      title: 'The addresses of what is closed are those of the request, swapped',
      requirements: ['MSG-8'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, to: 'closed', from: '198.51.100.7:40112' }] },
        { expect: { message: 'closed', id: 7, addresses: { source: 'closed', destination: '198.51.100.7:40112' } } },
      ],
    },
    {
      id: 'MSG-ADDRESSES-06',
      title: 'The addresses of a refusal are those of the request, swapped',
      requirements: ['MSG-8', 'ERR-26'],
      level: 'MUST',
      script: [
        { send: [{ message: 'information-request', id: 7, want: ['weather'], from: '198.51.100.7:40112' }] },
        { expect: { message: 'refusal', id: 7, addresses: { source: 'open', destination: '198.51.100.7:40112' } } },
      ],
    },
    longestCase(1, 'text', header({ length: `Length: ${MOST_OCTETS}` })),
    longestCase(2, 'binary', {
      message: 'status-request',
      id: 7,
      encoding: 'binary',
      body: '',
      patch: { 6: 'ffff' },
    }),
    faultCase({
      id: 'MSG-LONGEST-03',
      title: 'A body of 65,536 octets is bad-length',
      requirements: ['MSG-9', 'TEXT-17', 'ERR-7'],
      send: [header({ length: 'Length: 65536' }), { repeat: 'a', times: MOST_OCTETS + 1 }],
      error: 'bad-length',
    }),
    {
      id: 'MSG-ENCODING-01',
      title: 'An answer is in the encoding of its request',
      requirements: ['MSG-10', 'MSG-12', 'CONN-4'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 1 }] },
        { expect: { message: 'open', id: 1, encoding: 'text' } },
        { send: [{ message: 'status-request', id: 2, encoding: 'binary' }] },
        { expect: { message: 'open', id: 2, encoding: 'binary' } },
        { send: [{ message: 'status-request', id: 3 }] },
        { expect: { message: 'open', id: 3, encoding: 'text' } },
      ],
    },
    {
      id: 'MSG-ENCODING-02',
      title: 'Information is in binary, also after a request in text',
      requirements: ['MSG-10', 'MSG-11', 'CONN-4'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 1 }] },
        { expect: { message: 'open', id: 1, encoding: 'text' } },
        { send: [{ message: 'information-request', id: 2, want: ['port'] }] },
        { expect: { message: 'information', id: 2, encoding: 'binary' } },
      ],
    },
  ],
};
