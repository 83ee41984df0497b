import type { Section } from '../case.ts';

/** Section 11: agent mode. */
export const agentMode: Section = {
  number: '11',
  cases: [
    {
      id: 'AGENT-PORTS-01',
      title: 'The agent answers for open, closed and not served subjects on one connection, in their order',
      requirements: ['AGENT-2', 'CONN-2', 'CONN-3'],
      level: 'MUST',
      mode: 'agent',
      script: [
        {
          send: [
            { message: 'status-request', id: 1 },
            { message: 'status-request', id: 2, to: 'closed' },
            { message: 'status-request', id: 3, to: 'unserved address' },
            { message: 'status-request', id: 4, to: 'other open', encoding: 'binary' },
          ],
        },
        { expect: { message: 'open', id: 1 } },
        { expect: { message: 'closed', id: 2 } },
        { expect: { error: 'not-served', id: 3 } },
        { expect: { message: 'open', id: 4 } },
      ],
    },
  ],
};
