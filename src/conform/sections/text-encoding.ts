import { formatEndpoint } from '../../protocol/address.ts';
import type { Bench, Finding } from '../bench.ts';
import type { Case, Section, Step } from '../case.ts';
import { faultCase } from '../fault-case.ts';
import { type HeaderLines, header, headerLines } from '../header-lines.ts';
import { findSubject } from '../subjects.ts';

/** Section 6: the text encoding. */

const MOST_HEADER_OCTETS = 1_024;
/** Of four octets each, beside the known fields with the longest addresses. */
const MANY_FIELDS = 160;

/** A header of so many octets, filled up by an unknown field. */
async function askWithHeaderOf(octets: number, bench: Bench, ...answer: Step[]): Promise<Finding | undefined> {
  const destination = formatEndpoint(findSubject('open', bench.profile, bench.door)!);
  const lines = headerLines({
    source: 'Source: 198.51.100.7:40112',
    destination: `Destination: ${destination}`,
    more: 'Fill: ',
  });
  const missing = octets - `${lines.join('\r\n')}\r\n\r\n`.length;
  return bench.play([{ send: [{ header: `${lines.join('\n')}${'x'.repeat(missing)}` }] }, ...answer]);
}

type Row = readonly [word: string, lines: Partial<HeaderLines>, title: string, ...requirements: string[]];

/** Start lines whose type is none. */
const types: readonly Row[] = [
  ['CASE', { start: 'PSAP/1 command CONNECTION SYN' }, 'A type in lower case', 'TEXT-6'],
  ['UNKNOWN', { start: 'PSAP/1 ANSWER CONNECTION SYN' }, 'An unknown type'],
  ['LONGER', { start: 'PSAP/1 COMMANDS CONNECTION SYN' }, 'A type that begins like a known one'],
  ['MISSING', { start: 'PSAP/1 ' }, 'A missing type'],
  ['EMPTY', { start: 'PSAP/1  COMMAND CONNECTION SYN' }, 'An empty type', 'TEXT-5'],
  ['TAB', { start: 'PSAP/1 COMMAND\\tCONNECTION SYN' }, 'A type that a tab ends', 'TEXT-5'],
  ['LINEFEED', { start: 'PSAP/1 COMMAND\\n CONNECTION SYN' }, 'A type with a line feed', 'TEXT-4'],
];

/** Start lines whose kind or signals are none. */
const flags: readonly Row[] = [
  ['KINDCASE', { start: 'PSAP/1 COMMAND Connection SYN' }, 'A kind in lower case', 'TEXT-6'],
  ['KINDUNKNOWN', { start: 'PSAP/1 COMMAND POST SYN' }, 'An unknown kind'],
  ['KINDMISSING', { start: 'PSAP/1 COMMAND' }, 'A missing kind'],
  ['KINDEMPTY', { start: 'PSAP/1 COMMAND  CONNECTION SYN' }, 'An empty kind', 'TEXT-5'],
  ['KINDBOTH', { start: 'PSAP/1 COMMAND CONNECTION+GET SYN' }, 'A kind that is both', 'MSG-4'],
  ['MISSING', { start: 'PSAP/1 COMMAND CONNECTION' }, 'Missing signals', 'TEXT-7'],
  ['EMPTY', { start: 'PSAP/1 COMMAND CONNECTION ' }, 'Empty signals', 'TEXT-7'],
  ['CASE', { start: 'PSAP/1 COMMAND CONNECTION syn' }, 'Signals in lower case', 'TEXT-6', 'TEXT-7'],
  ['ORDER', { start: 'PSAP/1 DATA CONNECTION ACK+SYN' }, 'Signals in another order', 'TEXT-7'],
  ['UNKNOWN', { start: 'PSAP/1 COMMAND CONNECTION FIN' }, 'Unknown signals', 'TEXT-7'],
  ['NONE', { start: 'PSAP/1 COMMAND CONNECTION SYN+RST' }, 'Signals that are none of the five', 'TEXT-7'],
  ['PLUS', { start: 'PSAP/1 COMMAND CONNECTION SYN+' }, 'Signals that end with a plus', 'TEXT-7'],
  ['TWICE', { start: 'PSAP/1 COMMAND CONNECTION SYN+SYN' }, 'Signals that stand twice', 'TEXT-7'],
  ['MORE', { start: 'PSAP/1 COMMAND CONNECTION SYN now' }, 'A token behind the signals', 'TEXT-5'],
  ['SPACE', { start: 'PSAP/1 COMMAND CONNECTION SYN ' }, 'A space behind the signals', 'TEXT-5'],
  ['SPACEBEFORE', { start: 'PSAP/1 COMMAND CONNECTION  SYN' }, 'A second space before the signals', 'TEXT-5'],
  ['RETURN', { start: 'PSAP/1 COMMAND CONNECTION SYN\\r' }, 'A carriage return behind the signals', 'TEXT-4'],
  ['LINEFEED', { start: 'PSAP/1 COMMAND CONNECTION SYN\\n' }, 'A line feed behind the signals', 'TEXT-4'],
];

/** Lines that are no field lines, or fields that do not stand once. */
const fields: readonly Row[] = [
  ['NOID', { id: [] }, 'A missing Id', 'TEXT-8'],
  ['NOSOURCE', { source: [] }, 'A missing Source', 'TEXT-8'],
  ['NODESTINATION', { destination: [] }, 'A missing Destination', 'TEXT-8'],
  ['NOENCODING', { encoding: [] }, 'A missing Encoding', 'TEXT-8'],
  ['NOLENGTH', { length: [] }, 'A missing Length', 'TEXT-8'],
  ['TWOIDS', { more: 'Id: 7' }, 'A second Id', 'TEXT-8'],
  ['TWOSOURCES', { more: 'Source: {own}' }, 'A second Source', 'TEXT-8'],
  ['TWODESTINATIONS', { more: 'Destination: {open}' }, 'A second Destination', 'TEXT-8'],
  ['TWOENCODINGS', { more: 'Encoding: text' }, 'A second Encoding', 'TEXT-8'],
  ['TWOLENGTHS', { more: 'Length: 0' }, 'A second Length', 'TEXT-8'],
  ['TWOSPELLINGS', { more: 'ID: 7' }, 'A second Id in another case', 'TEXT-8', 'TEXT-9'],
  ['NOCOLON', { more: 'hello' }, 'A line without a colon', 'TEXT-11'],
  ['NONAME', { more: ': hello' }, 'A line without a name', 'TEXT-11'],
  ['SPACEINNAME', { more: 'X Y: hello' }, 'A name with a space', 'TEXT-11'],
  ['SPACEBEFORENAME', { more: ' X: hello' }, 'A space before a name', 'TEXT-11'],
  ['SPACEBEFORECOLON', { id: 'Id : 7' }, 'A space before a colon', 'TEXT-11'],
  ['TAB', { id: 'Id:\\t7' }, 'A tab before a value', 'TEXT-11', 'TEXT-13'],
  ['CONTROL', { more: 'X: a\\x01b' }, 'A control character in an unknown field', 'TEXT-11'],
  ['NUL', { more: 'X: a\\x00b' }, 'A NUL in an unknown field', 'TEXT-11'],
  ['DELETE', { more: 'X: a\\x7fb' }, 'The octet 0x7F in an unknown field', 'TEXT-11'],
  ['NONASCIIVALUE', { more: 'X: é' }, 'A letter beyond ASCII in a value', 'TEXT-11'],
  ['NONASCIINAME', { more: 'É: x' }, 'A letter beyond ASCII in a name', 'TEXT-11'],
  ['LINEFEED', { id: 'Id: 7\\nX: 1' }, 'A line feed within a line', 'TEXT-4'],
  ['RETURN', { more: 'X: a\\rb' }, 'A carriage return within a line', 'TEXT-4'],
  ['RETURNATEND', { id: 'Id: 7\\r' }, 'A carriage return before a line end', 'TEXT-4'],
  ['LINEFEEDFIRST', { id: '\\nId: 7' }, 'A line feed at the start of a line', 'TEXT-4'],
  [
    'NOFIELD',
    { encoding: 'Encoding : binary', more: 'Encoding: text' },
    'A malformed line like an Encoding',
    'TEXT-12',
  ],
  ['FOLDED', { more: ['X: 1', ' more'] }, 'A line that goes on with the one before', 'TEXT-11'],
];

/** Values of Id that are no numbers of 32 bits. */
const ids: readonly (readonly [word: string, value: string, title: string])[] = [
  ['EMPTY', '', 'Nothing'],
  ['MINUS', '-1', 'A number with a minus'],
  ['PLUS', '+7', 'A number with a plus'],
  ['ZEROS', '007', 'A number with leading zeros'],
  ['TWOZEROS', '00', 'Two zeros'],
  ['HEX', '0x7', 'A hexadecimal number'],
  ['TWO', '7 8', 'Two numbers'],
  ['FRACTION', '7.0', 'A fraction'],
  ['COMMA', '7,', 'A number with a comma'],
  ['UNDERSCORE', '1_000', 'A number with an underscore'],
  ['EXPONENT', '1e3', 'A number with an exponent'],
  ['OVER', '4294967296', 'One more than 32 bits hold'],
  ['FAROVER', '18446744073709551623', 'Seven more than 64 bits hold'],
];

/** Values of Length that are no numbers up to 65535. */
const lengths: readonly (readonly [word: string, value: string, title: string])[] = [
  ['EMPTY', '', 'Nothing'],
  ['MINUS', '-0', 'Zero with a minus'],
  ['PLUS', '+0', 'Zero with a plus'],
  ['HEX', '0x0', 'A hexadecimal number'],
  ['TWO', '0 0', 'Two numbers'],
  ['FRACTION', '0.0', 'A fraction'],
  ['UNDERSCORE', '0_0', 'A number with an underscore'],
  ['OVER', '65536', 'One more than the longest body'],
  ['OVER32', '4294967296', 'One more than 32 bits hold'],
  ['OVER64', '18446744073709551616', 'One more than 64 bits hold'],
];

/** Values of Encoding that are not `text`. */
const encodings: readonly (readonly [word: string, lines: Partial<HeaderLines>, title: string])[] = [
  ['BINARY', { encoding: 'Encoding: binary' }, 'The other encoding'],
  ['CASE', { encoding: 'Encoding: Text' }, 'A capital letter'],
  ['MORE', { encoding: 'Encoding: text,' }, 'More than text'],
  ['EMPTY', { encoding: 'Encoding:' }, 'Nothing'],
  ['NUMBER', { encoding: 'Encoding: 0' }, 'The number of the binary header'],
];

/** Values of Source that are no endpoints, for what stands around the address. */
const endpoints: readonly (readonly [word: string, source: string, title: string, ...requirements: string[]])[] = [
  ['OVER', '127.0.0.1:65536', 'A port over 65535', 'ADDR-2'],
  ['FAROVER', '127.0.0.1:4294967297', 'A port over 32 bits', 'ADDR-2'],
  ['ZEROS', '127.0.0.1:080', 'A port with a leading zero', 'TEXT-15'],
  ['PLUS', '127.0.0.1:+80', 'A port with a plus', 'TEXT-15'],
  ['UNDERSCORE', '127.0.0.1:8_0', 'A port with an underscore', 'TEXT-15'],
  ['HEX', '127.0.0.1:0x50', 'A hexadecimal port', 'TEXT-15'],
  ['NOPORT', '127.0.0.1', 'An address without a port'],
  ['EMPTYPORT', '127.0.0.1:', 'An empty port'],
  ['PORTNAME', '127.0.0.1:http', 'The name of a port'],
  ['SPACE', '127.0.0.1: 80', 'A space within'],
  ['NOCOLON', '[2001:db8::1]80', 'No colon behind the bracket'],
  ['NAME', 'localhost:80', 'The name of a host'],
  ['NOADDRESS', ':80', 'A port alone'],
  ['EMPTY', '', 'Nothing'],
];

/** Greetings that are not UTF-8: their octets, how many, and what they are. */
const broken: readonly (readonly [word: string, octets: string, length: number, title: string])[] = [
  ['CONTINUATION', 'a\\x80b', 3, 'A lone continuation octet'],
  ['FF', 'a\\xffb', 3, 'The octet 0xFF'],
  ['OVERLONG', '\\xc0\\xaf', 2, 'An overlong slash'],
  ['OVERLONGEURO', '\\xf0\\x82\\x82\\xac', 4, 'An overlong euro sign'],
  ['SURROGATE', '\\xed\\xa0\\x80', 3, 'Half a surrogate pair'],
  ['PASTLAST', '\\xf4\\x90\\x80\\x80', 4, 'A code point past the last'],
  ['CUT', 'a\\xe2\\x82', 3, 'A character cut off'],
  ['LATIN1', 'caf\\xe9', 4, 'A letter in Latin-1'],
];

/** Greetings that are UTF-8. */
const greetings: readonly (readonly [word: string, octets: string, length: number, title: string])[] = [
  ['BEYOND', '\\xc3\\xa9\\xe2\\x82\\xac\\xf0\\x9f\\x98\\x80', 9, 'Characters of two, three and four octets'],
  ['CONTROL', '\\x00\\x01\\x1b\\x7f', 4, 'Control characters'],
  ['BOM', '\\xef\\xbb\\xbfa', 4, 'A byte order mark'],
  ['BLANK', 'a\\r\\n\\r\\nb', 6, 'A blank line'],
  ['BLANKFIRST', '\\r\\n\\r\\n', 4, 'Nothing but a blank line'],
  ['MESSAGE', 'PSAP/1 COMMAND CONNECTION RST\\r\\n', 31, 'What looks like another message'],
  ['LAST', '\\xf4\\x8f\\xbf\\xbf', 4, 'The last code point'],
];

function isPlural(title: string): boolean {
  return /signals/i.test(title) && !title.startsWith('A ');
}

function greetingCase([word, octets, length, title]: (typeof greetings)[number]): Case {
  return {
    id: `TEXT-GREETING-${word}-01`,
    title: `${title} may stand in a greeting; the next message begins behind it`,
    requirements: ['TEXT-1', ...(octets.includes('\\r\\n') ? ['TEXT-2'] : []), 'TEXT-20', 'STATUS-7'],
    level: 'MUST',
    script: [
      { send: [header({ length: `Length: ${length}` }), { text: octets }, { message: 'status-request', id: 8 }] },
      { expect: { message: 'open', id: 7 } },
      { expect: { message: 'open', id: 8 } },
    ],
  };
}

export const textEncoding: Section = {
  number: '6',
  cases: [
    {
      id: 'TEXT-BODY-01',
      title: 'A body is exactly as long as Length says: the octet behind it begins the next message',
      requirements: ['TEXT-1', 'CONN-6'],
      level: 'MUST',
      script: [
        {
          send: [
            header({ length: 'Length: 1' }),
            { text: 'P' },
            { message: 'status-request', id: 8, body: '' },
            { message: 'status-request', id: 9 },
          ],
        },
        { expect: { message: 'open', id: 7 } },
        { expect: { message: 'open', id: 8 } },
        { expect: { message: 'open', id: 9 } },
      ],
    },
    {
      id: 'TEXT-BODY-02',
      title: 'A body that is not whole is waited for',
      requirements: ['TEXT-1'],
      level: 'MUST',
      script: [
        { send: [header({ length: 'Length: 5' }), { text: 'hell' }] },
        { silence: 'a while' },
        { send: [{ text: 'o' }] },
        { expect: { message: 'open', id: 7 } },
      ],
    },
    {
      id: 'TEXT-BODY-03',
      title: 'Octets behind the body of a message are another message: a greeting that is too long is bad-magic',
      requirements: ['TEXT-1', 'CONN-6', 'ERR-1'],
      level: 'MUST',
      script: [
        { send: [header({ length: 'Length: 4' }), { text: 'hello' }] },
        { expect: { message: 'open', id: 7 } },
        { expect: { error: 'bad-magic', id: 0 } },
      ],
    },
    {
      id: 'TEXT-LONGEST-01',
      title: 'A header of 1,024 octets is taken',
      requirements: ['TEXT-3', 'TEXT-14'],
      level: 'MUST',
      needs: ['status'],
      connections: 1,
      play: (bench) => askWithHeaderOf(MOST_HEADER_OCTETS, bench, { expect: { message: 'open', id: 7 } }),
    },
    {
      id: 'TEXT-LONGEST-02',
      title: 'A header of 1,025 octets is bad-length, and nothing of it is echoed',
      requirements: ['TEXT-3', 'ERR-7', 'ERR-24'],
      level: 'MUST',
      connections: 1,
      play: (bench) =>
        askWithHeaderOf(MOST_HEADER_OCTETS + 1, bench, {
          expect: { error: 'bad-length', id: 0, encoding: 'text', kind: 'CONNECTION', addresses: 'own' },
        }),
    },
    {
      id: 'TEXT-LINEFEEDS-01',
      title: 'Line feeds alone end no header: it is bad-length when 1,024 octets of it are there',
      requirements: ['TEXT-2', 'TEXT-4', 'ERR-7'],
      level: 'MUST',
      script: [
        {
          send: [
            { text: `${headerLines({ source: 'Source: 198.51.100.7:40112' }).join('\\n')}\\n\\n` },
            { repeat: 'x', times: MOST_HEADER_OCTETS },
          ],
        },
        { expect: { error: 'bad-length', id: 0 } },
      ],
    },
    {
      id: 'TEXT-ORDER-01',
      title: 'Fields are taken in any order, in any case, with unknown ones among them',
      requirements: ['TEXT-9', 'TEXT-10', 'TEXT-13', 'TEXT-14'],
      level: 'MUST',
      script: [
        {
          send: [
            {
              header: [
                'PSAP/1 COMMAND CONNECTION SYN',
                'LENGTH:0',
                'X-Unknown: first',
                'destination: {open}',
                'Encoding:   text  ',
                'x-unknown:',
                'Source: {own}',
                'iD: 7',
              ].join('\n'),
            },
          ],
        },
        { expect: { message: 'open', id: 7, addresses: { source: 'open', destination: 'own' } } },
      ],
    },
    {
      id: 'TEXT-ORDER-02',
      title: 'Fields are taken in the reverse order',
      requirements: ['TEXT-10'],
      level: 'MUST',
      script: [
        {
          send: [
            {
              header: [
                'PSAP/1 COMMAND CONNECTION SYN',
                'Length: 0',
                'Encoding: text',
                'Destination: {open}',
                'Source: {own}',
                'Id: 7',
              ].join('\n'),
            },
          ],
        },
        { expect: { message: 'open', id: 7, addresses: { source: 'open', destination: 'own' } } },
      ],
    },
    {
      id: 'TEXT-NAMES-01',
      title: 'The names of fields are taken in any case',
      requirements: ['TEXT-9'],
      level: 'MUST',
      script: [
        {
          send: [
            header({
              id: 'id: 7',
              source: 'SOURCE: {own}',
              destination: 'dESTINATION: {open}',
              encoding: 'eNcOdInG: text',
              length: 'LENGTH: 0',
            }),
          ],
        },
        { expect: { message: 'open', id: 7 } },
      ],
    },
    {
      id: 'TEXT-SPACES-01',
      title: 'Spaces before and after a value are dropped, however many',
      requirements: ['TEXT-13'],
      level: 'MUST',
      script: [
        {
          send: [
            header({
              id: 'Id:   7  ',
              source: 'Source:{own} ',
              destination: 'Destination:     {open}     ',
              encoding: 'Encoding:text',
              length: 'Length:0   ',
            }),
          ],
        },
        { expect: { message: 'open', id: 7 } },
      ],
    },
    {
      id: 'TEXT-UNKNOWN-01',
      title: 'A field with an unknown name is ignored, also where it is repeated or empty',
      requirements: ['TEXT-14'],
      level: 'MUST',
      script: [{ send: [header({ more: ['X: 1', 'X: 2', 'Y:', 'Y: '] })] }, { expect: { message: 'open', id: 7 } }],
    },
    {
      id: 'TEXT-UNKNOWN-02',
      title: 'A name that is only like a known one is unknown',
      requirements: ['TEXT-14'],
      level: 'MUST',
      script: [
        { send: [header({ more: ['Ids: 8', 'I: 8', 'Source-: a', 'Content-Length: 5', 'X-Encoding: binary'] })] },
        { expect: { message: 'open', id: 7 } },
      ],
    },
    {
      id: 'TEXT-UNKNOWN-03',
      title: 'The name of an unknown field is of any octets from 0x21 to 0x7E but the colon',
      requirements: ['TEXT-11', 'TEXT-14'],
      level: 'MUST',
      script: [
        { send: [header({ more: '!#$%&()*+,-./09;<=>?@AZ[]^_`az\\x7b|\\x7d~: x' })] },
        { expect: { message: 'open', id: 7 } },
      ],
    },
    {
      id: 'TEXT-UNKNOWN-04',
      title: 'The value of an unknown field is of any octets from 0x20 to 0x7E, colons among them',
      requirements: ['TEXT-11', 'TEXT-14'],
      level: 'MUST',
      script: [
        { send: [header({ more: 'X: !#$%&()*+,-./09:;<=>?@AZ[]^_ `az\\x7b|\\x7d~' })] },
        { expect: { message: 'open', id: 7 } },
      ],
    },
    {
      id: 'TEXT-UNKNOWN-05',
      title: 'Unknown fields may stand before the known ones',
      requirements: ['TEXT-10', 'TEXT-14'],
      level: 'MUST',
      script: [{ send: [header({ id: ['X: 1', 'Id: 7'] })] }, { expect: { message: 'open', id: 7 } }],
    },
    {
      id: 'TEXT-UNKNOWN-06',
      title: `${MANY_FIELDS} unknown fields in one header are ignored`,
      why: 'The limit of a header is its 1,024 octets; none is set to the number of its fields.',
      requirements: ['TEXT-3', 'TEXT-14'],
      level: 'MUST',
      script: [
        { send: [header({ more: Array.from({ length: MANY_FIELDS }, () => 'X:') })] },
        { expect: { message: 'open', id: 7 } },
      ],
    },
    {
      id: 'TEXT-CASE-01',
      title: 'A type in lower case is bad-type',
      requirements: ['TEXT-6', 'ERR-3'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, replace: { COMMAND: 'command' } }] },
        { expect: { error: 'bad-type', id: 7, encoding: 'text', addresses: 'swapped' } },
        'closed',
      ],
    },
    faultCase({
      id: 'TEXT-CASE-02',
      title: 'The magic in mixed case is bad-magic',
      requirements: ['TEXT-6', 'ERR-1'],
      send: { text: 'Psap/1 ' },
      error: 'bad-magic',
    }),
    ...types.map(([word, lines, title, ...requirements]) =>
      faultCase({
        id: `TEXT-TYPE-${word}-01`,
        title: `${title} is bad-type`,
        requirements: ['TEXT-5', ...requirements.filter((one) => one !== 'TEXT-5'), 'ERR-3'],
        send: header(lines),
        error: 'bad-type',
      }),
    ),
    ...flags.map(([word, lines, title, ...requirements]) =>
      faultCase({
        id: `TEXT-SIGNALS-${word}-01`,
        title: `${title} ${isPlural(title) ? 'are' : 'is'} bad-flags`,
        requirements: ['TEXT-5', ...requirements.filter((one) => one !== 'TEXT-5'), 'ERR-4'],
        send: header(lines),
        error: 'bad-flags',
      }),
    ),
    ...fields.map(([word, lines, title, ...requirements]) =>
      faultCase({
        id: `TEXT-FIELD-${word}-01`,
        title: `${title} is bad-header`,
        requirements: [...requirements, 'ERR-6'],
        send: header(lines),
        error: 'bad-header',
      }),
    ),
    ...ids.map(([word, value, title]) =>
      faultCase({
        id: `TEXT-ID-${word}-01`,
        title: `${title} as Id is bad-header`,
        requirements: ['TEXT-15', 'TEXT-16', 'ERR-6'],
        send: header({ id: `Id: ${value}` }),
        error: 'bad-header',
      }),
    ),
    {
      id: 'TEXT-ID-ZERO-01',
      title: 'The Id 0 is a number',
      requirements: ['TEXT-15', 'TEXT-16'],
      level: 'MUST',
      script: [{ send: [header({ id: 'Id: 0' })] }, { expect: { message: 'open', id: 0 } }],
    },
    {
      id: 'TEXT-NUMBER-01',
      title: 'A Length with a leading zero is bad-length',
      requirements: ['TEXT-15', 'TEXT-17', 'ERR-7'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, body: '', replace: { 'Length: 0': 'Length: 00' } }] },
        { expect: { error: 'bad-length', id: 7, encoding: 'text' } },
        'closed',
      ],
    },
    ...lengths.map(([word, value, title]) =>
      faultCase({
        id: `TEXT-LENGTH-${word}-01`,
        title: `${title} as Length is bad-length`,
        requirements: ['TEXT-15', 'TEXT-17', 'ERR-7'],
        send: header({ length: `Length: ${value}` }),
        error: 'bad-length',
      }),
    ),
    ...encodings.map(([word, lines, title]) =>
      faultCase({
        id: `TEXT-ENCODING-${word}-01`,
        title: `${title} as Encoding is bad-encoding`,
        requirements: ['TEXT-6', 'TEXT-18', 'ERR-5'],
        send: header(lines),
        error: 'bad-encoding',
      }),
    ),
    ...endpoints.map(([word, source, title, ...requirements]) =>
      faultCase({
        id: `TEXT-ENDPOINT-${word}-01`,
        title: `${title} as Source is bad-address`,
        requirements: ['TEXT-19', ...requirements, 'ERR-8'],
        send: header({ source: `Source: ${source}` }),
        error: 'bad-address',
      }),
    ),
    faultCase({
      id: 'TEXT-ENDPOINT-DESTINATION-01',
      title: 'A port over 65535 as Destination is bad-address',
      requirements: ['TEXT-19', 'ADDR-2', 'ERR-8'],
      send: header({ destination: 'Destination: 198.51.100.7:65536' }),
      error: 'bad-address',
    }),
    ...broken.map(([word, octets, length, title]) =>
      faultCase({
        id: `TEXT-UTF8-${word}-01`,
        title: `${title} in a greeting is bad-body`,
        requirements: ['TEXT-20', 'ERR-9'],
        send: [header({ length: `Length: ${length}` }), { text: octets }],
        error: 'bad-body',
      }),
    ),
    ...greetings.map(greetingCase),
    {
      id: 'TEXT-ERROR-01',
      title: 'The body of an error is its code, or its code, a space and a text',
      requirements: ['TEXT-21', 'ERR-29'],
      level: 'MUST',
      needs: ['status'],
      script: [
        { send: [{ message: 'status-request', id: 7, to: 'unserved address' }] },
        { expect: { message: 'status-error', error: 'not-served', encoding: 'text' } },
      ],
    },
    {
      id: 'TEXT-WRITTEN-01',
      title: 'The header of open is written with the five fields in their order, and no other space',
      requirements: ['TEXT-22'],
      level: 'MUST',
      script: [{ send: [{ message: 'status-request', id: 7 }] }, { expect: { message: 'open', id: 7, written: true } }],
    },
    {
      id: 'TEXT-WRITTEN-02',
      title: 'The header of closed is written with the five fields in their order, and no other space',
      requirements: ['TEXT-22'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, to: 'closed' }] },
        { expect: { message: 'closed', id: 7, written: true } },
      ],
    },
    {
      id: 'TEXT-WRITTEN-03',
      title: 'The header of an error is written with the five fields in their order, and no other space',
      requirements: ['TEXT-22'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, to: 'unserved address' }] },
        { expect: { error: 'not-served', id: 7, written: true } },
      ],
    },
    {
      id: 'TEXT-WRITTEN-04',
      title: 'A request that is spelled otherwise is answered in the one form that senders write',
      requirements: ['TEXT-22'],
      level: 'MUST',
      script: [
        { send: [header({ id: 'iD:7', source: 'SOURCE:   {own} ', more: 'X: 1' })] },
        { expect: { message: 'open', id: 7, written: true } },
      ],
    },
  ],
};
