import type { Endpoint } from '../../protocol/address.ts';
import { isError } from '../../protocol/answer.ts';
import { encodeAttributes } from '../../protocol/attributes.ts';
import { decodeErrorCode, encodeError } from '../../protocol/error-body.ts';
import type { ErrorCode } from '../../protocol/errors.ts';
import { type Message, NO_BODY } from '../../protocol/message.ts';
import type { Mutant } from './mutant.ts';
import { type Moment, sending } from './steps.ts';

/** Each field of each answer, wrong in each simple way that can still be encoded. */

const answers = ['open', 'closed', 'information', 'status-error', 'refusal', 'end'] as const;
type AnswerName = (typeof answers)[number];

type ChangeMessage = (message: Message, moment: Moment) => Message;

interface FieldChange {
  readonly what: string;
  readonly change: ChangeMessage;
  /** Where not all of them. */
  readonly of?: readonly AnswerName[];
  readonly clauses?: readonly string[];
}

const past = (port: number) => (port === 65_535 ? 1 : port + 1);
const before = (port: number) => (port === 1 ? 65_535 : port - 1);
const at = ({ address }: Endpoint, port: number): Endpoint => ({ address, port });

const changes: Readonly<Record<string, FieldChange>> = {
  'id one higher': { what: 'one more than the id', change: (message) => ({ ...message, id: (message.id + 1) >>> 0 }) },
  'id one lower': { what: 'one less than the id', change: (message) => ({ ...message, id: (message.id - 1) >>> 0 }) },
  'id 0': {
    what: 'id 0',
    change: (message) => ({ ...message, id: 0 }),
    of: ['open', 'closed', 'information', 'status-error', 'refusal'],
  },
  'id of 31 bits': {
    what: 'an id without its highest bit',
    change: (message) => ({ ...message, id: message.id & 0x7fff_ffff }),
    of: ['open'],
  },
  'id of 16 bits': {
    what: 'the lower half of the id',
    change: (message) => ({ ...message, id: message.id & 0xffff }),
    of: ['open'],
  },
  'id in little endian': {
    what: 'the id with its octets in the other order',
    change: (message) => ({ ...message, id: swapOctets(message.id) }),
  },
  'addresses unswapped': {
    what: 'source and destination as they came',
    change: (message) => ({ ...message, source: message.destination, destination: message.source }),
  },
  'source port one higher': {
    what: 'one more than the source port',
    change: (message) => ({ ...message, source: at(message.source, past(message.source.port)) }),
  },
  'source port one lower': {
    what: 'one less than the source port',
    change: (message) => ({ ...message, source: at(message.source, before(message.source.port)) }),
  },
  'destination port one higher': {
    what: 'one more than the destination port',
    change: (message) => ({ ...message, destination: at(message.destination, past(message.destination.port)) }),
  },
  'destination port one lower': {
    what: 'one less than the destination port',
    change: (message) => ({ ...message, destination: at(message.destination, before(message.destination.port)) }),
  },
  'source is its own end': {
    what: 'the own end of the connection as source',
    change: (message, { responder }) => ({ ...message, source: responder.local }),
    of: ['open', 'closed', 'information', 'status-error', 'refusal'],
  },
  'destination is the peer': {
    what: 'the end of the peer as destination',
    change: (message, { responder }) => ({ ...message, destination: responder.peer }),
    of: ['open', 'closed', 'information', 'status-error', 'refusal'],
  },
  'source of another address': {
    what: 'an address as source that is nobody’s',
    change: (message) => ({ ...message, source: at({ address: '203.0.113.77', port: 1 }, message.source.port) }),
  },
  'destination of another address': {
    what: 'an address as destination that is nobody’s',
    change: (message) => ({
      ...message,
      destination: at({ address: '203.0.113.77', port: 1 }, message.destination.port),
    }),
  },
  'in the other encoding': {
    what: 'the other encoding',
    change: (message) => inEncoding(message, message.encoding === 'text' ? 'binary' : 'text'),
    of: ['open', 'closed', 'status-error', 'end'],
    clauses: ['MSG-10', 'CONN-4', 'STATUS-8'],
  },
  'always in text': {
    what: 'the text encoding, whatever is asked',
    change: (message) => inEncoding(message, 'text'),
    of: ['open', 'closed', 'status-error', 'end'],
    clauses: ['MSG-10', 'CONN-4', 'STATUS-8'],
  },
  'always in binary': {
    what: 'the binary encoding, whatever is asked',
    change: (message) => inEncoding(message, 'binary'),
    of: ['open', 'closed', 'status-error', 'end'],
    clauses: ['MSG-10', 'CONN-4', 'MSG-12'],
  },
  'as open': {
    what: 'the name of `open`',
    change: (message) => ({ ...message, name: 'open', body: NO_BODY }),
    of: ['closed', 'status-error'],
  },
  'as closed': {
    what: 'the name of `closed`',
    change: (message) => ({ ...message, name: 'closed', body: NO_BODY }),
    of: ['open', 'status-error', 'end'],
  },
  'as an error': {
    what: 'the error not-open',
    change: (message) => ({
      ...message,
      name: 'status-error',
      body: encodeError(message.encoding, 'not-open'),
    }),
    of: ['open', 'closed'],
  },
  'as a refusal': {
    what: 'kind GET',
    change: (message) => ({
      ...message,
      encoding: 'binary',
      name: 'refusal',
      body: encodeError('binary', (decodeErrorCode(message) ?? 'not-open') as ErrorCode),
    }),
    of: ['open', 'closed', 'status-error', 'information'],
    clauses: ['ERR-27', 'MSG-5', 'STATUS-6', 'INFO-2', 'MSG-11'],
  },
  'as a status error': {
    what: 'kind CONNECTION',
    change: (message) => ({ ...message, name: 'status-error' }),
    of: ['refusal'],
    clauses: ['ERR-27', 'INFO-13'],
  },
  'as information': {
    what: 'the signals of information',
    change: (message) => ({ ...message, name: 'information', body: encodeAttributes([]) }),
    of: ['refusal'],
    clauses: ['INFO-13', 'ERR-30'],
  },
};

/** What a wrong id, address or name breaks, by what carries it. */
const nameClauses: Readonly<Record<AnswerName, readonly string[]>> = {
  open: ['STATUS-3'],
  closed: ['STATUS-4'],
  information: ['INFO-2'],
  'status-error': ['STATUS-6', 'ERR-29'],
  refusal: ['INFO-13', 'ERR-30'],
  end: ['END-6', 'CONN-13'],
};
const idClauses = (name: AnswerName) =>
  name === 'end' ? ['END-6'] : isError({ name }) ? ['ID-3', 'ERR-25'] : ['ID-3'];
const addressClauses = (name: AnswerName) =>
  name === 'end' ? ['END-6', 'ADDR-10'] : isError({ name }) ? ['MSG-8', 'ERR-26'] : ['MSG-8'];

export const fieldMutants: readonly Mutant[] = Object.entries(changes).flatMap(([how, { what, change, of, clauses }]) =>
  (of ?? answers).map((name) => ({
    id: `field: ${name}, ${how}`,
    what: `An answer \`${name}\` has ${what}.`,
    clauses: [
      ...(clauses ?? []),
      ...(how.startsWith('id')
        ? idClauses(name)
        : /address|source|destination/.test(how)
          ? addressClauses(name)
          : how.includes('in ')
            ? ['ERR-28'].filter(() => isError({ name }))
            : nameClauses[name]),
    ],
    change: sending((message, moment) => (message.name === name ? change(message, moment) : message)),
  })),
);

function swapOctets(id: number): number {
  return ((id << 24) | ((id & 0xff00) << 8) | ((id >>> 8) & 0xff00) | (id >>> 24)) >>> 0;
}

function inEncoding(message: Message, encoding: Message['encoding']): Message {
  if (message.name !== 'status-error' || message.encoding === encoding) return { ...message, encoding };
  return { ...message, encoding, body: encodeError(encoding, decodeErrorCode(message) as ErrorCode) };
}
