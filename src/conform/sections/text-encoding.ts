import type { Section } from '../case.ts';

/** Section 6: the text encoding. */
export const textEncoding: Section = {
  number: '6',
  cases: [
    {
      id: 'TEXT-ORDER-01',
      title: 'Fields are taken in any order, in any case, with unknown ones among them',
      requirements: ['TEXT-9', 'TEXT-10', 'TEXT-13', 'TEXT-14'],
      level: 'MUST',
      script: [
        {
          send: [
            {
              header: [
                'PSAP/1 COMMAND CONNECTION SYN',
                'LENGTH:0',
                'X-Unknown: first',
                'destination: {open}',
                'Encoding:   text  ',
                'x-unknown:',
                'Source: {own}',
                'iD: 7',
              ].join('\n'),
            },
          ],
        },
        { expect: { message: 'open', id: 7, addresses: { source: 'open', destination: 'own' } } },
      ],
    },
    {
      id: 'TEXT-CASE-01',
      title: 'A type in lower case is bad-type',
      requirements: ['TEXT-6', 'ERR-3'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, replace: { COMMAND: 'command' } }] },
        { expect: { error: 'bad-type', id: 7, encoding: 'text', addresses: 'swapped' } },
        'closed',
      ],
    },
    {
      id: 'TEXT-NUMBER-01',
      title: 'A Length with a leading zero is bad-length',
      requirements: ['TEXT-15', 'TEXT-17', 'ERR-7'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, body: '', replace: { 'Length: 0': 'Length: 00' } }] },
        { expect: { error: 'bad-length', id: 7, encoding: 'text' } },
        'closed',
      ],
    },
  ],
};
