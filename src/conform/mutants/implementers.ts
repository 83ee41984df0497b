import { encodeError } from '../../protocol/error-body.ts';
import { NO_BODY } from '../../protocol/message.ts';
import { family, type Mutant } from './mutant.ts';
import { reading } from './reading.ts';
import { seeing, sending } from './steps.ts';
import { toText, withConnection, withHandler, writingText } from './wire.ts';

/** What implementers really do, each from the habits of another protocol or language. */

export const implementerMutants: readonly Mutant[] = family('implementer', {
  'trims a message': [
    'It trims white space around a message, as line protocols do.',
    'TEXT-1 CONN-6',
    reading({ text: (header, body) => [`${header.trim()}\r\n\r\n`, body] }),
  ],
  'believes the greeting': [
    'It answers for the port that the greeting names.',
    'STATUS-7',
    seeing(({ event }) => {
      if (event.kind !== 'message' || event.message.name !== 'status-request') return {};
      const port = Number(/with port (\d{1,5})$/.exec(toText(event.message.body))?.[1] ?? 0);
      if (port < 1 || port > 65_535) return {};
      const destination = { ...event.message.destination, port };
      return { event: { ...event, message: { ...event.message, destination } } };
    }),
  ],
  'greets back': [
    'It sends the greeting back with `open`.',
    'STATUS-3 MSG-5',
    writingText((text, { name }) => (name === 'open' ? `${text.replace('Length: 0', 'Length: 6')}Hello!` : text)),
  ],
  'reads the body as a string': [
    'It counts the characters of a body, and not its octets.',
    'TEXT-1 TEXT-20',
    reading({
      text: (header, body) => [
        header.replace(/^(Length: *)\d+/im, (_, name) => `${name}${decoded(body).length}`),
        decoded(body).replace(/[^\0-\x7f]/g, '?'),
      ],
      waits: () => false,
    }),
  ],
  'replaces what is not UTF-8': [
    'It replaces what is not UTF-8, as lenient decoders do.',
    'TEXT-20 ERR-9',
    reading({
      text: (header, body) => {
        const octets = new TextEncoder().encode(decoded(body));
        return [header.replace(/^(Length: *)\d+/im, `$1${octets.length}`), toText(octets)];
      },
    }),
  ],
  'reads numbers as its language does': [
    'It takes every number that its language reads.',
    'TEXT-15 TEXT-16 TEXT-17 ERR-6 ERR-7',
    reading({
      text: (header) =>
        header.replace(/^((?:Id|Length): *)([^\r ]+)( *\r)/gim, (whole, name, digits, rest) =>
          Number.isInteger(Number(digits)) && Number(digits) >= 0 ? `${name}${Number(digits)}${rest}` : whole,
        ),
    }),
  ],
  'keeps 32 bits signed': [
    'It keeps the id in 32 signed bits, and writes it so.',
    'TEXT-16 ID-2 ID-3',
    writingText((text) =>
      text.replace(/^(Id: )(\d+)/m, (whole, name, id) =>
        Number(id) > 0x7fff_ffff ? `${name}${Number(id) | 0}` : whole,
      ),
    ),
  ],
  'keeps numbers as floats': [
    'It keeps the id in a float of 32 bits.',
    'ID-3',
    sending((message) => ({ ...message, id: Math.min(Math.fround(message.id), 0xffff_ffff) })),
  ],
  'treats headers as HTTP does': [
    'It joins what a field has on several lines, and takes the last.',
    'TEXT-8 ERR-6',
    reading({ text: (header) => header.replace(/^((\w+):[^\r]*)\r\n(?=\2:)/gim, '') }),
  ],
  'needs a Host': [
    'It denies requests that have no field User-Agent.',
    'TEXT-14 STATUS-6',
    seeing(({ responder, event }) =>
      event.kind === 'message' && event.message.encoding === 'text'
        ? { responder: { ...responder, host: { ...responder.host, allows: () => false } } }
        : {},
    ),
  ],
  'says what it cannot parse in words': [
    'The text for people begins with the code in words.',
    'TEXT-21 ERR-29',
    writingText((text, { name }) => (name === 'status-error' ? text.replace(/(\r\n\r\n)bad-(\w+)/, '$1bad $2') : text)),
  ],
  'closes silently': [
    'It closes the connection where a message is at fault, and says nothing.',
    'ERR-16 ERR-6 ERR-4',
    sending((message, { event }) => (event?.kind === 'violation' ? undefined : message)),
  ],
  resets: [
    'It resets the connection where a message is at fault.',
    'ERR-16 ERR-33 CONN-8',
    {
      wrap: withConnection((connection) => {
        let hasFault = false;
        return {
          write(octets) {
            hasFault ||= toText(octets).includes('bad-');
            return hasFault ? true : connection.write(octets);
          },
          end: () => (hasFault ? connection.reset() : connection.end()),
        };
      }),
    },
  ],
  'answers in its own encoding': [
    'It answers in the encoding of the first message of the connection.',
    'MSG-10 CONN-4 ERR-28',
    (() => {
      const first = new WeakMap<object, 'text' | 'binary'>();
      return sending((message, { responder, event }) => {
        if (event?.kind !== 'message') return message;
        const encoding = first.get(responder) ?? message.encoding;
        first.set(responder, encoding);
        const canBeWritten = message.name === 'open' || message.name === 'closed';
        return canBeWritten ? { ...message, encoding } : message;
      });
    })(),
  ],
  'forgets the encoding of a fault': [
    'It says every error in text.',
    'ERR-28 MSG-10',
    sending((message, { event }) =>
      event?.kind === 'violation' && message.encoding === 'binary'
        ? { ...message, name: 'status-error', encoding: 'text', body: encodeError('text', event.violation.code) }
        : message,
    ),
  ],
  'writes timeouts in text': [
    'It says timeout and `end` in text, whatever came before.',
    'ERR-28 END-6',
    sending((message, { event }) => {
      if (event?.kind !== 'timer') return message;
      return { ...message, encoding: 'text', body: message.name === 'end' ? NO_BODY : encodeError('text', 'timeout') };
    }),
  ],
  'waits for the peer to end': [
    'It answers when the peer has ended its side.',
    'CONN-2 STATUS-6',
    {
      wrap: (acceptor) => (connection) => {
        const held: Uint8Array[] = [];
        return withHandler((handler) => ({
          received: (octets) => {
            held.push(octets.slice());
          },
          ended: (inner) => {
            for (const octets of held) handler.received(octets, inner);
            handler.ended(inner);
          },
        }))(acceptor)(connection);
      },
    },
  ],
  'says nothing about the host': [
    'It knows of no WANT but `port`.',
    'INFO-5 INFO-7 ERR-14 ATTR-9',
    sending((message, { event }) =>
      event?.kind === 'message' && message.name === 'information' && !hasService(message.body)
        ? { ...message, name: 'refusal', body: encodeError('binary', 'bad-value') }
        : message,
    ),
  ],
});

function decoded(body: string): string {
  return new TextDecoder().decode(Uint8Array.from(body, (character) => character.charCodeAt(0)));
}

function hasService(body: Uint8Array): boolean {
  return body[0] === 0x10;
}
