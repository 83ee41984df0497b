import { formatEndpoint } from '../../protocol/address.ts';
import type { Bench, Finding } from '../bench.ts';
import type { Case, Part, Section } from '../case.ts';
import { faultCase } from '../fault-case.ts';
import { header } from '../header-lines.ts';

/** Section 5: addresses and ports. */

/** Spellings of a source that are not the one that an address has. */
const spellings: readonly (readonly [word: string, source: string, title: string, ...requirements: string[]])[] = [
  ['LEADINGZERO', '127.0.0.01:80', 'A number of an IPv4 address has no leading zeros', 'ADDR-5'],
  ['OVER255', '127.0.0.256:80', 'A number of an IPv4 address is 255 at most', 'ADDR-5'],
  ['THREENUMBERS', '127.0.1:80', 'An IPv4 address has no fewer than four numbers', 'ADDR-5'],
  ['TWONUMBERS', '127.1:80', 'An IPv4 address is not shortened to two numbers', 'ADDR-5'],
  ['FIVENUMBERS', '127.0.0.1.1:80', 'An IPv4 address has no more than four numbers', 'ADDR-5'],
  ['HEXNUMBER', '0x7f.0.0.1:80', 'The numbers of an IPv4 address are decimal', 'ADDR-5'],
  ['IPV4BRACKETS', '[127.0.0.1]:80', 'An IPv4 address stands without brackets', 'ADDR-5'],
  ['UPPERCASE', '[2001:DB8::1]:80', 'An IPv6 address has small letters', 'ADDR-6'],
  ['GROUPZEROS', '[2001:0db8::1]:80', 'A group of an IPv6 address has no leading zeros', 'ADDR-6'],
  ['UNCOMPRESSED', '[2001:db8:0:0:0:0:0:1]:80', 'A run of zero groups is compressed', 'ADDR-6'],
  ['PARTLY', '[2001:db8::0:1]:80', 'A run of zero groups is compressed whole', 'ADDR-6'],
  ['SINGLEZERO', '[2001:db8::1:2:3:4:5]:80', 'A single zero group is not compressed', 'ADDR-6'],
  ['SECONDRUN', '[1:0:0:4:5::8]:80', 'The longest run of zero groups is compressed, not the last', 'ADDR-6'],
  ['EQUALRUN', '[1:0:0:4:5:6::]:80', 'The first of equal runs is compressed', 'ADDR-6'],
  ['SHORTRUN', '[1::4:0:0:0:8]:80', 'The longest run of zero groups is compressed, not the first', 'ADDR-6'],
  ['TWICE', '[1::2::3]:80', 'An IPv6 address is compressed once', 'ADDR-6'],
  ['SEVENGROUPS', '[1:2:3:4:5:6:7]:80', 'An IPv6 address has no fewer than eight groups', 'ADDR-6'],
  ['NINEGROUPS', '[1:2:3:4:5:6:7:8:9]:80', 'An IPv6 address has no more than eight groups', 'ADDR-6'],
  ['LONGGROUP', '[12345::1]:80', 'A group of an IPv6 address has four digits at most', 'ADDR-6'],
  ['LETTER', '[2001:db8::g]:80', 'The digits of an IPv6 address are hexadecimal', 'ADDR-6'],
  ['ZONE', '[fe80::1%eth0]:80', 'An IPv6 address has no zone'],
  ['QUAD', '[64:ff9b::192.0.2.1]:80', 'An IPv6 address has no dotted quad', 'ADDR-6'],
  ['NOBRACKETS', '2001:db8::1:80', 'An IPv6 address stands in brackets', 'ADDR-6'],
  ['ONEBRACKET', '[2001:db8::1:80', 'An IPv6 address stands in both brackets', 'ADDR-6'],
  ['NOTHING', '[]:80', 'What is no address is none in brackets either', 'ADDR-6'],
  ['MAPPEDQUAD', '[::ffff:127.0.0.1]:80', 'An IPv4-mapped address is not written with a dotted quad', 'ADDR-8'],
  ['MAPPEDHEX', '[::ffff:7f00:1]:80', 'An IPv4-mapped address is not written in hexadecimal', 'ADDR-8'],
];

function spellingCase([word, source, title, ...requirements]: (typeof spellings)[number]): Case {
  return faultCase({
    id: `ADDR-${word}-01`,
    title: `${title}: ${source} is bad-address`,
    requirements: ['ADDR-7', ...requirements, 'ERR-8'],
    send: header({ source: `Source: ${source}` }),
    error: 'bad-address',
  });
}

/** Sources that have this one spelling in text. */
const canonical: readonly (readonly [word: string, source: `[${string}]:${string}`, title: string])[] = [
  ['FULL', '[1:2:3:4:5:6:7:8]:80', 'An address without zero groups is not compressed'],
  ['SINGLE', '[1:0:2:3:4:5:6:7]:80', 'A single zero group is written'],
  ['FIRSTRUN', '[1::4:0:0:7:8]:80', 'The first of equal runs of zero groups is compressed'],
  ['LONGESTRUN', '[1:0:0:4::8]:80', 'The longest run of zero groups is compressed'],
  ['LOOPBACK', '[::1]:80', 'A run may stand at the start'],
  ['ENDRUN', '[2001:db8::]:80', 'A run may stand at the end'],
  ['QUADLIKE', '[::102:304]:80', 'What others write with a dotted quad is hexadecimal'],
  ['ZERO', '[::]:80', 'The unspecified address is all run'],
];

function canonicalCase([word, source, title]: (typeof canonical)[number]): Case {
  return {
    id: `ADDR-CANONICAL-${word}-01`,
    title: `${title}: ${source} is taken, and written so`,
    requirements: ['ADDR-6', 'MSG-8'],
    level: 'MUST',
    script: [
      { send: [{ message: 'status-request', id: 7, from: source }] },
      { expect: { message: 'open', id: 7, addresses: { source: 'open', destination: source } } },
    ],
  };
}

/** Addresses that no host has, and that are addresses all the same. */
const anyAddresses: readonly (readonly [word: string, source: `${string}:${string}`])[] = [
  ['UNSPECIFIED', '0.0.0.0:40112'],
  ['BROADCAST', '255.255.255.255:40112'],
  ['MULTICAST', '224.0.0.1:40112'],
  ['MULTICAST6', '[ff02::1]:40112'],
  ['HIGHEST', '[ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]:65535'],
];

function anyCase([word, source]: (typeof anyAddresses)[number]): Case {
  return {
    id: `ADDR-ANY-${word}-01`,
    title: `The source ${source} is well-formed, in both encodings`,
    requirements: ['ADDR-3', 'ADDR-13'],
    level: 'MUST',
    script: [
      { send: [{ message: 'status-request', id: 7, from: source }] },
      { expect: { message: 'open', id: 7, addresses: 'swapped' } },
      { send: [{ message: 'status-request', id: 8, encoding: 'binary', from: source }] },
      { expect: { message: 'open', id: 8, addresses: 'swapped' } },
    ],
  };
}

/** The agent port is asked about: it has the state that the profile says, or one that is no error. */
async function askAboutAgentPort(bench: Bench): Promise<Finding | undefined> {
  const { address, agent, open, closed, filtered } = bench.profile;
  const port = agent!.port;
  const to = formatEndpoint({ address, port }) as `${string}:${string}`;
  const sent = await bench.play([
    {
      send: [
        { message: 'status-request', id: 7, to },
        { message: 'status-request', id: 8 },
      ],
    },
  ]);
  if (sent !== undefined) return sent;
  const fence = { expect: { message: 'open', id: 8 } } as const;
  if (open.includes(port)) return bench.play([{ expect: { message: 'open', id: 7 } }, fence]);
  if (closed.includes(port)) return bench.play([{ expect: { message: 'closed', id: 7 } }, fence]);
  if (filtered.includes(port)) return bench.play([fence]);
  const first = await bench.receive(bench.patience.answerMs);
  // Silence is a state too.
  if (first?.kind === 'message' && first.message.id === 8) return bench.check(first, fence.expect);
  return bench.check(first, { message: ['open', 'closed'], id: 7 }) ?? bench.play([fence]);
}

/** A status request in binary whose port at that offset is written over. */
function withPort(offset: 28 | 46, port: string): Part {
  return { message: 'status-request', id: 7, encoding: 'binary', patch: { [offset]: port } };
}

export const addresses: Section = {
  number: '5',
  cases: [
    {
      id: 'ADDR-MAPPED-01',
      title: 'A source is one address in both encodings: IPv4-mapped in binary, IPv4 in text',
      requirements: ['ADDR-1', 'ADDR-5'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'status-request', id: 7, encoding: 'binary', from: '198.51.100.7:40112' },
            { message: 'status-request', id: 8, from: '198.51.100.7:40112' },
          ],
        },
        { expect: { message: 'open', id: 7, addresses: 'swapped' } },
        { expect: { message: 'open', id: 8, addresses: 'swapped', written: true } },
      ],
    },
    {
      id: 'ADDR-MAPPED-02',
      title: 'The subject is the same by its 16 octets in binary and by its text',
      requirements: ['ADDR-1'],
      level: 'MUST',
      script: [
        { send: [header(), { message: 'status-request', id: 8, encoding: 'binary' }] },
        { expect: { message: 'open', id: 7 } },
        { expect: { message: 'open', id: 8 } },
      ],
    },
    {
      id: 'ADDR-COMPATIBLE-01',
      title: 'An IPv6 address that ends with the octets of an IPv4 address is not that address',
      requirements: ['ADDR-1', 'ADDR-6'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, encoding: 'binary', from: '[::c000:201]:40112' }] },
        { expect: { message: 'open', id: 7, addresses: 'swapped' } },
        { send: [{ message: 'status-request', id: 8, from: '[64:ff9b::c000:201]:40112' }] },
        { expect: { message: 'open', id: 8, addresses: 'swapped' } },
      ],
    },
    {
      id: 'ADDR-PORT-01',
      title: 'The source port 0 is bad-address',
      why: 'With a port 0 nothing of the addresses is fit to be echoed: the own addresses stand in.',
      requirements: ['ADDR-2', 'ADDR-10', 'ERR-8', 'ERR-26'],
      level: 'MUST',
      script: [
        { send: [withPort(28, '0000')] },
        { expect: { error: 'bad-address', id: 7, encoding: 'binary', kind: 'CONNECTION', addresses: 'own' } },
        'closed',
      ],
    },
    faultCase({
      id: 'ADDR-PORT-02',
      title: 'The destination port 0 is bad-address',
      requirements: ['ADDR-2', 'ERR-8'],
      send: withPort(46, '0000'),
      error: 'bad-address',
    }),
    faultCase({
      id: 'ADDR-PORT-03',
      title: 'The source port 0 is bad-address in text',
      requirements: ['ADDR-2', 'ERR-8'],
      send: header({ source: 'Source: 198.51.100.7:0' }),
      error: 'bad-address',
    }),
    faultCase({
      id: 'ADDR-PORT-04',
      title: 'The destination port 0 is bad-address in text',
      requirements: ['ADDR-2', 'ERR-8'],
      send: header({ destination: 'Destination: 198.51.100.7:0' }),
      error: 'bad-address',
    }),
    {
      id: 'ADDR-PORTS-01',
      title: 'The source ports 1 and 65535 are ports, in both encodings',
      requirements: ['ADDR-2'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'status-request', id: 1, from: '198.51.100.7:1' },
            { message: 'status-request', id: 2, from: '198.51.100.7:65535' },
            { message: 'status-request', id: 3, encoding: 'binary', from: '198.51.100.7:1' },
            { message: 'status-request', id: 4, encoding: 'binary', from: '198.51.100.7:65535' },
          ],
        },
        { expect: { message: 'open', id: 1, addresses: 'swapped' } },
        { expect: { message: 'open', id: 2, addresses: 'swapped' } },
        { expect: { message: 'open', id: 3, addresses: 'swapped' } },
        { expect: { message: 'open', id: 4, addresses: 'swapped' } },
      ],
    },
    {
      id: 'ADDR-PORTS-02',
      title: 'The destination ports 1 and 65535 are ports: at another host they are not served',
      requirements: ['ADDR-2', 'ERR-13'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'status-request', id: 1, encoding: 'binary', to: 'unserved address', patch: { 46: '0001' } },
            { message: 'status-request', id: 2, encoding: 'binary', to: 'unserved address', patch: { 46: 'ffff' } },
          ],
        },
        { expect: { error: 'not-served', id: 1 } },
        { expect: { error: 'not-served', id: 2 } },
      ],
    },
    ...anyAddresses.map(anyCase),
    {
      id: 'ADDR-DESTINATION-01',
      title: 'Destinations that no host has are well-formed, and merely not served',
      requirements: ['ADDR-3', 'ERR-13'],
      level: 'MUST',
      needs: ['status'],
      script: [
        {
          send: [
            { message: 'status-request', id: 1, to: '255.255.255.255:80' },
            { message: 'status-request', id: 2, to: '[ff02::1]:80' },
            { message: 'status-request', id: 3, encoding: 'binary', to: '224.0.0.1:80' },
          ],
        },
        { expect: { error: 'not-served', id: 1 } },
        { expect: { error: 'not-served', id: 2 } },
        { expect: { error: 'not-served', id: 3 } },
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
        { send: [{ message: 'status-request', id: 8, from: '198.51.100.7:40112' }] },
        { expect: { message: 'open', id: 8, addresses: 'swapped' } },
      ],
    },
    {
      id: 'ADDR-FAMILIES-02',
      title: 'Source and destination may be of different families in binary',
      requirements: ['ADDR-4'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, encoding: 'binary', from: '[2001:db8::7]:40112' }] },
        { expect: { message: 'open', id: 7, addresses: 'swapped' } },
        { send: [{ message: 'status-request', id: 8, encoding: 'binary', from: '198.51.100.7:40112' }] },
        { expect: { message: 'open', id: 8, addresses: 'swapped' } },
      ],
    },
    ...canonical.map(canonicalCase),
    ...spellings.map(spellingCase),
    faultCase({
      id: 'ADDR-DESTINATION-02',
      title: 'The destination has one spelling as the source has: capital letters are bad-address',
      requirements: ['ADDR-6', 'ADDR-7', 'ERR-8'],
      send: header({ destination: 'Destination: [2001:DB8::1]:80' }),
      error: 'bad-address',
    }),
    faultCase({
      id: 'ADDR-DESTINATION-03',
      title: 'The destination has one spelling as the source has: an IPv4-mapped address in brackets is bad-address',
      requirements: ['ADDR-8', 'ERR-8'],
      send: header({ destination: 'Destination: [::ffff:127.0.0.1]:80' }),
      error: 'bad-address',
    }),
    {
      id: 'ADDR-OWN-01',
      title: 'Own addresses are those of the TCP connection, from the side of the responder',
      requirements: ['ADDR-1', 'ADDR-10', 'ERR-24'],
      level: 'MUST',
      needs: ['end to end'],
      script: [{ send: [{ text: 'G' }] }, { expect: { error: 'bad-magic', addresses: 'own' } }],
    },
    {
      id: 'ADDR-OWN-02',
      title: 'Own addresses are those of the TCP connection in binary too',
      requirements: ['ADDR-10', 'ERR-24'],
      level: 'MUST',
      needs: ['end to end'],
      script: [{ send: [{ hex: '89 00' }] }, { expect: { error: 'bad-magic', encoding: 'binary', addresses: 'own' } }],
    },
    {
      id: 'ADDR-AGENT-01',
      title: 'The agent port is a subject like every other',
      requirements: ['ADDR-12', 'AGENT-2'],
      level: 'MUST',
      mode: 'agent',
      needs: ['status'],
      connections: 1,
      play: askAboutAgentPort,
    },
    {
      id: 'ADDR-SOURCE-01',
      title: 'A source port that is not that of the connection is no reason to reject a message',
      requirements: ['ADDR-13'],
      level: 'MUST',
      script: [
        // The port of the source is that of the peer, not ours.
        { send: [{ message: 'status-request', id: 7, from: 'peer' }] },
        { expect: { message: 'open', id: 7, addresses: 'swapped' } },
      ],
    },
    {
      id: 'ADDR-SOURCE-02',
      title: 'A source that is the subject itself is no reason to reject a message',
      requirements: ['ADDR-13'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, from: 'open', encoding: 'binary' }] },
        { expect: { message: 'open', id: 7, addresses: 'swapped' } },
      ],
    },
  ],
};
