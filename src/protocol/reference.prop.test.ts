import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatEndpoint } from './address.ts';
import { Decoder } from './decoder.ts';
import { encodeMessage } from './encoder.ts';
import { messageForms } from './message.ts';
import { concatenate } from './octets.ts';
import { requestMessage } from './request.ts';
import { attributeOctets, encode, legalMessage, mutate, mutations } from './testing/arbitraries.ts';
import { answerTo, ask } from './testing/messages.ts';
import { judgeFirstMessage, type ReferenceVerdict } from './testing/reference-judge.ts';

/** The decoder against the specification read literally: headers of which any number of things are wrong at once. */

const reader = fc.constantFrom('requests', 'answers');

/** What the decoder makes of the first message, in the reference's form. */
function decodeFirst(octets: Uint8Array, accepts: 'requests' | 'answers'): ReferenceVerdict {
  const decoder = new Decoder(accepts);
  decoder.push(octets);
  const message = decoder.next();
  if (message !== undefined) {
    const { name, encoding, id, source, destination, body } = message;
    const headerOctets = encoding === 'binary' ? 48 : headerLength(octets);
    const addresses = [formatEndpoint(source), formatEndpoint(destination)] as const;
    const echo = { encoding, kind: messageForms[name].kind, id, addresses };
    return { kind: 'message', octets: headerOctets + body.length, echo };
  }
  if (decoder.violation === undefined) return { kind: 'more' };
  const { code, echo } = decoder.violation;
  const addresses =
    echo.addresses && ([formatEndpoint(echo.addresses.source), formatEndpoint(echo.addresses.destination)] as const);
  return { kind: 'error', code, echo: { ...echo, addresses } };
}

const headerLength = (octets: Uint8Array) =>
  octets.findIndex((_, at) => [0x0d, 0x0a, 0x0d, 0x0a].every((octet, step) => octets[at + step] === octet)) + 4;

/** The first choice most of the time, else one of the others: so that headers have few faults or many. */
const mostly = (good: string, ...others: string[]) =>
  fc.oneof({ weight: 14, arbitrary: fc.constant(good) }, { weight: 1, arbitrary: fc.constantFrom(...others) });

const addresses = [
  '127.0.0.1:67',
  '[2001:db8::1]:80',
  '[2001:DB8::1]:80',
  '[::ffff:7f00:1]:9',
  '127.0.0.1:0',
  'a:1',
  '[1::2:3:4:5:6:7]:8',
  '127.0.0.1',
  '',
];
const startLine = fc
  .tuple(
    mostly('PSAP/1', 'PSAP/2', 'PSAP/11', 'PSAQ/1'),
    mostly('COMMAND', 'DATA', 'command', ''),
    mostly('CONNECTION', 'GET', 'POST', ''),
    mostly('SYN', 'SYN+ACK', 'ACK', 'ACK+RST', 'RST', 'SYN ', 'FIN', ''),
    fc.constantFrom(2, 3, ...Array<number>(8).fill(4)),
  )
  .map(([version, type, kind, signals, count]) => [version, type, kind, signals].slice(0, count).join(' '));
const goodStartLine = fc.constantFrom(
  ...['COMMAND CONNECTION SYN', 'COMMAND CONNECTION RST', 'DATA CONNECTION ACK+RST', 'COMMAND GET SYN'].map(
    (rest) => `PSAP/1 ${rest}`,
  ),
);
const startLineOrGood = fc.oneof(startLine, goodStartLine);

const spelled = (name: string, ...values: [string, ...string[]]) => {
  const [good, ...others] = values;
  const line = fc
    .tuple(mostly(name, name.toUpperCase(), `${name} `), mostly(': ', ':', ':   ', ':\t'), mostly(good, ...others))
    .map((parts) => parts.join(''));
  const one = line.map((text) => [text]);
  return fc.oneof({ weight: 30, arbitrary: one }, fc.constant([]), fc.tuple(line, line));
};
const unknownLine = fc.constantFrom('X: y', 'X:', 'bad', ': y', 'X: \x7f', 'X: a\rb', 'X: a\nb');
const fields = fc
  .tuple(
    spelled('Id', '7', '0', '4294967295', '4294967296', '07', '-1', 'x', ''),
    spelled('Source', ...(addresses as [string, ...string[]])),
    spelled('Destination', ...(addresses as [string, ...string[]])),
    spelled('Encoding', 'text', 'binary', 'Text', ''),
    spelled('Length', '0', '3', '65535', '65536', '00', 'x', ''),
    fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, fc.array(unknownLine, { maxLength: 2 })),
  )
  .chain((groups) => fc.shuffledSubarray(groups.flat(), { minLength: groups.flat().length }));

const padding = fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, fc.integer({ min: 800, max: 1_000 }));

const textMessage = fc
  .tuple(startLineOrGood, fields, fc.constantFrom('', 'abc', 'denied', '\xff\xff\xff'), padding)
  .map(([start, lines, body, octets]) => {
    const padded = octets === 0 ? lines : [...lines, `Y: ${'y'.repeat(octets)}`];
    const wire = `${[start, ...padded].join('\r\n')}\r\n\r\n${body}`;
    return Uint8Array.from(wire, (char) => char.charCodeAt(0));
  });

const octetOf = (...choices: number[]) => fc.constantFrom(...choices);
const port = octetOf(0x0050, 0x0050, 0x0050, 0xffff, 0x0000);
const someAddress = fc.constantFrom(
  '00000000000000000000ffff7f000001',
  '20010db8000000000000000000000001',
  '00'.repeat(16),
);
const attribute = fc
  .tuple(octetOf(0x00, 0x01, 0x01, 0x10, 0x10, 0x11, 0x77, 0xf0), fc.constantFrom('', 'os', 'port', 'é', '\xff'))
  .map(([tag, value]) => {
    return attributeOctets(tag, value === '\xff' ? Uint8Array.of(0xff) : encode(value));
  });
const binaryMessage = fc
  .record({
    second: octetOf(...Array<number>(30).fill(0x50), 0x51),
    version: octetOf(...Array<number>(30).fill(1), 2),
    type: octetOf(0, 0, 0, 0, 1, 1, 1, 1, 2),
    flags: fc.oneof({ weight: 6, arbitrary: octetOf(0x05, 0x06, 0x06, 0x11, 0x0d, 0x19, 0x0a, 0x1a) }, fc.nat(255)),
    encoding: octetOf(1, 1, 1, 1, 0),
    ports: fc.tuple(port, port),
    addresses: fc.tuple(someAddress, someAddress),
    body: fc.oneof(fc.constant([]), fc.array(attribute, { maxLength: 3 })),
    error: fc.constantFrom(0, 0, 0, 1, -1),
  })
  .map(({ second, version, type, flags, encoding, ports, addresses, body, error }) => {
    const attributes = concatenate([...body, new Uint8Array(0)]);
    const length = Math.max(0, attributes.length + error);
    const fixed = Uint8Array.of(0x89, second, version, type, flags, encoding, length >> 8, length & 255, 0, 1, 2, 3);
    const ends = addresses.map((hex, index) =>
      Uint8Array.from([
        ...(hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)),
        ports[index]! >> 8,
        ports[index]! & 255,
      ]),
    );
    return concatenate([fixed, ...ends, attributes]);
  });

test.each([
  ['text headers', textMessage, 4_000],
  ['binary messages', binaryMessage, 4_000],
  [
    'mutated messages',
    fc.tuple(legalMessage(), mutations).map(([message, changes]) => mutate(encodeMessage(message), changes)),
    1_500,
  ],
] as const)('%s', (_, octets, numRuns) => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(octets, reader, (wire, accepts) => {
      const reference = judgeFirstMessage(wire, accepts);
      const outcome = reference.kind === 'error' ? reference.code : reference.kind;
      seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
      expect(decodeFirst(wire, accepts)).toEqual(reference);
    }),
    { numRuns },
  );
  // The law is worth something only where every outcome comes up.
  expect(seen.size).toBeGreaterThanOrEqual(8);
});

/** Octets that mean something in a text header, and some that do not. */
const telling = [...'\0\t\n\r +./0128:AIPSZ[]aefstz~\x7f\x80\xff'].map((character) => character.charCodeAt(0));

describe('a good message with one octet changed, wherever it is', () => {
  const request = ask('status', { source: { address: '2001:db8::1', port: 40_112 } });
  const texts = [
    requestMessage(ask('status')),
    requestMessage(request),
    answerTo(request, 'end'),
    answerTo(request, 'open'),
  ];

  test.each(texts)('$name in text', (message) => {
    const octets = encodeMessage(message);
    for (let at = 0; at < octets.length; at += 1) {
      for (const octet of [...telling, octets[at]! ^ 1, octets[at]! ^ 0x20]) expectAgreement(octets, at, octet);
    }
  });

  const binaries = [ask('status', { encoding: 'binary' }), ask('os')].map(requestMessage);

  test.each(binaries)('$name in binary', (message) => {
    const octets = encodeMessage(message);
    for (let at = 0; at < octets.length; at += 1) {
      for (let octet = 0; octet < 256; octet += 1) expectAgreement(octets, at, octet);
    }
  });

  function expectAgreement(octets: Uint8Array, at: number, octet: number): void {
    const changed = octets.slice();
    changed[at] = octet;
    for (const accepts of ['requests', 'answers'] as const) {
      const [decoded, reference] = [decodeFirst(changed, accepts), judgeFirstMessage(changed, accepts)];
      if (JSON.stringify(decoded) !== JSON.stringify(reference))
        expect(decoded, `octet ${at} is ${octet}`).toEqual(reference);
    }
  }
});
