import type { Section } from '../case.ts';

/** Section 5: addresses and ports. */
export const addresses: Section = {
  number: '5',
  cases: [
    {
      id: 'ADDR-PORT-01',
      title: 'The source port 0 is bad-address',
      why: 'With a port 0 nothing of the addresses is fit to be echoed: the own addresses stand in.',
      requirements: ['ADDR-2', 'ADDR-10', 'ERR-8', 'ERR-26'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, encoding: 'binary', patch: { 28: '0000' } }] },
        { expect: { error: 'bad-address', id: 7, encoding: 'binary', kind: 'CONNECTION', addresses: 'own' } },
        'closed',
      ],
    },
    {
      id: 'ADDR-FAMILIES-01',
      title: 'Source and destination may be of different families',
      requirements: ['ADDR-4'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, from: '[2001:db8::7]:40112' }] },
        { expect: { message: 'open', id: 7, addresses: 'swapped' } },
      ],
    },
  ],
};
