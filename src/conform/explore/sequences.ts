import fc, { type Arbitrary } from 'fast-check';
import type { End, Part, Subject, WrittenMessage } from '../case.ts';
import { subjects } from '../case.ts';
import type { Door, TargetProfile } from '../profile.ts';
import { findSubject } from '../subjects.ts';

/** Random sequences of what a suite can do to a responder: data in its own notation, that shrinks to what is simple. */

/** Something that is done on one of a few connections. */
export interface Move {
  /** The connection, from 0; it is dialled where it is not there yet. */
  readonly on: number;
  /** What has to come is read after a later move on this connection, and not after this one. */
  readonly later: boolean;
  readonly deed: Deed;
}

export type Deed = { readonly send: readonly Part[]; readonly cut: readonly number[] } | 'finish' | 'leave' | 'abort';

export type Sequence = readonly Move[];

/** No more at the same time: a target may serve few. */
export const MOST_CONNECTIONS = 3;
const MOST_MOVES = 8;
const MOST_PARTS = 4;
const MOST_CUTS = 4;

/**
 * Where requests say that they come from. Never our own end: its length in text is that of a port that chance picks, and
 * a cut would fall elsewhere each time.
 */
const SOURCES = ['198.51.100.7:40112', '[2001:db8::7]:40112'] as const;

/** Whatever fails is tried as the first alternative too, which is the simplest. */
const SIMPLEST = { withCrossShrink: true };

/** Sequences about the subjects that the profile declares behind that door. */
export function sequences(profile: TargetProfile, door: Door): Arbitrary<Sequence> {
  const known = subjects.filter((subject) => findSubject(subject, profile, door) !== undefined);
  const parts = fc.array(part(known), { minLength: 1, maxLength: MOST_PARTS });
  // Two cuts lie within a message or between two; more of them in a header.
  const cut = fc.array(fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 400 })), {
    maxLength: MOST_CUTS,
  });
  const deed: Arbitrary<Deed> = fc.oneof(
    SIMPLEST,
    { weight: 8, arbitrary: fc.record({ send: parts, cut }) },
    { weight: 1, arbitrary: fc.constantFrom('finish', 'leave', 'abort') },
  );
  const connections = Math.min(MOST_CONNECTIONS, profile.limits.connections ?? MOST_CONNECTIONS);
  const on = fc.nat({ max: connections - 1 });
  return fc.array(fc.record({ on, later: fc.boolean(), deed }), { minLength: 1, maxLength: MOST_MOVES });
}

function part(known: readonly Subject[]): Arbitrary<Part> {
  return fc.oneof(
    SIMPLEST,
    { weight: 6, arbitrary: goodMessage(known) },
    { weight: 3, arbitrary: damagedText(known) },
    { weight: 2, arbitrary: damagedBinary(known) },
    { weight: 1, arbitrary: anyOctet(known) },
    { weight: 1, arbitrary: noMessage },
  );
}

const id = fc.constantFrom(0, 1, 0xffff_ffff);
const from = fc.constantFrom(...SOURCES);
const encoding = fc.constantFrom('text' as const, 'binary' as const);
const greeting = fc.constantFrom(
  '',
  'hello',
  'gr\u00fc\u00df',
  'PSAP/1 COMMAND CONNECTION SYN\\r\\n\\r\\n',
  '\\x89P',
  '\\xff',
  'a\\x00',
);
const want = fc.array(fc.constantFrom('port', 'os', '', 'Port'), { maxLength: 3 });
const attributes = fc.array(
  fc.tuple(fc.constantFrom('WANT', 'SERVICE', 'HOSTNAME', 'ERROR_CODE'), fc.constantFrom('port', 'os', 'x', '')),
  { maxLength: 3 },
);

/** A subject as a destination; the open one, which is the default, is not said. */
function to(known: readonly Subject[]): Arbitrary<End> {
  return fc.constantFrom(...known.toSorted((one, other) => subjects.indexOf(one) - subjects.indexOf(other)));
}

/** Well-formed but for a greeting that is not UTF-8, and attributes that repeat. */
function goodMessage(known: readonly Subject[]): Arbitrary<WrittenMessage> {
  const ends = { id, from, to: to(known) };
  return fc.oneof(
    SIMPLEST,
    { weight: 5, arbitrary: optional({ message: fc.constant('status-request'), ...ends, encoding, body: greeting }) },
    { weight: 3, arbitrary: optional({ message: fc.constant('information-request'), ...ends, want }, ['want']) },
    { weight: 1, arbitrary: optional({ message: fc.constant('information-request'), ...ends, attributes }) },
    { weight: 1, arbitrary: optional({ message: fc.constant('end'), ...ends, encoding }) },
    { weight: 1, arbitrary: optional({ message: fc.constantFrom('open', 'closed'), ...ends, encoding }) },
  );
}

/** What stands once in every message in text, and what may stand there instead. Each can be wrong by itself. */
const textDamages: Readonly<Record<string, readonly string[]>> = {
  'PSAP/1': ['PSAP/2', 'PSAP/11', 'PSAP/1x', 'psap/1', 'PSAQ/1'],
  COMMAND: ['DATA', 'command', ''],
  ' CONNECTION ': [' GET ', ' connection ', ' ', ' CONNECTION  '],
  '\\r\\nId: ': [
    '\\nId: ',
    '\\r\\niD:',
    '\\r\\nId: 5\\r\\nId: ',
    '\\r\\nX: ',
    '\\r\\nId: 0',
    '\\r\\nX-Y: \\t\\r\\nId: ',
  ],
  'Source: ': ['source:  ', 'Source: 0', 'Source: [::1]:9\\r\\nSource: ', 'X: '],
  'Encoding: text': [
    'ENCODING:text  ',
    'Encoding: binary',
    'Encoding: Text',
    'Encoding: text\\r\\nEncoding: text',
    'X: text',
  ],
  'Length: ': ['length:', 'Length: 0', 'Length: +', 'Length: 9', 'Length: 99999', 'X: '],
  '\\r\\n\\r\\n': ['\\n\\n', '\\r\\n\\n', '\\r\\nx\\r\\n\\r\\n', '\\r\\n: \\r\\n\\r\\n', '\\r\\n x: y\\r\\n\\r\\n'],
};

function damagedText(known: readonly Subject[]): Arbitrary<WrittenMessage> {
  const replace = fc.record(
    Object.fromEntries(Object.entries(textDamages).map(([found, instead]) => [found, fc.constantFrom(...instead)])),
    { requiredKeys: [] },
  );
  const fields = { id, to: to(known), replace };
  return fc.oneof(
    SIMPLEST,
    {
      weight: 3,
      arbitrary: optional({ message: fc.constant('status-request'), ...fields, body: greeting }, ['replace']),
    },
    { weight: 1, arbitrary: optional({ message: fc.constant('end'), ...fields }, ['replace']) },
  );
}

/** The same by offset in a binary header. */
const binaryDamages: Readonly<Record<string, readonly string[]>> = {
  1: ['51'],
  2: ['00', '02'],
  3: ['01', '07'],
  4: ['25', '03', '00', '15', '0a'],
  5: ['00', '02'],
  6: ['00 00', '00 01', '00 05', '01 00'],
  28: ['00 00'],
  46: ['00 00'],
};

function damagedBinary(known: readonly Subject[]): Arbitrary<WrittenMessage> {
  const header = Object.entries(binaryDamages).map(([at, hex]) => [at, fc.constantFrom(...hex)] as const);
  const ends = { id, to: to(known) };
  const binary = fc.constant('binary' as const);
  const patch = fc.record(Object.fromEntries(header), { requiredKeys: [] });
  // The first attribute: its tag, the end of its length, the beginning of its value.
  const inBody = {
    48: fc.constantFrom('00', '02', '10'),
    50: fc.constantFrom('00', '05', 'ff'),
    51: fc.constant('c0'),
  };
  const bodyPatch = fc.record({ ...Object.fromEntries(header), ...inBody }, { requiredKeys: [] });
  const wants = fc.constantFrom(['port'], ['os', 'port']);
  return fc.oneof(
    optional({ message: fc.constantFrom('status-request', 'end'), ...ends, encoding: binary, patch }, [
      'encoding',
      'patch',
    ]),
    optional({ message: fc.constant('information-request'), ...ends, want: wants, patch: bodyPatch }, [
      'want',
      'patch',
    ]),
  );
}

/** One octet of it is any, or it ends too early. */
function anyOctet(known: readonly Subject[]): Arbitrary<WrittenMessage> {
  const octet = fc
    .tuple(fc.nat({ max: 47 }), fc.nat({ max: 0xff }))
    .map(([at, value]) => ({ [at]: value.toString(16).padStart(2, '0') }));
  const cut = fc.nat({ max: 140 }).map((length): [number, number] => [0, length]);
  const fields = { message: fc.constant('status-request'), to: to(known), encoding, patch: octet, cut };
  return optional(fields);
}

const noMessage: Arbitrary<Part> = fc.constantFrom<Part[]>(
  { text: 'GET / HTTP/1.1\\r\\n\\r\\n' },
  { text: '\\r\\n' },
  { hex: '89' },
  { text: 'PSAP/' },
  { repeat: 'PSAP/1 x', times: 128 },
);

/** A message of these fields, of which only those that are required always stand. */
function optional(
  fields: Readonly<Record<string, Arbitrary<unknown>>>,
  required: readonly string[] = [],
): Arbitrary<WrittenMessage> {
  return fc.record(fields, { requiredKeys: ['message', ...required] }) as Arbitrary<WrittenMessage>;
}
