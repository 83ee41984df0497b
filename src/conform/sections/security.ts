import type { Bench, Finding } from '../bench.ts';
import type { Section, Step } from '../case.ts';

/** Section 16: security considerations. */

/** As many connections as the target serves, each with an answer; the next is told `busy`, or at least not served. */
async function exceed(bench: Bench): Promise<Finding | undefined> {
  const served = bench.profile.limits.connections ?? 0;
  for (let index = 1; index <= served; index += 1) {
    const finding = await bench.play([{ connection: `served ${index}` }, ...ask(index)]);
    if (finding !== undefined) return finding;
  }
  return bench.play([
    { connection: 'one too many' },
    { expect: { error: 'busy', id: 0, encoding: 'text', kind: 'CONNECTION', addresses: 'own' } },
    'closed',
    { connection: 'served 1' },
    ...ask(served + 1),
  ]);
}

function ask(id: number): Step[] {
  return [{ send: [{ message: 'status-request', id }] }, { expect: { message: 'open', id } }];
}

export const security: Section = {
  number: '16',
  cases: [
    {
      id: 'SEC-BUSY-01',
      title: 'A connection over the limit is told busy, and the others are served',
      requirements: ['SEC-10', 'ERR-35'],
      level: 'SHOULD',
      needs: ['status', 'connection limit'],
      alone: true,
      connections: 1,
      play: exceed,
    },
    {
      id: 'SEC-SOURCE-01',
      title: 'A false source is answered on the connection of its request',
      requirements: ['SEC-1', 'SEC-2', 'ADDR-13'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, from: '203.0.113.9:9' }] },
        { expect: { message: 'open', id: 7, addresses: 'swapped' } },
      ],
    },
  ],
};
