import { describe, expect, test } from 'vitest';
import { encodeMessage, UnencodableMessageError } from './encoder.ts';
import { MAX_BODY_OCTETS, MAX_ID, type Message, NO_BODY } from './message.ts';
import { encode, textOfOctets } from './testing/arbitraries.ts';
import { toHex } from './testing/decoding.ts';

const source = { address: '127.0.0.1', port: 40_112 };
const destination = { address: '127.0.0.1', port: 67 };
const request: Message = { name: 'status-request', encoding: 'text', id: 7, source, destination, body: NO_BODY };

describe('the written form of the specification', () => {
  test('in text (TEXT-22, appendix A)', () => {
    const body = encode('Hello! I want to connect with port 67');
    expect(new TextDecoder().decode(encodeMessage({ ...request, body }))).toBe(
      'PSAP/1 COMMAND CONNECTION SYN\r\n' +
        'Id: 7\r\n' +
        'Source: 127.0.0.1:40112\r\n' +
        'Destination: 127.0.0.1:67\r\n' +
        'Encoding: text\r\n' +
        'Length: 37\r\n' +
        '\r\n' +
        'Hello! I want to connect with port 67',
    );
  });

  test('in binary (appendix A)', () => {
    const message = { ...request, encoding: 'binary', destination: { ...destination, port: 80 } } as const;
    expect(toHex(encodeMessage(message))).toBe(
      '89500100050100000000000700000000' + '000000000000ffff7f0000019cb00000' + '0000000000000000ffff7f0000010050',
    );
  });

  test('the length counts octets, not characters', () => {
    const written = new TextDecoder().decode(encodeMessage({ ...request, body: encode('Grüße') }));
    expect(written).toContain('Length: 7\r\n\r\nGrüße');
  });
});

describe('what breaks the specification is not written', () => {
  const unencodable: readonly (readonly [string, Partial<Message>, string])[] = [
    ['a GET in text (MSG-11)', { name: 'information-request' }, 'information-request has no text encoding'],
    ['information in text (MSG-11)', { name: 'information' }, 'no text encoding'],
    ['a refusal in text (MSG-11)', { name: 'refusal' }, 'no text encoding'],
    ['a body over 65,535 octets (MSG-9)', { body: textOfOctets(MAX_BODY_OCTETS + 1) }, 'over 65,535'],
    ['an open with a body (MSG-5)', { name: 'open', body: encode('x') }, 'open has no body'],
    ['a closed with a body (MSG-5)', { name: 'closed', body: encode('x') }, 'closed has no body'],
    ['an end with a body (MSG-5)', { name: 'end', body: encode('x') }, 'end has no body'],
    ['an error without one (MSG-5)', { name: 'status-error' }, 'names its error'],
    ['a negative id', { id: -1 }, 'not 32-bit'],
    ['an id over 32 bits', { id: MAX_ID + 1 }, 'not 32-bit'],
    ['a broken id', { id: 1.5 }, 'not 32-bit'],
    ['port 0 (ADDR-2)', { source: { ...source, port: 0 } }, 'port 0'],
    ['port 65536 (ADDR-2)', { destination: { ...destination, port: 65_536 } }, 'port 65536'],
    ['a name for an address', { source: { ...source, address: 'localhost' } }, '"localhost"'],
    ['an address in brackets', { source: { ...source, address: '[::1]' } }, 'canonical'],
    ['an IPv4-mapped address (ADDR-1)', { source: { ...source, address: '::ffff:7f00:1' } }, 'canonical'],
    ['another spelling (ADDR-6)', { source: { ...source, address: '2001:DB8::1' } }, 'canonical'],
    ['a zone (ADDR-6)', { source: { ...source, address: 'fe80::1%1' } }, 'canonical'],
  ];

  test.each(unencodable)('%s', (_, change, says) => {
    const encodeIt = () => encodeMessage({ ...request, ...change });
    expect(encodeIt).toThrow(UnencodableMessageError);
    expect(encodeIt).toThrow(says);
  });
});
