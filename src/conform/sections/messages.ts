import type { Section } from '../case.ts';

/** Section 3: the abstract message. */
export const messages: Section = {
  number: '3',
  cases: [
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
      id: 'MSG-ENCODING-01',
      title: 'An answer is in the encoding of its request',
      requirements: ['MSG-10', 'CONN-4'],
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
  ],
};
