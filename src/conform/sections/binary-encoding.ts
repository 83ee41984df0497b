import type { Case, Section } from '../case.ts';
import { faultCase } from '../fault-case.ts';

/** Section 7: the binary encoding. */

/** First octets that show neither encoding. */
const firstOctets: readonly (readonly [word: string, hex: string, title: string])[] = [
  ['NUL', '00', 'A zero'],
  ['RETURN', '0d', 'A carriage return'],
  ['TLS', '16', 'The first octet of TLS'],
  ['SMALLP', '70', 'A small p'],
  ['NEXT', '88', 'An octet beside the magic'],
  ['HIGHEST', 'ff', 'The octet 0xFF'],
];

function firstOctetCase([word, hex, title]: (typeof firstOctets)[number]): Case {
  return faultCase({
    id: `BIN-FIRST-${word}-01`,
    title: `${title} is the beginning of no message: bad-magic`,
    requirements: ['BIN-2', 'ERR-1', 'ERR-28'],
    send: { hex },
    error: 'bad-magic',
    expect: { encoding: 'text' },
  });
}

/** Header octets that cannot be. */
const faults = [
  ['TYPE-02', 3, '02', 'The type 2', 'bad-type', 'BIN-3', 'ERR-3'],
  ['TYPE-03', 3, 'ff', 'The type 255', 'bad-type', 'BIN-3', 'ERR-3'],
  ['FLAGS-02', 4, '45', 'The reserved flag bit 0x40', 'bad-flags', 'BIN-4', 'ERR-4'],
  ['FLAGS-03', 4, '85', 'The reserved flag bit 0x80', 'bad-flags', 'BIN-4', 'ERR-4'],
  ['ENCODING-01', 5, '00', 'The encoding 0', 'bad-encoding', 'BIN-5', 'ERR-5'],
  ['ENCODING-02', 5, '02', 'The encoding 2', 'bad-encoding', 'BIN-5', 'ERR-5'],
  ['ENCODING-03', 5, '81', 'The encoding 129', 'bad-encoding', 'BIN-5', 'ERR-5'],
] as const;

function faultOf([word, offset, hex, title, error, ...requirements]: (typeof faults)[number]): Case {
  return faultCase({
    id: `BIN-${word}`,
    title: `${title} is ${error}`,
    requirements: [...requirements],
    send: { message: 'status-request', id: 7, encoding: 'binary', patch: { [offset]: hex } },
    error,
  });
}

export const binaryEncoding: Section = {
  number: '7',
  cases: [
    {
      id: 'BIN-ORDER-01',
      title: 'Numbers have their highest octet first: a length of 256 and the id 0x01020304',
      requirements: ['BIN-1', 'ID-3'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'status-request', id: 0x0102_0304, encoding: 'binary', body: '', patch: { 6: '0100' } },
            { repeat: 'a', times: 256 },
            { message: 'status-request', id: 8, encoding: 'binary' },
          ],
        },
        { expect: { message: 'open', id: 0x0102_0304 } },
        { expect: { message: 'open', id: 8 } },
      ],
    },
    {
      id: 'BIN-WHOLE-01',
      title: 'A header that lacks an octet is waited for',
      requirements: ['BIN-1'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, encoding: 'binary', body: '', cut: [0, 47] }] },
        { silence: 'a while' },
        { send: [{ message: 'status-request', id: 7, encoding: 'binary', body: '', cut: [47, 48] }] },
        { expect: { message: 'open', id: 7 } },
      ],
    },
    {
      id: 'BIN-WHOLE-02',
      title: 'A body that lacks an octet is waited for',
      requirements: ['BIN-1'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, encoding: 'binary', body: 'hello', cut: [0, 52] }] },
        { silence: 'a while' },
        { send: [{ text: 'o' }] },
        { expect: { message: 'open', id: 7 } },
      ],
    },
    {
      id: 'BIN-WHOLE-03',
      title: 'The octet behind a message begins the next one, in whatever encoding',
      requirements: ['BIN-1', 'BIN-2', 'CONN-6'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'status-request', id: 1, encoding: 'binary', body: '' },
            { message: 'status-request', id: 2, encoding: 'binary', body: 'P' },
            { message: 'status-request', id: 3, body: '' },
            { message: 'status-request', id: 4, encoding: 'binary', body: '' },
          ],
        },
        { expect: { message: 'open', id: 1, encoding: 'binary' } },
        { expect: { message: 'open', id: 2, encoding: 'binary' } },
        { expect: { message: 'open', id: 3, encoding: 'text' } },
        { expect: { message: 'open', id: 4, encoding: 'binary' } },
      ],
    },
    ...firstOctets.map(firstOctetCase),
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
    ...faults.map(faultOf),
    {
      id: 'BIN-IPV4-01',
      title: 'An IPv4 address is carried back as the IPv4-mapped one',
      requirements: ['BIN-6', 'MSG-8'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, encoding: 'binary', from: '1.2.3.4:40112' }] },
        { expect: { message: 'open', id: 7, addresses: { source: 'open', destination: '1.2.3.4:40112' } } },
      ],
    },
  ],
};
