import type { Section } from '../case.ts';

/** Section 13: timers and limits. */
export const timers: Section = {
  number: '13',
  cases: [
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
  ],
};
