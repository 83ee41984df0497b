import type { Case, Section } from '../case.ts';

/** Section 4: ids and matching. */

/** An id at a border, asked twice: the second time it has been seen before. */
function idCase(number: number, id: number, why: string): Case {
  return {
    id: `ID-ANY-${String(number).padStart(2, '0')}`,
    title: `The id ${id} is accepted and carried back, also the second time`,
    why,
    requirements: ['ID-2', 'ID-3'],
    level: 'MUST',
    script: [
      { send: [{ message: 'status-request', id }] },
      { expect: { message: 'open', id } },
      { send: [{ message: 'status-request', id, encoding: 'binary' }] },
      { expect: { message: 'open', id } },
    ],
  };
}

export const ids: Section = {
  number: '4',
  cases: [
    idCase(1, 0, 'A scanner does not use it, but a responder takes it.'),
    idCase(2, 4_294_967_295, 'It is the highest that 32 bits hold.'),
    idCase(3, 2_147_483_648, 'It is negative where 32 bits have a sign.'),
    idCase(4, 16_777_217, 'It is the first that a float of 32 bits does not hold.'),
    {
      id: 'ID-REPEATED-01',
      title: 'One id in three requests that wait together is carried back three times',
      requirements: ['ID-2', 'ID-3'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'status-request', id: 7 },
            { message: 'status-request', id: 7, encoding: 'binary' },
            { message: 'information-request', id: 7, want: ['port'] },
          ],
        },
        { expect: { message: 'open', id: 7, encoding: 'text' } },
        { expect: { message: 'open', id: 7, encoding: 'binary' } },
        { expect: { message: 'information', id: 7 } },
      ],
    },
    {
      id: 'ID-DESCENDING-01',
      title: 'Ids need not ascend',
      requirements: ['ID-2', 'ID-3'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'status-request', id: 900 },
            { message: 'status-request', id: 5 },
            { message: 'status-request', id: 70_000, encoding: 'binary' },
          ],
        },
        { expect: { message: 'open', id: 900 } },
        { expect: { message: 'open', id: 5 } },
        { expect: { message: 'open', id: 70_000 } },
      ],
    },
    {
      id: 'ID-INFORMATION-01',
      title: 'Information and refusals carry the id of their request',
      requirements: ['ID-3'],
      level: 'MUST',
      script: [
        { send: [{ message: 'information-request', id: 4_294_967_295, want: ['os'] }] },
        { expect: { message: 'information', id: 4_294_967_295 } },
        { send: [{ message: 'information-request', id: 0, want: ['weather'] }] },
        { expect: { error: 'bad-value', id: 0, kind: 'GET' } },
      ],
    },
    {
      id: 'ID-CLOSED-01',
      title: 'What is closed carries the id of its request',
      requirements: ['ID-3'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 16_909_060, to: 'closed', encoding: 'binary' }] },
        { expect: { message: 'closed', id: 16_909_060 } },
      ],
    },
  ],
};
