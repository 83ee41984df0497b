import type { Section } from '../case.ts';

/** Section 8: attributes and bodies. */
export const attributes: Section = {
  number: '8',
  cases: [
    {
      id: 'ATTR-UNKNOWN-01',
      title: 'Attributes with an unknown tag are skipped, repeated and not UTF-8',
      requirements: ['ATTR-4'],
      level: 'MUST',
      script: [
        {
          send: [
            // Behind the header: two attributes with the tag 0x7e and a value that is not UTF-8, then WANT port.
            { message: 'information-request', id: 7, patch: { 6: '000f' } },
            { hex: '7e 0001 ff 7e 0001 ff 01 0004 706f7274' },
          ],
        },
        { expect: { message: 'information', id: 7, attributes: { SERVICE: '*', TRANSPORT: 'tcp' } } },
      ],
    },
    {
      id: 'ATTR-GREETING-01',
      title: 'The body of a binary status request is a greeting, whatever attributes it would make',
      requirements: ['ATTR-3', 'STATUS-7'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, encoding: 'binary', body: '\\x00\\x00' }] },
        { expect: { message: 'open', id: 7 } },
      ],
    },
  ],
};
