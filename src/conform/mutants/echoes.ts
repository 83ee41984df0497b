import type { Endpoint } from '../../protocol/address.ts';
import { parseEndpoint } from '../../protocol/address.ts';
import { decodeErrorCode, encodeError } from '../../protocol/error-body.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import { clauseOf, errorCodes } from '../../protocol/errors.ts';
import { MAGIC_BINARY, type Message } from '../../protocol/message.ts';
import type { Echo } from '../../protocol/violation.ts';
import { hasCode } from './codes.ts';
import { family, type Mutant } from './mutant.ts';
import { reading } from './reading.ts';
import { type Moment, sending } from './steps.ts';
import { toText } from './wire.ts';

/** Errors that repeat something else of the message than they have to (section 9.4). */

const blank = ['bad-magic', 'bad-version', 'timeout', 'busy'] as const satisfies readonly ErrorCode[];
const echoing = errorCodes.filter((code) => !(blank as readonly ErrorCode[]).includes(code));

const saying = (code: ErrorCode, change: (message: Message, moment: Moment) => Message) =>
  sending((message, moment) => (hasCode(message, code) ? change(message, moment) : message));

/** Changes what is repeated of a message at fault. */
const echoed = (change: (echo: Echo, frame: Uint8Array) => Partial<Echo>) =>
  reading({
    judges: (violation, frame) => ({ ...violation, echo: { ...violation.echo, ...change(violation.echo, frame) } }),
  });

const toBinary = (message: Message): Message =>
  message.encoding === 'binary'
    ? message
    : { ...message, encoding: 'binary', body: encodeError('binary', decodeErrorCode(message) as ErrorCode) };
const toTextForm = (message: Message): Message =>
  message.encoding === 'text' || message.name === 'refusal'
    ? message
    : { ...message, encoding: 'text', body: encodeError('text', decodeErrorCode(message) as ErrorCode) };

export const echoMutants: readonly Mutant[] = [
  ...echoing.flatMap((code) =>
    family(`echo: ${code}`, {
      'with id 0': [`${code} has the id 0.`, `ERR-25 ${clauseOf(code)}`, saying(code, (one) => ({ ...one, id: 0 }))],
      'with the own addresses': [
        `${code} has the own addresses.`,
        `ERR-26 ${clauseOf(code)}`,
        saying(code, (one, { responder: { local, peer } }) => ({ ...one, source: local, destination: peer })),
      ],
      'with addresses unswapped': [
        `${code} has the addresses as they came.`,
        `ERR-26 MSG-8`,
        saying(code, (one) => ({ ...one, source: one.destination, destination: one.source })),
      ],
      'in the other encoding': [
        `${code} is in the other encoding.`,
        `ERR-28 MSG-10`,
        saying(code, (one) => (one.encoding === 'text' ? toBinary(one) : toTextForm(one))),
      ],
    }),
  ),
  ...(['bad-type', 'bad-encoding', 'bad-address', 'bad-body', 'denied', 'not-served'] as const).flatMap((code) =>
    family(`echo: ${code}`, {
      'always of kind CONNECTION': [
        `${code} has the kind CONNECTION, also about a GET.`,
        `ERR-27 ${clauseOf(code)}`,
        saying(code, (one) => ({ ...one, name: 'status-error' })),
      ],
    }),
  ),
  ...blank.flatMap((code) =>
    family(`echo: ${code}`, {
      'with an id': [`${code} has the id 1.`, `ERR-24 ${clauseOf(code)}`, saying(code, (one) => ({ ...one, id: 1 }))],
      'with addresses unswapped': [
        `${code} has the own addresses the wrong way round.`,
        'ERR-24 ADDR-10',
        saying(code, (one) => ({ ...one, source: one.destination, destination: one.source })),
      ],
      'of kind GET': [
        `${code} is a refusal.`,
        'ERR-24',
        saying(code, (one) => ({ ...toBinary(one), name: 'refusal' })),
      ],
      'in the other encoding': [
        `${code} is in the other encoding.`,
        'ERR-28',
        saying(code, (one) => (one.encoding === 'text' ? toBinary(one) : toTextForm(one))),
      ],
    }),
  ),
  ...family('echo', {
    'the id of a repeated Id': [
      'Where Id stands more than once it repeats the first.',
      'ERR-25',
      echoed((echo, frame) => ({ id: firstId(frame) ?? echo.id })),
    ],
    'the digits of a malformed Id': [
      'It repeats as much of a malformed Id as is a number.',
      'ERR-25',
      echoed((echo, frame) => ({ id: digitsOfId(frame) ?? echo.id })),
    ],
    'one good address': [
      'Where one of the addresses is fit to be repeated, it repeats that one.',
      'ERR-26',
      echoed((echo, frame) => (echo.addresses === undefined ? { addresses: goodAddresses(frame) } : {})),
    ],
    'the own addresses with the kind GET': [
      'It repeats the addresses of status requests alone.',
      'ERR-26',
      echoed((echo) => (echo.kind === 'GET' ? { addresses: undefined } : {})),
    ],
    'the port 0': [
      'It repeats addresses with the port 0, as the port 1.',
      'ERR-26',
      echoed((echo, frame) => (echo.addresses === undefined ? { addresses: binaryAddresses(frame) } : {})),
    ],
    'kind GET in text': [
      'A GET in text is answered in binary with the kind GET.',
      'ERR-27 ERR-28',
      echoed((echo, frame) =>
        toText(frame.subarray(0, 40)).startsWith('PSAP/1 COMMAND GET')
          ? { ...echo, kind: 'GET', encoding: 'binary' }
          : {},
      ),
    ],
    'kind CONNECTION to DATA': [
      'It repeats the kind of commands alone.',
      'ERR-27',
      echoed((echo, frame) => (echo.encoding === 'binary' && frame[3] === 1 ? { kind: 'CONNECTION' } : {})),
    ],
    'kind GET where both are set': [
      'Where both kinds are set it answers with GET.',
      'ERR-27',
      echoed((echo, frame) => (echo.encoding === 'binary' && (frame[4]! & 2) !== 0 ? { kind: 'GET' } : {})),
    ],
    'kind GET where none is set': [
      'Where no kind is set it answers with GET.',
      'ERR-27',
      echoed((echo, frame) => (echo.encoding === 'binary' && (frame[4]! & 1) === 0 ? { kind: 'GET' } : {})),
    ],
    'control characters': [
      'The text for people repeats what is wrong as it came.',
      'SEC-8',
      reading({
        judges: (violation, frame) => ({ ...violation, actual: toText(frame).replaceAll(/[\x80-\xff]/g, '?') }),
      }),
    ],
    'control characters beyond ASCII': [
      'The text for people repeats the controls from U+0080 to U+009F.',
      'SEC-8',
      reading({
        judges: (violation, frame) => ({
          ...violation,
          actual: toText(frame).replace(/\p{Cc}/gu, (control) => (control < '\x80' ? '?' : control)),
        }),
      }),
    ],
  }),
];

function firstId(frame: Uint8Array): number | undefined {
  const found = /^Id: *(\d{1,9}) *\r/im.exec(toText(frame));
  return found === null ? undefined : Number(found[1]);
}

function digitsOfId(frame: Uint8Array): number | undefined {
  const found = /^Id: *[+-]?(\d{1,9})/im.exec(toText(frame));
  return found === null ? undefined : Number(found[1]);
}

const NOWHERE: Endpoint = { address: '203.0.113.77', port: 9 };

function goodAddresses(frame: Uint8Array): Echo['addresses'] {
  const text = toText(frame);
  const read = (name: string) => parseEndpoint(new RegExp(`^${name}: *([^\r]*?) *\r`, 'im').exec(text)?.[1] ?? '');
  const [source, destination] = [read('Source'), read('Destination')];
  if (source === undefined && destination === undefined) return undefined;
  return { source: source ?? NOWHERE, destination: destination ?? NOWHERE };
}

/** Those of a binary message, as far as they can be written again. */
function binaryAddresses(frame: Uint8Array): Echo['addresses'] {
  if (frame[0] !== MAGIC_BINARY) return undefined;
  const port = (at: number) => (frame[at]! << 8) | frame[at + 1]! || 1;
  return {
    source: { address: NOWHERE.address, port: port(28) },
    destination: { address: NOWHERE.address, port: port(46) },
  };
}
