import type { Section } from '../case.ts';

/** Section 7: the binary encoding. */
export const binaryEncoding: Section = {
  number: '7',
  cases: [
    {
      id: 'BIN-FLAGS-01',
      title: 'A reserved flag bit is bad-flags',
      requirements: ['BIN-4', 'ERR-4'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, encoding: 'binary', patch: { 4: '25' } }] },
        { expect: { error: 'bad-flags', id: 7, encoding: 'binary' } },
        'closed',
      ],
    },
  ],
};
