import { type TagName, tags } from '../../protocol/attributes.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import type { Bench, Finding } from '../bench.ts';
import type { Case, Part, Section } from '../case.ts';

/** Section 8: attributes and bodies. */

const WANT_PORT = '01 0004 706f7274';
const WANT_OS = '01 0002 6f73';

/** An information request with these octets of body. */
function asking(hex: string, id = 7): Part[] {
  const octets = hex.replaceAll(' ', '').length / 2;
  const length = octets.toString(16).padStart(4, '0');
  return [{ message: 'information-request', id, patch: { 6: length } }, { hex }];
}

/** A known tag may stand once, whether a request has any use for it or not. */
const repeatable = [
  'TRANSPORT',
  'PRODUCT',
  'PRODUCT_VERSION',
  'BANNER',
  'DESCRIPTION',
  'PORT_KIND',
  'OS_FAMILY',
  'OS_NAME',
  'OS_VERSION',
  'KERNEL',
  'ARCH',
  'HOSTNAME',
  'ERROR_TEXT',
] as const satisfies readonly TagName[];

function twice(tag: number): string {
  const one = `${tag.toString(16)} 0001 61`;
  return `${one} ${one}`;
}

/** Bodies of attributes that are at fault. */
const faults: readonly (readonly [word: string, hex: string, title: string, clause: string])[] = [
  ['TAGZERO-01', `00 0000 ${WANT_PORT}`, 'The tag 0', 'ATTR-5'],
  ['TAGZERO-02', `${WANT_PORT} 00 0003 616263`, 'The tag 0 with a value', 'ATTR-5'],
  ['PAST-01', '01 0005 706f7274', 'An attribute that reaches past the end by an octet', 'ATTR-6'],
  ['PAST-02', `${WANT_PORT} 10 ffff 61`, 'An attribute that reaches far past the end', 'ATTR-6'],
  ['PAST-03', `${WANT_PORT} 7e 0002 61`, 'An unknown attribute that reaches past the end', 'ATTR-6'],
  ['PAST-04', `${WANT_PORT} 10`, 'A tag without a length', 'ATTR-6'],
  ['PAST-05', `${WANT_PORT} 10 00`, 'A tag with half a length', 'ATTR-6'],
  ['PAST-06', '01', 'A body of one octet', 'ATTR-6'],
  ['TWICE-01', `${WANT_PORT} 10 0001 61 10 0001 61`, 'A second SERVICE', 'ATTR-7'],
  ['TWICE-02', `f0 0004 62757379 ${WANT_PORT} f0 0004 62757379`, 'A second ERROR_CODE, apart from the first', 'ATTR-7'],
  ['TWICE-03', `${WANT_PORT} 26 0000 26 0000`, 'A second UPTIME, were both empty', 'ATTR-7'],
  ...repeatable.map(
    (name) =>
      [
        `TWICE-${name.replaceAll('_', '')}-01`,
        `${WANT_PORT} ${twice(tags[name])}`,
        `A second ${name}`,
        'ATTR-7',
      ] as const,
  ),
  ['UTF8-01', '01 0002 c080', 'A WANT that is not UTF-8', 'ATTR-8'],
  ['UTF8-02', `${WANT_PORT} 25 0001 ff`, 'A HOSTNAME that is not UTF-8', 'ATTR-8'],
  ['UTF8-03', `${WANT_PORT} 14 0003 eda080`, 'A BANNER of half a surrogate pair', 'ATTR-8'],
  ['UTF8-04', `${WANT_PORT} 12 0001 c3 13 0001 a9`, 'A character that two attributes share', 'ATTR-8'],
];

function faultOf([word, hex, title, clause]: (typeof faults)[number]): Case {
  return answerCase(`ATTR-${word}`, `${title} is bad-body`, [clause, 'ERR-9'], hex, 'bad-body');
}

function answerCase(id: string, title: string, requirements: string[], hex: string, error: ErrorCode): Case {
  return {
    id,
    title,
    requirements,
    level: 'MUST',
    needs: ['information'],
    script: [{ send: asking(hex) }, { expect: { error } }],
  };
}

/** Bodies that are well-formed, and ask about the port. */
const good: readonly (readonly [word: string, hex: string, title: string, ...clauses: string[]])[] = [
  ['UNKNOWN-02', `7e 0000 ${WANT_PORT}`, 'An unknown attribute may be empty', 'ATTR-4'],
  ['UNKNOWN-03', `${WANT_PORT} 7e 0002 c328`, 'An unknown attribute may be the last', 'ATTR-4'],
  ['UNKNOWN-04', `02 0001 61 ef 0001 62 ff 0001 63 ${WANT_PORT}`, 'Every unknown tag is skipped', 'ATTR-4'],
  ['ORDER-01', `26 0001 31 10 0001 61 ${WANT_PORT}`, 'Attributes stand in any order', 'ATTR-10', 'ATTR-12'],
  ['IGNORED-01', `${WANT_PORT} 11 0003 756470`, 'A TRANSPORT in a request is not looked at', 'ATTR-12'],
  ['IGNORED-02', `${WANT_PORT} f0 0003 6f6f70`, 'An ERROR_CODE in a request is not looked at', 'ATTR-12'],
  ['IGNORED-03', `${WANT_PORT} 16 0000 26 0001 78`, 'PORT_KIND and UPTIME in a request are not looked at', 'ATTR-12'],
];

function goodOf([word, hex, title, ...requirements]: (typeof good)[number]): Case {
  return {
    id: `ATTR-${word}`,
    title,
    requirements,
    level: 'MUST',
    script: [
      { send: asking(hex) },
      { expect: { message: 'information', id: 7, attributes: { SERVICE: '*', TRANSPORT: 'tcp' } } },
    ],
  };
}

const LONG_VALUE_OCTETS = 60_000;
const LAST_SYSTEM_PORT = 1_023;
const LAST_USER_PORT = 49_151;

/** PORT_KIND need not be there. */
function askForKind(bench: Bench): Promise<Finding | undefined> {
  const { port } = bench.door;
  const kind = port <= LAST_SYSTEM_PORT ? 'system' : port <= LAST_USER_PORT ? 'user' : 'dynamic';
  return bench.play([
    { send: [{ message: 'information-request', id: 7, want: ['port'] }] },
    { expect: { message: 'information', id: 7, optional: { PORT_KIND: kind } } },
  ]);
}

const toHex = (tag: TagName) => tags[tag].toString(16);

export const attributes: Section = {
  number: '8',
  cases: [
    {
      id: 'ATTR-BODY-01',
      title: 'The body of information is a sequence of attributes',
      requirements: ['ATTR-1', 'ATTR-2'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'information-request', id: 7, want: ['port', 'os'] },
            { message: 'status-request', id: 8, encoding: 'binary' },
          ],
        },
        { expect: { message: 'information', id: 7, attributes: { TRANSPORT: 'tcp' } } },
        { expect: { message: 'open', id: 8 } },
      ],
    },
    {
      id: 'ATTR-BODY-02',
      title: 'The body of a binary error is a sequence of attributes',
      requirements: ['ATTR-1', 'ATTR-17'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, encoding: 'binary', to: 'unserved address' }] },
        { expect: { message: 'status-error', id: 7, attributes: { ERROR_CODE: 'not-served' } } },
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
    {
      id: 'ATTR-GREETING-02',
      title: 'A greeting in binary that is a good attribute is a greeting all the same',
      requirements: ['ATTR-3', 'STATUS-7'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, encoding: 'binary', body: '\\x01\\x00\\x04port' }] },
        { expect: { message: 'open', id: 7 } },
      ],
    },
    {
      id: 'ATTR-GREETING-03',
      title: 'A greeting in binary that is not UTF-8 is bad-body',
      requirements: ['ATTR-3', 'ERR-9'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, encoding: 'binary', body: 'caf\\xe9' }] },
        { expect: { error: 'bad-body', id: 7, kind: 'CONNECTION' } },
      ],
    },
    {
      id: 'ATTR-UNKNOWN-01',
      title: 'Attributes with an unknown tag are skipped, repeated and not UTF-8',
      requirements: ['ATTR-4'],
      level: 'MUST',
      script: [
        { send: asking(`7e 0001 ff 7e 0001 ff ${WANT_PORT}`) },
        { expect: { message: 'information', id: 7, attributes: { SERVICE: '*', TRANSPORT: 'tcp' } } },
      ],
    },
    ...good.map(goodOf),
    {
      id: 'ATTR-UNKNOWN-05',
      title: 'An unknown attribute may be as long as a body allows',
      requirements: ['ATTR-2', 'ATTR-4'],
      level: 'MUST',
      script: [
        {
          send: [
            // 3 octets of tag and length, 60,000 of value, and WANT port.
            { message: 'information-request', id: 7, patch: { 6: (LONG_VALUE_OCTETS + 10).toString(16) } },
            { hex: `7e ${LONG_VALUE_OCTETS.toString(16)}` },
            { repeat: '\\xff', times: LONG_VALUE_OCTETS },
            { hex: WANT_PORT },
          ],
        },
        { expect: { message: 'information', id: 7 } },
      ],
    },
    ...faults.map(faultOf),
    {
      id: 'ATTR-WANT-01',
      title: 'WANT may stand more than once',
      requirements: ['ATTR-7', 'INFO-10'],
      level: 'MUST',
      script: [
        { send: asking(`${WANT_PORT} ${WANT_PORT} ${WANT_OS}`) },
        { expect: { message: 'information', id: 7, attributes: { SERVICE: '*', OS_FAMILY: '*' } } },
      ],
    },
    answerCase(
      'ATTR-CASE-01',
      'A WANT in capitals is bad-value',
      ['ATTR-9', 'ERR-14'],
      '01 0004 504f5254',
      'bad-value',
    ),
    answerCase(
      'ATTR-CASE-02',
      'A WANT with one capital is bad-value',
      ['ATTR-9', 'ERR-14'],
      '01 0002 4f73',
      'bad-value',
    ),
    {
      id: 'ATTR-ORDER-02',
      title: 'The values of WANT stand in any order',
      requirements: ['ATTR-10'],
      level: 'MUST',
      script: [
        { send: asking(`${WANT_OS} ${WANT_PORT}`) },
        { expect: { message: 'information', id: 7, attributes: { SERVICE: '*', OS_FAMILY: '*' } } },
      ],
    },
    {
      id: 'ATTR-ASCENDING-01',
      title: 'The attributes of information stand in ascending order of their tags',
      requirements: ['ATTR-11'],
      level: 'SHOULD',
      script: [
        { send: [{ message: 'information-request', id: 7, want: ['os', 'port'] }] },
        { expect: { message: 'information', id: 7, ascending: true } },
      ],
    },
    {
      id: 'ATTR-ASCENDING-02',
      title: 'The attributes of an error stand in ascending order of their tags',
      requirements: ['ATTR-11'],
      level: 'SHOULD',
      script: [
        { send: [{ message: 'information-request', id: 7, want: ['weather'] }] },
        { expect: { error: 'bad-value', id: 7, ascending: true } },
      ],
    },
    {
      id: 'ATTR-IGNORED-04',
      title: 'What a request says of the port is not taken for what is known of it',
      requirements: ['ATTR-12'],
      level: 'MUST',
      needs: ['unknown service'],
      script: [
        {
          send: [
            {
              message: 'information-request',
              id: 7,
              to: 'unknown service',
              attributes: [
                ['WANT', 'port'],
                ['SERVICE', 'said-by-the-peer'],
              ],
            },
          ],
        },
        { expect: { message: 'information', id: 7, attributes: { SERVICE: 'unknown' } } },
      ],
    },
    {
      id: 'ATTR-IGNORED-05',
      title: 'A request with known attributes and no WANT has no WANT: bad-value',
      requirements: ['ATTR-12', 'ERR-14'],
      level: 'MUST',
      needs: ['information'],
      script: [
        { send: asking(`${toHex('SERVICE')} 0004 706f7274 ${toHex('OS_FAMILY')} 0002 6f73`) },
        { expect: { error: 'bad-value', id: 7 } },
      ],
    },
    {
      id: 'ATTR-TRANSPORT-01',
      title: 'The transport of a port is tcp',
      requirements: ['ATTR-14'],
      level: 'MUST',
      script: [
        { send: [{ message: 'information-request', id: 7, want: ['port'] }] },
        { expect: { message: 'information', id: 7, attributes: { TRANSPORT: 'tcp' } } },
      ],
    },
    {
      id: 'ATTR-KIND-01',
      title: 'PORT_KIND, where it is told, is that of the number of the port',
      requirements: ['ATTR-15'],
      level: 'MUST',
      needs: ['information'],
      connections: 1,
      play: askForKind,
    },
    {
      id: 'ATTR-UPTIME-01',
      title: 'UPTIME, where it is told, is a number',
      requirements: ['ATTR-16'],
      level: 'MUST',
      script: [
        { send: [{ message: 'information-request', id: 7, want: ['os'] }] },
        { expect: { message: 'information', id: 7, optional: { UPTIME: '#' } } },
      ],
    },
    {
      id: 'ATTR-CODE-01',
      title: 'The ERROR_CODE of a refusal is a code of the table',
      requirements: ['ATTR-17', 'ERR-30'],
      level: 'MUST',
      script: [
        { send: [{ message: 'information-request', id: 7, to: 'unserved address', want: ['port'] }] },
        { expect: { message: 'refusal', id: 7, attributes: { ERROR_CODE: 'not-served' } } },
      ],
    },
  ],
};
