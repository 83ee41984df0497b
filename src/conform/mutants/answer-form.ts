import { type Endpoint, formatEndpoint } from '../../protocol/address.ts';
import { family, type Mutant } from './mutant.ts';
import { toOctets, writing, writingBinary, writingText } from './wire.ts';

/** Answers that are written otherwise than encoders have to. */

const field = (name: string, change: (value: string) => string) =>
  writingText((text) =>
    text.replace(new RegExp(`^(${name}: )([^\r]*)`, 'm'), (_, head, value) => head + change(value)),
  );

export const textFormMutants: readonly Mutant[] = family('text', {
  'line ends of LF': [
    'Lines end with LF alone.',
    'TEXT-4 TEXT-22',
    writingText((text) => text.replaceAll('\r\n', '\n')),
  ],
  'one space less': ['No space stands after a colon.', 'TEXT-22', writingText((text) => text.replace('Id: ', 'Id:'))],
  'one space more': [
    'Two spaces stand after a colon.',
    'TEXT-22',
    writingText((text) => text.replace('Id: ', 'Id:  ')),
  ],
  'a space at the end': [
    'A space stands at the end of a line.',
    'TEXT-22',
    writingText((text) => text.replace('Encoding: text', 'Encoding: text ')),
  ],
  'names in lower case': [
    'Names of fields are in lower case.',
    'TEXT-22',
    writingText((text) => text.replace('Id:', 'id:').replace('Length:', 'length:')),
  ],
  'another order': [
    'Destination stands before Source.',
    'TEXT-22',
    writingText((text) => text.replace(/(Source: .*\r\n)(Destination: .*\r\n)/, '$2$1')),
  ],
  'a field more': [
    'A field stands in it that nobody knows.',
    'TEXT-22',
    writingText((text) => text.replace('\r\nLength', '\r\nServer: x\r\nLength')),
  ],
  'a field less': [
    'Encoding is left out.',
    'TEXT-8 MSG-1',
    writingText((text) => text.replace('Encoding: text\r\n', '')),
  ],
  'no length': [
    'Length is left out where there is no body.',
    'TEXT-8 MSG-1',
    writingText((text) => text.replace('Length: 0\r\n', '')),
  ],
  'a field twice': ['Id stands twice.', 'TEXT-8', writingText((text) => text.replace(/(Id: .*\r\n)/, '$1$1'))],
  'version 1.0': ['The version is 1.0.', 'MSG-2', writingText((text) => text.replace('PSAP/1 ', 'PSAP/1.0 '))],
  'version 2': ['The version is 2.', 'MSG-2', writingText((text) => text.replace('PSAP/1 ', 'PSAP/2 '))],
  'type COMMAND': [
    'An answer is a COMMAND.',
    'MSG-3 MSG-7',
    writingText((text) => text.replace(' DATA ', ' COMMAND ')),
  ],
  'type in lower case': [
    'The type is `data`.',
    'MSG-3 TEXT-6',
    writingText((text) => text.replace(' DATA ', ' data ')),
  ],
  'kind GET': ['The kind is GET.', 'MSG-4 MSG-11', writingText((text) => text.replace(' CONNECTION ', ' GET '))],
  'signals in another order': [
    'Signals stand in another order.',
    'TEXT-7',
    writingText((text) => text.replace('SYN+ACK', 'ACK+SYN').replace('ACK+RST', 'RST+ACK')),
  ],
  'signals with commas': ['Signals are joined by commas.', 'TEXT-7', writingText((text) => text.replace('+', ','))],
  'RST alone': [
    '`closed` and errors have RST alone.',
    'MSG-5 ERR-29',
    writingText((text) => text.replace('ACK+RST', 'RST')),
  ],
  'id with a leading zero': ['The id has a leading zero.', 'TEXT-15 TEXT-16', field('Id', (value) => `0${value}`)],
  'id in hexadecimal': [
    'The id is in hexadecimal.',
    'TEXT-15 TEXT-16',
    field('Id', (value) => `0x${Number(value).toString(16)}`),
  ],
  'encoding in capitals': ['Encoding is `TEXT`.', 'TEXT-6 TEXT-18', field('Encoding', () => 'TEXT')],
  'length one too long': [
    'Length is one too long.',
    'TEXT-1 TEXT-17',
    field('Length', (value) => `${Number(value) + 1}`),
  ],
  'length with the header': [
    'Length counts the header too.',
    'TEXT-1 TEXT-17',
    field('Length', (value) => `${Number(value) + 150}`),
  ],
  'length one too short': [
    'Length of an error is one too short.',
    'TEXT-1 TEXT-17 CONN-6',
    field('Length', (value) => `${Math.max(0, Number(value) - 1)}`),
  ],
  'a body line end': [
    'A line end stands after the body, which Length does not count.',
    'TEXT-1 CONN-6',
    writingText((text) => `${text}\r\n`),
  ],
  'address without port': ['Source has no port.', 'TEXT-19', field('Source', (value) => value.replace(/:\d+$/, ''))],
  'address and port with a space': [
    'A space stands between address and port.',
    'TEXT-19',
    field('Source', (value) => value.replace(/:(\d+)$/, ' $1')),
  ],
  'IPv4 with leading zeros': [
    'IPv4 addresses are written with three digits each.',
    'ADDR-5',
    writingText((text, { source, destination }) => respell(text, [source, destination], threeDigits)),
  ],
  'IPv4 in brackets': [
    'IPv4 addresses stand in brackets.',
    'ADDR-5',
    writingText((text, { source, destination }) =>
      respell(text, [source, destination], (address) => `[${address}]`, isIpv4),
    ),
  ],
  'IPv4 as mapped IPv6': [
    'IPv4 addresses are written as the IPv6 addresses that they are mapped to.',
    'ADDR-1 ADDR-5 ADDR-8',
    writingText((text, { source, destination }) =>
      respell(text, [source, destination], (address) => `[::ffff:${address}]`, isIpv4),
    ),
  ],
  'IPv6 in capitals': [
    'IPv6 addresses are in upper case.',
    'ADDR-6',
    writingText((text, { source, destination }) =>
      respell(text, [source, destination], (address) => `[${address.toUpperCase()}]`, isIpv6),
    ),
  ],
  'IPv6 in full': [
    'IPv6 addresses are written without `::`.',
    'ADDR-6',
    writingText((text, { source, destination }) =>
      respell(text, [source, destination], (address) => `[${inFull(address)}]`, isIpv6),
    ),
  ],
  'IPv6 without brackets': [
    'IPv6 addresses stand without brackets.',
    'ADDR-6',
    writingText((text, { source, destination }) => respell(text, [source, destination], (address) => address, isIpv6)),
  ],
  'code in capitals': [
    'Codes are in upper case.',
    'TEXT-21 ERR-29 ATTR-17',
    writingText(inBody((body) => body.replace(/^\S+/, (code) => code.toUpperCase()))),
  ],
  'code with a colon': [
    'A colon stands after the code.',
    'TEXT-21 ERR-29',
    writingText(inBody((body) => body.replace(' ', ':'))),
  ],
  'a tab behind the code': [
    'A tab stands between the code and its text.',
    'TEXT-21 ERR-29 ERR-31',
    writingText(inBody((body) => body.replace(' ', '\t'))),
  ],
  'code behind its text': [
    'The text for people stands before the code.',
    'TEXT-21 ERR-29 ERR-31',
    writingText(inBody((body) => body.replace(/^(\S+) (.*)$/s, '$2 $1'))),
  ],
  'body in Latin-1': [
    'The body of an error is not UTF-8.',
    'TEXT-20',
    writingText(inBody((body) => (body === '' ? body : `${body.slice(0, -1)}\xe9`))),
  ],
  'body of an answer': [
    '`open` and `closed` have a body.',
    'STATUS-3 STATUS-4 MSG-5',
    writingText((text, { name }) =>
      name === 'open' || name === 'closed' ? `${text.replace('Length: 0', 'Length: 2')}ok` : text,
    ),
  ],
});

/** Changes the body so that its length stays. */
function inBody(change: (body: string) => string): (text: string) => string {
  return (text) => {
    const at = text.indexOf('\r\n\r\n') + 4;
    return text.slice(0, at) + change(text.slice(at));
  };
}

const isIpv6 = (address: string) => address.includes(':');
const isIpv4 = (address: string) => !isIpv6(address);

/** Spells addresses otherwise. */
function respell(
  text: string,
  ends: readonly Endpoint[],
  spell: (address: string) => string,
  isMeant: (address: string) => boolean = isIpv4,
): string {
  return ends
    .filter(({ address }) => isMeant(address))
    .reduce(
      (changed, end) => changed.replace(`: ${formatEndpoint(end)}\r`, `: ${spell(end.address)}:${end.port}\r`),
      text,
    );
}

function threeDigits(address: string): string {
  return address
    .split('.')
    .map((part) => part.padStart(3, '0'))
    .join('.');
}

function inFull(address: string): string {
  const [head = '', tail] = address.split('::');
  if (tail === undefined) return address;
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const missing = 8 - groups(head).length - groups(tail).length;
  return [...groups(head), ...Array.from({ length: missing }, () => '0'), ...groups(tail)].join(':');
}

const octet = (offset: number, value: number) =>
  writingBinary((octets) => {
    octets[offset] = value;
  });
const bit = (mask: number) =>
  writingBinary((octets) => {
    octets[4]! ^= mask;
  });
const swapped = (offset: number) =>
  writingBinary((octets) => {
    [octets[offset], octets[offset + 1]] = [octets[offset + 1]!, octets[offset]!];
  });
const unmapped = (offset: number) =>
  writingBinary((octets) => {
    if (octets[offset + 10] === 0xff && octets[offset] === 0) octets.fill(0, offset + 10, offset + 12);
  });

export const binaryFormMutants: readonly Mutant[] = family('binary', {
  'first octet': ['The first octet is 0x88.', 'BIN-1 BIN-2', octet(0, 0x88)],
  'second octet': ['The second octet is 0x51.', 'BIN-1', octet(1, 0x51)],
  'version 0': ['The version octet is 0.', 'BIN-1 MSG-2', octet(2, 0)],
  'version 2': ['The version octet is 2.', 'BIN-1 MSG-2', octet(2, 2)],
  'type COMMAND': ['Answers have the type octet 0.', 'MSG-3 MSG-7', octet(3, 0)],
  'type 2': ['The type octet is 2.', 'BIN-3 MSG-3', octet(3, 2)],
  'flag CONNECTION': ['The flag CONNECTION is the other way round.', 'MSG-4 BIN-1', bit(0x01)],
  'flag GET': ['The flag GET is the other way round.', 'MSG-4 BIN-1', bit(0x02)],
  'flag SYN': ['The flag SYN is the other way round.', 'MSG-5 BIN-1', bit(0x04)],
  'flag ACK': ['The flag ACK is the other way round.', 'MSG-5 BIN-1 ERR-30', bit(0x08)],
  'flag RST': ['The flag RST is the other way round.', 'MSG-5 BIN-1 ERR-30', bit(0x10)],
  'flag 0x20': ['The first reserved flag is set.', 'BIN-4', bit(0x20)],
  'flag 0x40': ['The second reserved flag is set.', 'BIN-4', bit(0x40)],
  'flag 0x80': ['The third reserved flag is set.', 'BIN-4', bit(0x80)],
  'encoding 0': ['The encoding octet is 0.', 'BIN-5', octet(5, 0)],
  'encoding 2': ['The encoding octet is 2.', 'BIN-5', octet(5, 2)],
  'length in little endian': ['The body length has its octets in the other order.', 'BIN-1', swapped(6)],
  'length one too long': [
    'The body length is one too long.',
    'BIN-1',
    writingBinary((octets) => {
      octets[7]! += 1;
    }),
  ],
  'length with the header': [
    'The body length counts the header too.',
    'BIN-1',
    writingBinary((octets) => {
      octets[7]! += 48;
    }),
  ],
  'source port in little endian': ['The source port has its octets in the other order.', 'BIN-1 MSG-8', swapped(28)],
  'destination port in little endian': [
    'The destination port has its octets in the other order.',
    'BIN-1 MSG-8',
    swapped(46),
  ],
  'source without ffff': ['An IPv4 source stands in the deprecated compatible form.', 'BIN-6', unmapped(12)],
  'destination without ffff': ['An IPv4 destination stands in the deprecated compatible form.', 'BIN-6', unmapped(30)],
  'addresses before the id': [
    'The header has its addresses before its id.',
    'BIN-1',
    writingBinary((octets) => {
      const id = octets.slice(8, 12);
      octets.copyWithin(8, 12, 48);
      octets.set(id, 44);
    }),
  ],
  'an octet behind it': [
    'An octet stands behind each message.',
    'BIN-1 CONN-6',
    writing((octets, { encoding }) => (encoding === 'binary' ? Uint8Array.of(...octets, 0) : octets)),
  ],
  'code in capitals': [
    'ERROR_CODE is in upper case.',
    'ATTR-17 ERR-30',
    writingBinary((octets, { name }) => {
      if (name !== 'refusal' && name !== 'status-error') return;
      const end = 51 + octets[50]!;
      octets.set(toOctets(String.fromCharCode(...octets.subarray(51, end)).toUpperCase()), 51);
    }),
  ],
  'text as code': [
    'ERROR_CODE stands where ERROR_TEXT does, and the other way round.',
    'ERR-30 ATTR-17',
    writingBinary((octets, { name }) => {
      if (name !== 'refusal' && name !== 'status-error') return;
      const second = 51 + octets[50]!;
      octets[48]! ^= 1;
      if (second < octets.length) octets[second]! ^= 1;
    }),
  ],
  'code twice': [
    'An error has two ERROR_CODE, and no text.',
    'ERR-30 ATTR-7',
    writingBinary((octets, { name }) => {
      if (name !== 'refusal' && name !== 'status-error') return;
      const second = 51 + octets[50]!;
      if (second < octets.length) octets[second] = octets[48]!;
    }),
  ],
});
