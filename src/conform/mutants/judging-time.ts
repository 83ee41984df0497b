import { BINARY_HEADER_OCTETS, MAGIC_BINARY } from '../../protocol/message.ts';
import { concatenate } from '../../protocol/octets.ts';
import { blankEcho, type Violation } from '../../protocol/violation.ts';
import { faultsIn } from './frame-faults.ts';
import { family, type Mutant } from './mutant.ts';
import { reading } from './reading.ts';
import { toText } from './wire.ts';

/** Faults that are judged too late, or at another place of the message than they have to be (section 9.3). */

const isCode =
  (...codes: readonly Violation['code'][]) =>
  ({ code }: Violation) =>
    codes.includes(code);

/** A text message whose body is filled up with letters. */
function wholeGreeting(begun: Uint8Array): Uint8Array | undefined {
  const [, header, octets] = /^(PSAP\/1 .*?\r\nLength: (\d+)\r\n\r\n)/s.exec(toText(begun)) ?? [];
  if (header === undefined) return undefined;
  const missing = header.length + Number(octets) - begun.length;
  return concatenate([begun, new Uint8Array(missing).fill(0x78)]);
}

/** An information request with as much of its body as is there in whole attributes. */
function wholeAttributes(begun: Uint8Array): Uint8Array | undefined {
  if (begun[0] !== MAGIC_BINARY || begun[4] !== 0x06) return undefined;
  let at = BINARY_HEADER_OCTETS;
  for (let next = at; next <= begun.length; next += 3 + ((begun[next + 1]! << 8) | begun[next + 2]!)) {
    at = next;
    if (next + 3 > begun.length) break;
  }
  if (at <= BINARY_HEADER_OCTETS) return undefined;
  const whole = begun.slice(0, at);
  whole[6] = (at - BINARY_HEADER_OCTETS) >> 8;
  whole[7] = (at - BINARY_HEADER_OCTETS) & 0xff;
  return whole;
}

export const judgingTimeMutants: readonly Mutant[] = family('judged', {
  'magic at the end of the header': [
    'It judges bad-magic when a header is whole.',
    'ERR-17 ERR-1',
    reading({ waits: isCode('bad-magic') }),
  ],
  'version at the end of the header': [
    'It judges bad-version when a header is whole.',
    'ERR-17 ERR-2',
    reading({ waits: isCode('bad-version') }),
  ],
  'text magic at five octets': [
    'It judges the magic of text once five octets are there.',
    'ERR-17 ERR-1',
    reading({ waits: ({ code, offset }) => code === 'bad-magic' && offset > 0 && offset < 5 }),
  ],
  'header with the body': [
    'It judges a header when the body is whole too.',
    'ERR-18 ERR-20',
    reading({ waits: ({ code }) => !['bad-magic', 'bad-version'].includes(code) && code !== 'bad-body' }),
  ],
  'forbidden body with the body': [
    'It judges a body where none is allowed when that is there.',
    'ERR-20 ERR-18',
    reading({ waits: isCode('bad-body') }),
  ],
  'a greeting as it comes': [
    'It judges a greeting that is not UTF-8 before that is whole.',
    'ERR-21',
    reading({ hurries: wholeGreeting }),
  ],
  'attributes as they come': [
    'It judges each attribute as soon as it is there.',
    'ERR-21',
    reading({ hurries: wholeAttributes }),
  ],
  'end with the body before its header': [
    'It reports a body where none is allowed before what is wrong with the header.',
    'ERR-16 ERR-20',
    reading({
      judges: (violation, frame) =>
        faultsIn(frame).has('bad-body') && violation.code !== 'bad-body'
          ? { ...violation, code: 'bad-body' }
          : violation,
    }),
  ],
  'binary version before the second octet': [
    'It echoes what it can of a message whose version it does not know.',
    'ERR-24',
    reading({
      waits: isCode('bad-version'),
      judges: (violation, frame) =>
        violation.code === 'bad-version' && frame[0] === MAGIC_BINARY && frame.length >= BINARY_HEADER_OCTETS
          ? { ...violation, echo: { ...blankEcho('binary'), id: frame[11]! } }
          : violation,
    }),
  ],
});
