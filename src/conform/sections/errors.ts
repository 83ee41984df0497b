import type { ErrorCode } from '../../protocol/errors.ts';
import type { Bench, Finding } from '../bench.ts';
import type { Case, Expectation, Part, ScriptedCase, Section, Step } from '../case.ts';
import { discarded } from '../closing-steps.ts';
import { type Fault, faultCase } from '../fault-case.ts';
import { header, headerLines } from '../header-lines.ts';
import { closesAfterBusy, fillUp, isNotServed } from '../over-the-limit.ts';
import { findSubject } from '../subjects.ts';

/** Section 9: errors. */

type Row = readonly [word: string, send: Part | Part[], title: string];

const SOURCE = '198.51.100.7:40112';
const MOST_HEADER_OCTETS = 1_024;

/** What every error echoes of which nothing can be known. */
const nothing = { id: 0, kind: 'CONNECTION', addresses: 'own' } as const;

const flagged = (flags: string, type = '00'): Part => ({
  message: 'status-request',
  id: 7,
  encoding: 'binary',
  patch: { 3: `${type}${flags}` },
});

const magics: readonly Row[] = [
  ['HTTP', { text: 'GET / HTTP/1.1\\r\\n\\r\\n' }, 'A request of HTTP'],
  ['P', { text: 'PX' }, 'A P and then something else'],
  ['PSA', { text: 'PSAQ' }, 'The beginning of PSAP and then something else'],
  ['SLASH', { text: 'PSAP 1' }, 'PSAP without its slash'],
  ['LINE', { text: '\\r\\n' }, 'An empty line'],
];

const textVersions: readonly Row[] = [
  ['TWO', { text: 'PSAP/2' }, 'The version 2'],
  ['TEN', { text: 'PSAP/10' }, 'The version 10'],
  ['MINOR', { text: 'PSAP/1.0' }, 'The version 1.0'],
  ['ZERO', { text: 'PSAP/01' }, 'The version 01'],
  ['NONE', { text: 'PSAP/ ' }, 'No version'],
  ['LINE', { text: 'PSAP/1\\r' }, 'A line end behind the version'],
  ['TAB', { text: 'PSAP/1\\t' }, 'A tab behind the version'],
];

const binaryVersions: readonly Row[] = [
  ['BINARY0', { hex: '8950 00' }, 'The version 0 in binary'],
  ['BINARY2', { hex: '8950 02' }, 'The version 2 in binary'],
  ['BINARY255', { hex: '8950 ff' }, 'The version 255 in binary'],
  ['PNG', { hex: '8950 4e' }, 'The version of a PNG file'],
];

/** Type and flags that are no row of MSG-5, or an answer. */
const flags: readonly Row[] = [
  ['NONE', flagged('00'), 'No flag'],
  ['ALL', flagged('1f'), 'Every flag'],
  ['BOTHKINDS', flagged('07'), 'Both kinds'],
  ['NOSIGNALS', flagged('01'), 'A kind without signals'],
  ['NOKIND', flagged('04'), 'Signals without a kind'],
  ['COMMANDSYNACK', flagged('0d'), 'COMMAND CONNECTION SYN+ACK'],
  ['COMMANDACK', flagged('09'), 'COMMAND CONNECTION ACK'],
  ['COMMANDACKRST', flagged('19'), 'COMMAND CONNECTION ACK+RST'],
  ['COMMANDSYNRST', flagged('15'), 'COMMAND CONNECTION SYN+RST'],
  ['COMMANDGETRST', flagged('12'), 'COMMAND GET RST'],
  ['COMMANDGETACK', flagged('0a'), 'COMMAND GET ACK'],
  ['DATASYN', flagged('05', '01'), 'DATA CONNECTION SYN'],
  ['DATARST', flagged('11', '01'), 'DATA CONNECTION RST'],
  ['DATAACK', flagged('09', '01'), 'DATA CONNECTION ACK'],
  ['DATAGETSYN', flagged('06', '01'), 'DATA GET SYN'],
  ['DATAGETSYNACK', flagged('0e', '01'), 'DATA GET SYN+ACK'],
  ['OPEN', flagged('0d', '01'), 'What only a responder sends: open'],
  ['CLOSED', flagged('19', '01'), 'What only a responder sends: closed or an error'],
  ['INFORMATION', flagged('0a', '01'), 'What only a responder sends: information'],
  ['REFUSAL', flagged('1a', '01'), 'What only a responder sends: a refusal'],
  ['TEXTACK', header({ start: 'PSAP/1 COMMAND CONNECTION ACK' }), 'COMMAND CONNECTION ACK in text'],
  ['TEXTSYNACK', header({ start: 'PSAP/1 COMMAND CONNECTION SYN+ACK' }), 'COMMAND CONNECTION SYN+ACK in text'],
  ['TEXTACKRST', header({ start: 'PSAP/1 COMMAND CONNECTION ACK+RST' }), 'COMMAND CONNECTION ACK+RST in text'],
  ['TEXTDATASYN', header({ start: 'PSAP/1 DATA CONNECTION SYN' }), 'DATA CONNECTION SYN in text'],
  ['TEXTDATARST', header({ start: 'PSAP/1 DATA CONNECTION RST' }), 'DATA CONNECTION RST in text'],
  ['TEXTDATAACK', header({ start: 'PSAP/1 DATA CONNECTION ACK' }), 'DATA CONNECTION ACK in text'],
  ['TEXTOPEN', header({ start: 'PSAP/1 DATA CONNECTION SYN+ACK' }), 'What only a responder sends in text: open'],
  ['TEXTCLOSED', header({ start: 'PSAP/1 DATA CONNECTION ACK+RST' }), 'What only a responder sends in text: closed'],
  [
    'TEXTERROR',
    header({ start: 'PSAP/1 DATA CONNECTION ACK+RST', length: 'Length: 4' }),
    'What only a responder sends in text: an error, whose body is not waited for',
  ],
  ['TEXTGETACK', header({ start: 'PSAP/1 COMMAND GET ACK' }), 'COMMAND GET ACK in text'],
  ['TEXTGETRST', header({ start: 'PSAP/1 COMMAND GET RST' }), 'COMMAND GET RST in text'],
  ['TEXTDATAGET', header({ start: 'PSAP/1 DATA GET ACK' }), 'DATA GET ACK in text'],
];

/** Two faults or more in one message, and which of them is told. */
const precedence: readonly (readonly [word: string, send: Part | Part[], error: ErrorCode, title: string])[] = [
  [
    'VERSION',
    header({ start: 'PSAP/2 HELLO POST FIN', id: 'Id: x' }),
    'bad-version',
    'a wrong version before the rest',
  ],
  [
    'TYPE',
    header({ start: 'PSAP/1 HELLO POST FIN', id: 'Id: x', encoding: 'Encoding: binary' }),
    'bad-type',
    'a wrong type before wrong signals, Encoding and Id',
  ],
  [
    'FLAGS',
    header({ start: 'PSAP/1 COMMAND CONNECTION FIN', id: 'Id: x', encoding: 'Encoding: binary' }),
    'bad-flags',
    'wrong signals before a wrong Encoding and Id',
  ],
  [
    'ANSWER',
    header({ start: 'PSAP/1 DATA CONNECTION SYN+ACK', id: 'Id: x', length: 'Length: -1' }),
    'bad-flags',
    'an answer before a wrong Id and Length',
  ],
  [
    'ENCODING',
    header({ id: 'Id: x', encoding: 'Encoding: binary', length: 'Length: -1' }),
    'bad-encoding',
    'a wrong Encoding before a wrong Id and Length',
  ],
  [
    'TWOENCODINGS',
    header({ more: 'Encoding: binary' }),
    'bad-encoding',
    'a second Encoding that is wrong before its repetition',
  ],
  [
    'TWOENCODINGSFIRST',
    header({ encoding: ['Encoding: binary', 'Encoding: text'] }),
    'bad-encoding',
    'a first Encoding that is wrong before its repetition',
  ],
  ['GET', header({ start: 'PSAP/1 COMMAND GET SYN', id: 'Id: x' }), 'bad-encoding', 'a GET in text before a wrong Id'],
  [
    'HEADER',
    header({ id: 'Id: x', source: 'Source: a', length: 'Length: -1' }),
    'bad-header',
    'a wrong Id before a wrong Length and Source',
  ],
  [
    'MALFORMED',
    header({ length: 'Length: -1', more: 'hello' }),
    'bad-header',
    'a malformed line before a wrong Length',
  ],
  ['TWOLENGTHS', header({ more: 'Length: -1' }), 'bad-header', 'a second Length before its value'],
  ['TWOSOURCES', header({ more: 'Source: a' }), 'bad-header', 'a second Source before its value'],
  [
    'LENGTH',
    header({ source: 'Source: a', length: 'Length: -1' }),
    'bad-length',
    'a wrong Length before a wrong Source',
  ],
  [
    'ADDRESS',
    header({ start: 'PSAP/1 COMMAND CONNECTION RST', source: 'Source: a', length: 'Length: 5' }),
    'bad-address',
    'a wrong Source before a body that may not be',
  ],
  [
    'BINARYTYPE',
    { message: 'status-request', encoding: 'binary', patch: { 3: '02ff09', 28: '0000' } },
    'bad-type',
    'in binary a wrong type before wrong flags, encoding and port',
  ],
  [
    'BINARYFLAGS',
    { message: 'status-request', encoding: 'binary', patch: { 4: 'ff09', 28: '0000' } },
    'bad-flags',
    'in binary wrong flags before a wrong encoding and port',
  ],
  [
    'BINARYENCODING',
    { message: 'status-request', encoding: 'binary', patch: { 5: '09', 28: '0000' } },
    'bad-encoding',
    'in binary a wrong encoding before a wrong port',
  ],
  [
    'BINARYADDRESS',
    { message: 'end', encoding: 'binary', patch: { 6: '0005', 28: '0000' } },
    'bad-address',
    'in binary a wrong port before a body that may not be',
  ],
  [
    'BINARYBODY',
    { message: 'information-request', id: 7, attributes: [], patch: { 5: '09', 6: '0004' } },
    'bad-encoding',
    'in binary a wrong encoding before the body has come',
  ],
];

/** What an error has of the message at fault: its id, its addresses, its kind. */
const echoes: readonly (readonly [
  word: string,
  send: Part,
  error: ErrorCode,
  expect: Fault['expect'] & {},
  title: string,
  ...clauses: string[],
])[] = [
  [
    'ID-01',
    header({ start: 'PSAP/1 HELLO CONNECTION SYN', id: 'Id: 4294967295' }),
    'bad-type',
    { id: 4_294_967_295 },
    'The id is echoed where the fault stands before it',
    'ERR-25',
  ],
  [
    'ID-02',
    header({ length: 'Length: x' }),
    'bad-length',
    { id: 7 },
    'The id is echoed where the fault stands behind it',
    'ERR-25',
  ],
  ['ID-03', header({ id: [] }), 'bad-header', { id: 0 }, 'Where Id is missing the id is 0', 'ERR-25'],
  ['ID-04', header({ more: 'Id: 7' }), 'bad-header', { id: 0 }, 'Where Id stands twice the id is 0', 'ERR-25'],
  ['ID-05', header({ id: 'Id: 07' }), 'bad-header', { id: 0 }, 'Where Id is malformed the id is 0', 'ERR-25'],
  [
    'ID-06',
    header({ id: 'Id : 7' }),
    'bad-header',
    { id: 0 },
    'Where the line of Id is malformed the id is 0',
    'ERR-25',
    'TEXT-12',
  ],
  [
    'ID-07',
    header({ source: 'Source: a', destination: 'Destination: b' }),
    'bad-address',
    { id: 7 },
    'The id is echoed where the addresses cannot be',
    'ERR-25',
  ],
  [
    'ID-08',
    { message: 'status-request', id: 4_294_967_295, encoding: 'binary', patch: { 3: '02' } },
    'bad-type',
    { id: 4_294_967_295 },
    'The id of a binary message is always echoed',
    'ERR-25',
  ],
  [
    'ADDRESSES-01',
    { message: 'status-request', from: SOURCE, replace: { COMMAND: 'HELLO' } },
    'bad-type',
    { addresses: { source: 'open', destination: SOURCE } },
    'The addresses are echoed swapped',
    'ERR-26',
  ],
  [
    'ADDRESSES-02',
    { message: 'status-request', from: SOURCE, encoding: 'binary', patch: { 4: '00' } },
    'bad-flags',
    { addresses: { source: 'open', destination: SOURCE } },
    'The addresses are echoed swapped in binary',
    'ERR-26',
  ],
  [
    'ADDRESSES-03',
    header({ source: `Source: ${SOURCE}`, more: 'hello' }),
    'bad-header',
    { addresses: { source: 'open', destination: SOURCE } },
    'The addresses are echoed where another line is malformed',
    'ERR-26',
  ],
  [
    'ADDRESSES-04',
    header({ source: [] }),
    'bad-header',
    { addresses: 'own' },
    'Without a Source the own addresses stand in',
    'ERR-26',
  ],
  [
    'ADDRESSES-05',
    header({ source: `Source: ${SOURCE}`, destination: [] }),
    'bad-header',
    { addresses: 'own' },
    'Without a Destination the own addresses stand in',
    'ERR-26',
  ],
  [
    'ADDRESSES-06',
    header({ source: [`Source: ${SOURCE}`, `Source: ${SOURCE}`] }),
    'bad-header',
    { addresses: 'own' },
    'Where Source stands twice the own addresses stand in',
    'ERR-26',
  ],
  [
    'ADDRESSES-07',
    header({ source: `Source: ${SOURCE}`, more: 'Destination: {open}' }),
    'bad-header',
    { addresses: 'own' },
    'Where Destination stands twice the own addresses stand in',
    'ERR-26',
  ],
  [
    'ADDRESSES-08',
    header({ source: `Source: ${SOURCE}`, destination: 'Destination: 198.51.100.8' }),
    'bad-address',
    { addresses: 'own' },
    'One good address alone is not echoed',
    'ERR-26',
  ],
  [
    'ADDRESSES-09',
    { message: 'status-request', from: SOURCE, encoding: 'binary', patch: { 46: '0000' } },
    'bad-address',
    { addresses: 'own' },
    'Where a port is 0 in binary the own addresses stand in',
    'ERR-26',
  ],
  [
    'ADDRESSES-10',
    header({ source: 'Source: 198.51.100.7:0', more: 'hello' }),
    'bad-header',
    { addresses: 'own' },
    'A port 0 is not echoed where the fault is another',
    'ERR-26',
  ],
  [
    'ADDRESSES-11',
    header({ source: `Source: ${SOURCE}`, encoding: 'Encoding: binary' }),
    'bad-encoding',
    { addresses: { source: 'open', destination: SOURCE } },
    'The addresses are echoed swapped with bad-encoding',
    'ERR-26',
  ],
  [
    'ADDRESSES-12',
    header({ source: `Source: ${SOURCE}`, length: 'Length: x' }),
    'bad-length',
    { addresses: { source: 'open', destination: SOURCE } },
    'The addresses are echoed swapped with bad-length',
    'ERR-26',
  ],
  [
    'ADDRESSES-13',
    header({ start: 'PSAP/1 COMMAND CONNECTION RST', source: `Source: ${SOURCE}`, length: 'Length: 5' }),
    'bad-body',
    { addresses: { source: 'open', destination: SOURCE } },
    'The addresses are echoed swapped with bad-body',
    'ERR-26',
  ],
  [
    'ADDRESSES-14',
    { message: 'information-request', id: 7, from: SOURCE, want: ['port'], patch: { 5: '00' } },
    'bad-encoding',
    { addresses: { source: 'open', destination: SOURCE }, kind: 'GET' },
    'The addresses are echoed swapped with the kind GET',
    'ERR-26',
  ],
  [
    'ADDRESSES-15',
    {
      message: 'information-request',
      id: 7,
      from: SOURCE,
      attributes: [
        ['SERVICE', 'a'],
        ['SERVICE', 'a'],
      ],
    },
    'bad-body',
    { addresses: { source: 'open', destination: SOURCE }, kind: 'GET' },
    'The addresses are echoed swapped with malformed attributes',
    'ERR-26',
  ],
  [
    'KIND-01',
    { message: 'information-request', want: ['port'], patch: { 3: '02' } },
    'bad-type',
    { kind: 'GET' },
    'The kind GET is echoed in binary',
    'ERR-27',
  ],
  [
    'KIND-02',
    flagged('06', '02'),
    'bad-type',
    { kind: 'GET' },
    'The kind is that of the flags, whatever the type',
    'ERR-27',
  ],
  [
    'KIND-03',
    flagged('02'),
    'bad-flags',
    { kind: 'GET' },
    'The kind GET is echoed where the signals are wrong',
    'ERR-27',
  ],
  [
    'KIND-04',
    flagged('26'),
    'bad-flags',
    { kind: 'GET' },
    'The kind GET is echoed where a reserved bit is set',
    'ERR-27',
  ],
  [
    'KIND-05',
    flagged('07'),
    'bad-flags',
    { kind: 'CONNECTION' },
    'Where both kinds are set the kind is CONNECTION',
    'ERR-27',
  ],
  [
    'KIND-06',
    flagged('04'),
    'bad-flags',
    { kind: 'CONNECTION' },
    'Where no kind is set the kind is CONNECTION',
    'ERR-27',
  ],
  [
    'KIND-08',
    { message: 'information-request', id: 7, want: ['port'], patch: { 5: '00' } },
    'bad-encoding',
    { kind: 'GET' },
    'The kind GET is echoed with bad-encoding',
    'ERR-27',
  ],
  [
    'KIND-09',
    { message: 'information-request', id: 7, want: ['port'], patch: { 28: '0000' } },
    'bad-address',
    { kind: 'GET' },
    'The kind GET is echoed with bad-address',
    'ERR-27',
  ],
  [
    'KIND-11',
    { message: 'information-request', want: ['port'], patch: { 3: '01' } },
    'bad-flags',
    { kind: 'GET' },
    'The kind GET is echoed to one who sends DATA',
    'ERR-27',
  ],
  [
    'KIND-10',
    { message: 'information-request', id: 7, want: ['port'], patch: { 48: '00' } },
    'bad-body',
    { kind: 'GET' },
    'The kind GET is echoed with bad-body',
    'ERR-27',
  ],
  [
    'KIND-07',
    header({ start: 'PSAP/1 COMMAND GET SYN' }),
    'bad-encoding',
    { kind: 'CONNECTION', id: 7 },
    'The kind of an error in text is CONNECTION, also for a GET',
    'ERR-27',
  ],
  [
    'ENCODING-01',
    { hex: '89 00' },
    'bad-magic',
    { encoding: 'binary' },
    'What begins with 0x89 gets an error in binary',
    'ERR-28',
  ],
  [
    'ENCODING-02',
    { text: 'PX' },
    'bad-magic',
    { encoding: 'text' },
    'What begins with a P gets an error in text',
    'ERR-28',
  ],
  [
    'ENCODING-03',
    flagged('00'),
    'bad-flags',
    { encoding: 'binary' },
    'A fault in binary gets an error in binary',
    'ERR-28',
    'MSG-10',
  ],
];

/** Faults that close the connection, one for each code that can be caused at once. */
const closing: readonly (readonly [word: string, send: Part, error: ErrorCode])[] = [
  ['MAGIC', { text: 'G' }, 'bad-magic'],
  ['VERSION', { text: 'PSAP/2 ' }, 'bad-version'],
  ['TYPE', header({ start: 'PSAP/1 HELLO CONNECTION SYN' }), 'bad-type'],
  ['FLAGS', flagged('00'), 'bad-flags'],
  ['ENCODING', header({ encoding: 'Encoding: binary' }), 'bad-encoding'],
  ['HEADER', header({ more: 'hello' }), 'bad-header'],
  ['LENGTH', header({ length: 'Length: x' }), 'bad-length'],
  ['ADDRESS', header({ source: 'Source: x' }), 'bad-address'],
  ['BODY', { message: 'end', encoding: 'binary', patch: { 6: '0001' } }, 'bad-body'],
];

/** Requests that are refused, and the connection serves on. */
const refusals: readonly (readonly [word: string, send: Part, error: ErrorCode])[] = [
  ['NOTSERVED', { message: 'status-request', id: 7, to: 'unserved address' }, 'not-served'],
  ['NOTSERVEDGET', { message: 'information-request', id: 7, to: 'unserved address', want: ['os'] }, 'not-served'],
  ['BADVALUE', { message: 'information-request', id: 7, want: ['weather'] }, 'bad-value'],
  ['NOTOPEN', { message: 'information-request', id: 7, to: 'closed', want: ['port'] }, 'not-open'],
];

/** Octets that are cut at every place, and what they are answered with. */
const splits: readonly (readonly [word: string, send: Part[], expect: Expectation, title: string])[] = [
  [
    'TEXT',
    [{ message: 'status-request', id: 7, body: 'hello' }],
    { message: 'open', id: 7 },
    'A status request in text',
  ],
  [
    'BINARY',
    [{ message: 'status-request', id: 7, encoding: 'binary', body: 'hello' }],
    { message: 'open', id: 7 },
    'A status request in binary',
  ],
  [
    'INFORMATION',
    [{ message: 'information-request', id: 7, want: ['os', 'port'] }],
    { message: 'information', id: 7 },
    'An information request',
  ],
  ['FAULT', [header({ more: 'hello' })], { error: 'bad-header', id: 7 }, 'A message at fault'],
  ['BINARYFAULT', [flagged('00')], { error: 'bad-flags', id: 7 }, 'A message at fault in binary'],
  [
    'UTF8',
    [header({ length: 'Length: 6' }), { text: '\\xf0\\x9f\\x98\\x80\\xc3\\xa9' }],
    { message: 'open', id: 7 },
    'A greeting of long characters',
  ],
];

function splitCase([word, send, expect, title]: (typeof splits)[number]): Case {
  return {
    id: `ERR-SPLIT-${word}-01`,
    title: `${title} octet by octet is answered as in one piece`,
    requirements: ['ERR-22'],
    level: 'MUST',
    script: [{ send, cut: 'everywhere' }, { expect }],
  };
}

/** What is judged of requests that are well-formed, before the state of their subject. */
const orders: readonly (readonly [word: string, send: Part, error: ErrorCode, title: string])[] = [
  [
    'SERVED',
    { message: 'information-request', id: 7, to: 'unserved address', want: ['weather'] },
    'not-served',
    'The destination is judged before WANT',
  ],
  [
    'NOWANT',
    { message: 'information-request', id: 7, to: 'unserved address' },
    'not-served',
    'The destination is judged before a missing WANT',
  ],
  [
    'CLOSED',
    { message: 'information-request', id: 7, to: 'closed', want: ['port', 'weather'] },
    'bad-value',
    'WANT is judged before a closed subject',
  ],
  [
    'FILTERED',
    { message: 'information-request', id: 7, to: 'filtered', want: ['weather'] },
    'bad-value',
    'WANT is judged before a filtered subject, which is answered so',
  ],
];

/** Messages at fault whose subject decides nothing: it does for well-formed requests alone. */
const subjectless: readonly (readonly [word: string, send: Part | Part[], error: ErrorCode, title: string])[] = [
  [
    'FILTERED',
    { message: 'status-request', id: 7, to: 'filtered', encoding: 'binary', body: '\\xff' },
    'bad-body',
    'A greeting that is not UTF-8 is told where the subject is filtered',
  ],
  [
    'FILTEREDHEADER',
    header({ destination: 'Destination: {filtered}', more: 'hello' }),
    'bad-header',
    'A malformed line is told where the subject is filtered',
  ],
  [
    'FILTEREDBODY',
    {
      message: 'information-request',
      id: 7,
      to: 'filtered',
      attributes: [
        ['SERVICE', 'a'],
        ['SERVICE', 'a'],
      ],
    },
    'bad-body',
    'Malformed attributes are told where the subject is filtered',
  ],
  [
    'UNSERVED',
    { message: 'status-request', id: 7, to: 'unserved address', body: '\\xff' },
    'bad-body',
    'A greeting that is not UTF-8 is told where the destination is not served',
  ],
  [
    'UNSERVEDBODY',
    {
      message: 'information-request',
      id: 7,
      to: 'unserved address',
      attributes: [
        ['SERVICE', 'a'],
        ['SERVICE', 'a'],
      ],
    },
    'bad-body',
    'Malformed attributes are told where the destination is not served',
  ],
  [
    'WANT',
    {
      message: 'information-request',
      id: 7,
      attributes: [
        ['WANT', 'weather'],
        ['SERVICE', 'a'],
        ['SERVICE', 'a'],
      ],
    },
    'bad-body',
    'Malformed attributes are told before a WANT that is unknown',
  ],
];

function denialCase(
  number: number,
  title: string,
  send: Part[],
  expect: Expectation[],
  ...needs: ScriptedCase['needs'] & {}
): Case {
  return {
    id: `ERR-DENIED-0${number}`,
    title,
    requirements: ['ERR-12', 'ERR-23', 'ERR-34'],
    level: 'MUST',
    needs,
    script: [{ send }, ...expect.map((one): Step => ({ expect: one }))],
  };
}

/** The number of a filtered port, at an address that is not served. */
function askElsewhere(bench: Bench): Promise<Finding | undefined> {
  const { address } = findSubject('unserved address', bench.profile, bench.door)!;
  const { port } = findSubject('filtered', bench.profile, bench.door)!;
  return bench.play([
    { send: [{ message: 'status-request', id: 7, to: `${address}:${port}` }] },
    { expect: { error: 'not-served', id: 7 } },
  ]);
}

/** A message that is at fault, of which only the beginning is sent at first. */
function waits(id: string, title: string, requirements: string[], first: Part[], rest: Part[], error: ErrorCode): Case {
  return {
    id,
    title,
    requirements,
    level: 'MUST',
    script: [{ send: first }, { silence: 'a while' }, { send: rest }, { expect: { error } }],
  };
}

const faultyHeader = headerLines({ start: 'PSAP/1 HELLO POST FIN' }).join('\\r\\n');

export const errors: Section = {
  number: '9',
  cases: [
    {
      id: 'ERR-MAGIC-01',
      title: 'What is not PSAP is bad-magic, at the first octet',
      requirements: ['ERR-1', 'ERR-17', 'ERR-24', 'ERR-28', 'ERR-33'],
      level: 'MUST',
      script: [{ send: [{ text: 'G' }] }, { expect: { error: 'bad-magic', ...nothing, encoding: 'text' } }, 'closed'],
    },
    ...magics.map(([word, send, title]) =>
      faultCase({
        id: `ERR-MAGIC-${word}-01`,
        title: `${title} is bad-magic`,
        requirements: ['ERR-1', 'ERR-17'],
        send,
        error: 'bad-magic',
      }),
    ),
    faultCase({
      id: 'ERR-MAGIC-BINARY-01',
      title: 'The first octet of binary and then something else is bad-magic, and nothing is echoed',
      requirements: ['ERR-1', 'ERR-17', 'ERR-24', 'ERR-28'],
      send: { hex: '89 51' },
      error: 'bad-magic',
      expect: { ...nothing, encoding: 'binary' },
    }),
    ...[...textVersions, ...binaryVersions].map(([word, send, title]) =>
      faultCase({
        id: `ERR-VERSION-${word}-01`,
        title: `${title} is bad-version, at the octet that shows it`,
        requirements: ['ERR-2', 'ERR-17', 'MSG-2'],
        send,
        error: 'bad-version',
      }),
    ),
    faultCase({
      id: 'ERR-VERSION-01',
      title: 'Nothing of a message of another version is echoed',
      requirements: ['ERR-2', 'ERR-24', 'ERR-28'],
      send: header({ start: 'PSAP/2 COMMAND CONNECTION SYN' }),
      error: 'bad-version',
      expect: { ...nothing, encoding: 'text' },
    }),
    faultCase({
      id: 'ERR-VERSION-02',
      title: 'Nothing of a binary message of another version is echoed',
      requirements: ['ERR-2', 'ERR-24', 'ERR-28'],
      send: { message: 'information-request', id: 7, want: ['port'], patch: { 2: '02' } },
      error: 'bad-version',
      expect: { ...nothing, encoding: 'binary' },
    }),
    ...flags.map(([word, send, title]) =>
      faultCase({
        id: `ERR-FLAGS-${word}-01`,
        title: `${title}: bad-flags`,
        requirements: ['ERR-4', 'MSG-5'],
        send,
        error: 'bad-flags',
      }),
    ),
    faultCase({
      id: 'ERR-GET-01',
      title: 'An information request in text is bad-encoding',
      requirements: ['ERR-5', 'ERR-27', 'MSG-11'],
      send: header({ start: 'PSAP/1 COMMAND GET SYN' }),
      error: 'bad-encoding',
      expect: { id: 7, encoding: 'text', kind: 'CONNECTION' },
    }),
    faultCase({
      id: 'ERR-HEADER-01',
      title: 'A header without any field is bad-header, and nothing is echoed',
      requirements: ['ERR-6', 'ERR-25', 'ERR-26'],
      send: { header: 'PSAP/1 COMMAND CONNECTION SYN' },
      error: 'bad-header',
      expect: nothing,
    }),
    faultCase({
      id: 'ERR-OVERLONG-01',
      title: '1,024 octets of a header without its blank line are bad-length, whatever else is wrong with them',
      requirements: ['ERR-7', 'ERR-19', 'ERR-24'],
      send: [{ text: 'PSAP/1 ' }, { repeat: 'x', times: MOST_HEADER_OCTETS - 7 }],
      error: 'bad-length',
      expect: { ...nothing, encoding: 'text' },
    }),
    waits(
      'ERR-OVERLONG-02',
      '1,023 octets of a header without its blank line are not judged yet',
      ['ERR-7', 'ERR-19'],
      [{ text: 'PSAP/1 ' }, { repeat: 'x', times: MOST_HEADER_OCTETS - 8 }],
      [{ text: 'x' }],
      'bad-length',
    ),
    {
      id: 'ERR-OVERLONG-03',
      title: 'The octets of a header count from its own first one, behind another message',
      requirements: ['ERR-7', 'ERR-19'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'status-request', id: 7 },
            { text: 'PSAP/1 ' },
            { repeat: 'x', times: MOST_HEADER_OCTETS - 8 },
          ],
        },
        { expect: { message: 'open', id: 7 } },
        { silence: 'a while' },
        { send: [{ text: 'x' }] },
        { expect: { error: 'bad-length', id: 0 } },
      ],
    },
    {
      id: 'ERR-NOTSERVED-01',
      title: 'Another address is not served, and the connection stays open',
      requirements: ['ERR-13', 'ERR-34'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, to: 'unserved address' }] },
        { expect: { error: 'not-served', id: 7, encoding: 'text', addresses: 'swapped' } },
        { send: [{ message: 'status-request', id: 8 }] },
        { expect: { message: 'open', id: 8 } },
      ],
    },
    {
      id: 'ERR-NOTSERVED-02',
      title: 'Another port than that of a direct listener is not served',
      requirements: ['ERR-13'],
      level: 'MUST',
      mode: 'direct',
      script: [
        { send: [{ message: 'status-request', id: 7, to: 'unserved port' }] },
        { expect: { error: 'not-served', id: 7, addresses: 'swapped' } },
      ],
    },
    {
      id: 'ERR-NOTSERVED-03',
      title: 'Information about another address is refused as not served',
      requirements: ['ERR-13', 'ERR-27', 'INFO-13'],
      level: 'MUST',
      script: [
        { send: [{ message: 'information-request', id: 7, to: 'unserved address', want: ['port'] }] },
        { expect: { message: 'refusal', error: 'not-served', id: 7, addresses: 'swapped' } },
      ],
    },
    faultCase({
      id: 'ERR-VALUE-01',
      title: 'An information request without a body is bad-value',
      requirements: ['ERR-14', 'INFO-13'],
      send: { message: 'information-request', id: 7 },
      error: 'bad-value',
      expect: { message: 'refusal', id: 7, addresses: 'swapped' },
    }),
    faultCase({
      id: 'ERR-VALUE-02',
      title: 'An information request with another WANT is bad-value',
      requirements: ['ERR-14', 'INFO-13'],
      send: { message: 'information-request', id: 7, want: ['weather'] },
      error: 'bad-value',
      expect: { message: 'refusal', id: 7 },
    }),
    faultCase({
      id: 'ERR-VALUE-03',
      title: 'An information request with an empty WANT is bad-value',
      requirements: ['ERR-14'],
      send: { message: 'information-request', id: 7, want: [''] },
      error: 'bad-value',
    }),
    faultCase({
      id: 'ERR-VALUE-04',
      title: 'One WANT that is neither is bad-value, also behind good ones',
      requirements: ['ERR-14'],
      send: { message: 'information-request', id: 7, want: ['port', 'os', 'ports'] },
      error: 'bad-value',
    }),
    faultCase({
      id: 'ERR-VALUE-06',
      title: 'An empty WANT is bad-value, also behind a good one',
      requirements: ['ERR-14'],
      send: { message: 'information-request', id: 7, want: ['port', ''] },
      error: 'bad-value',
    }),
    faultCase({
      id: 'ERR-VALUE-05',
      title: 'A WANT with a space behind its value is bad-value',
      requirements: ['ERR-14'],
      send: { message: 'information-request', id: 7, want: ['port '] },
      error: 'bad-value',
    }),
    faultCase({
      id: 'ERR-NOTOPEN-01',
      title: 'Information about a closed port is not-open',
      requirements: ['ERR-15', 'ERR-30'],
      send: { message: 'information-request', id: 7, to: 'closed', want: ['port'] },
      error: 'not-open',
      expect: { message: 'refusal', id: 7, addresses: 'swapped' },
    }),
    denialCase(
      1,
      'A status request that the policy denies is denied, and the connection stays open',
      [
        { message: 'status-request', id: 7 },
        { message: 'status-request', id: 8, encoding: 'binary' },
      ],
      [
        { error: 'denied', id: 7, encoding: 'text', kind: 'CONNECTION', addresses: 'swapped' },
        { error: 'denied', id: 8, encoding: 'binary', kind: 'CONNECTION', addresses: 'swapped' },
      ],
      'status denied',
    ),
    denialCase(
      2,
      'An information request that the policy denies is denied, and the connection stays open',
      [
        { message: 'information-request', id: 7, want: ['port'] },
        { message: 'information-request', id: 8, want: ['os'] },
      ],
      [
        { error: 'denied', id: 7, kind: 'GET', addresses: 'swapped' },
        { error: 'denied', id: 8, kind: 'GET' },
      ],
      'information denied',
    ),
    denialCase(
      3,
      'The policy is asked before the destination and before WANT',
      [
        { message: 'information-request', id: 7, to: 'unserved address', want: ['port'] },
        { message: 'information-request', id: 8, want: ['weather'] },
        { message: 'information-request', id: 9 },
      ],
      [
        { error: 'denied', id: 7 },
        { error: 'denied', id: 8 },
        { error: 'denied', id: 9 },
      ],
      'information denied',
    ),
    denialCase(
      4,
      'The policy is asked before the destination of a status request',
      [{ message: 'status-request', id: 7, to: 'unserved address' }],
      [{ error: 'denied', id: 7 }],
      'status denied',
    ),
    {
      id: 'ERR-DENIED-05',
      title: 'A message at fault is told its fault, also where its request would be denied',
      requirements: ['ERR-16'],
      level: 'MUST',
      needs: ['status denied'],
      script: [{ send: [header({ more: 'hello' })] }, { expect: { error: 'bad-header', id: 7 } }],
    },
    {
      id: 'ERR-BUSY-01',
      title: 'A connection over the limit is not served, and told busy, if anything',
      requirements: ['ERR-11', 'ERR-35', 'SEC-4'],
      level: 'MUST',
      needs: ['status', 'connection limit'],
      alone: true,
      connections: 1,
      play: async (bench) => (await fillUp(bench)) ?? isNotServed(bench),
    },
    {
      id: 'ERR-BUSY-02',
      title: 'A connection over the limit is told busy on accept',
      requirements: ['ERR-35'],
      level: 'MAY',
      needs: ['status', 'connection limit'],
      alone: true,
      connections: 1,
      play: async (bench) =>
        (await fillUp(bench)) ??
        bench.play([
          { connection: 'one too many' },
          { expect: { error: 'busy', id: 0, encoding: 'text', kind: 'CONNECTION', addresses: 'own' } },
          'closed',
        ]),
    },
    {
      id: 'ERR-BUSY-03',
      title: 'A connection that is told busy is closed as after every such error: first it is read on, for 2 s at most',
      why: 'A responder that tells it nothing, or resets it, may do so: then there is nothing to be seen here.',
      requirements: ['ERR-11', 'ERR-33', 'CONN-8'],
      level: 'MUST',
      needs: ['status', 'connection limit', 'end to end'],
      alone: true,
      connections: 1,
      play: async (bench) => (await fillUp(bench)) ?? closesAfterBusy(bench),
    },
    ...precedence.map(([word, send, error, title]) =>
      faultCase({
        id: `ERR-FIRST-${word}-01`,
        title: `Of several faults the first of the table is told: ${title}`,
        requirements: ['ERR-16'],
        send,
        error,
      }),
    ),
    {
      id: 'ERR-EARLY-01',
      title: 'What may still become PSAP is waited for',
      requirements: ['ERR-17'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, cut: [0, 6] }] },
        { silence: 'a while' },
        { send: [{ message: 'status-request', id: 7, cut: [6, 1_000] }] },
        { expect: { message: 'open', id: 7 } },
      ],
    },
    waits(
      'ERR-WHOLE-01',
      'A fault in a text header is judged once its blank line is there',
      ['ERR-18', 'TEXT-2'],
      [{ text: `${faultyHeader}\\r\\n\\r` }],
      [{ text: '\\n' }],
      'bad-type',
    ),
    waits(
      'ERR-WHOLE-02',
      'A fault in a binary header is judged once its 48 octets are there',
      ['ERR-18'],
      [{ message: 'status-request', id: 7, encoding: 'binary', body: '', patch: { 3: '02' }, cut: [0, 47] }],
      [{ hex: '50' }],
      'bad-type',
    ),
    faultCase({
      id: 'ERR-WHOLE-03',
      title: 'A fault in a header is judged before the body has come',
      requirements: ['ERR-18'],
      send: header({ more: 'hello', length: 'Length: 5' }),
      error: 'bad-header',
    }),
    faultCase({
      id: 'ERR-NOBODY-01',
      title: 'A body where none is allowed is bad-body before it has come',
      requirements: ['ERR-9', 'ERR-20'],
      send: header({ start: 'PSAP/1 COMMAND CONNECTION RST', length: 'Length: 5' }),
      error: 'bad-body',
      expect: { id: 7 },
    }),
    faultCase({
      id: 'ERR-NOBODY-02',
      title: 'A body where none is allowed is bad-body before it has come, in binary',
      requirements: ['ERR-9', 'ERR-20'],
      send: { message: 'end', id: 7, encoding: 'binary', patch: { 6: 'ffff' } },
      error: 'bad-body',
      expect: { id: 7 },
    }),
    waits(
      'ERR-BODY-01',
      'A greeting that is not UTF-8 is judged once it is whole',
      ['ERR-9', 'ERR-21'],
      [header({ length: 'Length: 3' }), { text: '\\xff\\xff' }],
      [{ text: '\\xff' }],
      'bad-body',
    ),
    waits(
      'ERR-BODY-02',
      'Attributes that are at fault are judged once the body is whole',
      ['ERR-9', 'ERR-21'],
      [{ message: 'information-request', id: 7, patch: { 6: '000a' } }, { hex: '00 0000 01 0004 706f' }],
      [{ hex: '7274' }],
      'bad-body',
    ),
    {
      id: 'ERR-SPLIT-01',
      title: 'Octets that are cut anywhere are answered as they are in one piece',
      why: 'The pieces may be joined on their way; then the case shows less, and nothing wrong.',
      requirements: ['ERR-22', 'CONN-6'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'status-request', id: 1 },
            { message: 'status-request', id: 2, encoding: 'binary' },
            { message: 'status-request', id: 3 },
          ],
          cut: [1, 5, 7, 33, 34, 150, 170, 200, 240],
        },
        { expect: { message: 'open', id: 1 } },
        { expect: { message: 'open', id: 2 } },
        { expect: { message: 'open', id: 3 } },
      ],
    },
    ...splits.map(splitCase),
    {
      id: 'ERR-SPLIT-02',
      title: 'An over-long header in pieces is judged as in one',
      requirements: ['ERR-22', 'ERR-19'],
      level: 'MUST',
      script: [
        {
          send: [{ text: 'PSAP/1 ' }, { repeat: 'x', times: MOST_HEADER_OCTETS }],
          cut: [3, 500, MOST_HEADER_OCTETS - 1],
        },
        { expect: { error: 'bad-length', id: 0 } },
      ],
    },
    {
      id: 'ERR-SPLIT-03',
      title: 'Answers and a fault are the same where their octets come at once',
      requirements: ['ERR-22', 'CONN-3'],
      level: 'MUST',
      script: [
        {
          send: [
            { message: 'status-request', id: 1 },
            { message: 'status-request', id: 2, encoding: 'binary' },
            header({ more: 'hello' }),
          ],
        },
        { expect: { message: 'open', id: 1 } },
        { expect: { message: 'open', id: 2 } },
        { expect: { error: 'bad-header', id: 7 } },
      ],
    },
    ...orders.map(([word, send, error, title]) =>
      faultCase({ id: `ERR-ORDER-${word}-01`, title, requirements: ['ERR-23'], send, error }),
    ),
    ...subjectless.map(([word, send, error, title]) =>
      faultCase({ id: `ERR-FAULT-${word}-01`, title, requirements: ['ERR-16', 'ERR-23'], send, error }),
    ),
    {
      id: 'ERR-ORDER-ADDRESS-01',
      title: 'The destination is judged before a filtered port, whose number another host may have too',
      requirements: ['ERR-23'],
      level: 'MUST',
      needs: ['status', 'filtered'],
      connections: 1,
      play: askElsewhere,
    },
    ...echoes.map(([word, send, error, expect, title, ...requirements]) =>
      faultCase({ id: `ERR-ECHO-${word}`, title, requirements, send, error, expect }),
    ),
    {
      id: 'ERR-FORM-01',
      title: 'An error in text is DATA CONNECTION ACK+RST, and its code stands first in its body',
      requirements: ['ERR-29', 'TEXT-21'],
      level: 'MUST',
      script: [
        { send: [header({ length: 'Length: x' })] },
        { expect: { message: 'status-error', error: 'bad-length', encoding: 'text' } },
      ],
    },
    {
      id: 'ERR-FORM-02',
      title: 'An error in binary is DATA with ACK+RST, and has its code once',
      requirements: ['ERR-30', 'ATTR-1'],
      level: 'MUST',
      script: [
        { send: [flagged('00')] },
        { expect: { message: 'status-error', encoding: 'binary', attributes: { ERROR_CODE: 'bad-flags' } } },
      ],
    },
    {
      id: 'ERR-FORM-03',
      title: 'A refusal is DATA GET ACK+RST, and has its code once',
      requirements: ['ERR-30', 'ATTR-1', 'INFO-13'],
      level: 'MUST',
      script: [
        { send: [{ message: 'information-request', id: 7, want: ['weather'] }] },
        { expect: { message: 'refusal', attributes: { ERROR_CODE: 'bad-value' } } },
      ],
    },
    {
      id: 'ERR-TEXT-01',
      title: 'An error has a text for people',
      requirements: ['ERR-31'],
      level: 'MAY',
      script: [
        { send: [{ message: 'information-request', id: 7, want: ['weather'] }] },
        { expect: { error: 'bad-value', id: 7, attributes: { ERROR_TEXT: '*' } } },
      ],
    },
    ...closing.map(
      ([word, send, error]): Case => ({
        id: `ERR-CLOSE-${word}-01`,
        title: `After ${error} the connection is closed`,
        requirements: ['ERR-33'],
        level: 'MUST',
        script: [{ send: [send] }, { expect: { error } }, 'closed'],
      }),
    ),
    ...closing.map(
      ([word, send, error]): Case => ({
        id: `ERR-DISCARD-${word}-01`,
        title: `What comes after ${error} is discarded, and not answered with a reset`,
        requirements: ['ERR-33', 'CONN-8'],
        level: 'MUST',
        script: [{ send: [send] }, { expect: { error } }, 'closed', ...discarded],
      }),
    ),
    ...refusals.map(
      ([word, send, error]): Case => ({
        id: `ERR-OPEN-${word}-01`,
        title: `After ${error} ${word.endsWith('GET') ? 'to an information request ' : ''}the connection stays open`,
        requirements: ['ERR-34'],
        level: 'MUST',
        script: [
          { send: [send] },
          { expect: { error, id: 7 } },
          { silence: 'a while' },
          { send: [{ message: 'status-request', id: 8 }] },
          { expect: { message: 'open', id: 8 } },
        ],
      }),
    ),
    {
      id: 'ERR-TIMEOUT-01',
      title: 'A message that is not complete within the message limit is answered with timeout, and not before',
      requirements: ['ERR-10', 'ERR-24', 'TIME-2', 'TIME-3'],
      level: 'MUST',
      script: [
        { send: [{ message: 'status-request', id: 7, cut: [0, 20] }] },
        { silence: { limit: 'message', times: 0.5 } },
        {
          send: [
            { message: 'status-request', id: 7, body: 'x', replace: { 'Length: 1': 'Length: 9999' }, cut: [20, 999] },
          ],
        },
        {
          expect: { error: 'timeout', ...nothing, encoding: 'text', within: { limit: 'message', times: 0.5 } },
          feed: 'x',
        },
        'closed',
      ],
    },
    {
      id: 'ERR-TIMEOUT-02',
      title: 'A binary message that is not complete within the message limit gets timeout in binary',
      requirements: ['ERR-10', 'ERR-24', 'ERR-28'],
      level: 'MUST',
      script: [
        { send: [{ message: 'information-request', id: 7, want: ['port'], cut: [0, 50] }] },
        { expect: { error: 'timeout', ...nothing, encoding: 'binary', within: { limit: 'message' } } },
        'closed',
        ...discarded,
      ],
    },
  ],
};
