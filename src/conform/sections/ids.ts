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
  ],
};
