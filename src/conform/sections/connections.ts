import type { Bench, Finding } from '../bench.ts';
import type { Section, Step } from '../case.ts';

/** Section 12: connections. */

const MANY = 100;

/** Many requests in one write: the answers come in their order. */
function askMany(bench: Bench): Promise<Finding | undefined> {
  const ids = Array.from({ length: MANY }, (_, index) => index + 1);
  const encoding = (id: number) => (id % 2 === 0 ? 'binary' : 'text');
  return bench.play([
    { send: ids.map((id) => ({ message: 'status-request', id, encoding: encoding(id) })) },
    ...ids.map((id): Step => ({ expect: { message: 'open', id, encoding: encoding(id) } })),
  ]);
}

export const connections: Section = {
  number: '12',
  cases: [
    {
      id: 'CONN-PIPELINE-01',
      title: 'A hundred requests that are sent at once are answered in their order',
      requirements: ['CONN-2', 'CONN-3', 'CONN-4'],
      level: 'MUST',
      needs: ['status'],
      connections: 1,
      play: askMany,
    },
    {
      id: 'CONN-HALFCLOSE-01',
      title: 'Requests before the end of our side are answered, an unfinished one is not, then the connection closes',
      requirements: ['CONN-10', 'CONN-11'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'status-request', id: 1 },
            { message: 'status-request', id: 2, encoding: 'binary' },
            { message: 'status-request', id: 3, cut: [0, 40] },
          ],
        },
        'finish',
        { expect: { message: 'open', id: 1 } },
        { expect: { message: 'open', id: 2 } },
        'closed',
      ],
    },
    {
      id: 'CONN-OPEN-01',
      title: 'An answer does not close the connection',
      requirements: ['CONN-7'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 1 }] },
        { expect: { message: 'open', id: 1 } },
        { silence: 'a while' },
        { send: [{ message: 'status-request', id: 2 }] },
        { expect: { message: 'open', id: 2 } },
      ],
    },
    {
      id: 'CONN-SLOW-01',
      title: 'A connection in mid-message delays no other',
      requirements: ['CONN-15', 'CONN-16'],
      level: 'MUST',
      script: [
        { connection: 'slow' },
        { send: [{ message: 'status-request', id: 1, cut: [0, 60] }] },
        { connection: 'quick' },
        { send: [{ message: 'status-request', id: 2 }] },
        { expect: { message: 'open', id: 2 } },
        { connection: 'slow' },
        { send: [{ message: 'status-request', id: 1, cut: [60, 1_000] }] },
        { expect: { message: 'open', id: 1 } },
      ],
    },
    {
      id: 'CONN-UNASKED-01',
      title: 'A direct listener says nothing before it is asked',
      requirements: ['CONN-22'],
      level: 'MUST',
      mode: 'direct',
      script: [
        { silence: 'a while' },
        { send: [{ message: 'status-request', id: 1 }] },
        { expect: { message: 'open', id: 1 } },
      ],
    },
  ],
};
