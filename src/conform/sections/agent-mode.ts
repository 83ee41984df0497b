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
    {
      id: 'AGENT-PORTS-02',
      title: 'The agent tells what stands behind another port too',
      requirements: ['AGENT-2'],
      level: 'MUST',
      mode: 'agent',
      script: [
        { send: [{ message: 'information-request', id: 1, to: 'other open', want: ['port'] }] },
        {
          expect: {
            message: 'information',
            id: 1,
            addresses: 'swapped',
            attributes: { SERVICE: '*', TRANSPORT: 'tcp' },
          },
        },
      ],
    },
    {
      id: 'AGENT-PORTS-03',
      title: 'The agent keeps the silence of a filtered port among the answers of others',
      requirements: ['AGENT-2', 'STATUS-5', 'CONN-5'],
      level: 'MUST',
      mode: 'agent',
      script: [
        {
          send: [
            { message: 'status-request', id: 1, to: 'filtered' },
            { message: 'status-request', id: 2, to: 'other open' },
            { message: 'status-request', id: 3, to: 'filtered', encoding: 'binary' },
            { message: 'information-request', id: 4, to: 'filtered', want: ['port'] },
            { message: 'status-request', id: 5, to: 'closed' },
          ],
        },
        { expect: { message: 'open', id: 2 } },
        { expect: { message: 'closed', id: 5 } },
      ],
    },
  ],
};
