import { tags } from '../../src/protocol/attributes.ts';
import { Decoder } from '../../src/protocol/decoder.ts';
import { encodeMessage } from '../../src/protocol/encoder.ts';
import { errorCodes } from '../../src/protocol/errors.ts';
import type { Accepts } from '../../src/protocol/header.ts';
import { BINARY_HEADER_OCTETS, MAX_BODY_OCTETS, type Message } from '../../src/protocol/message.ts';
import { concatenate } from '../../src/protocol/octets.ts';
import { ascii, bucket, equalOctets } from '../octets.ts';
import { vectorSeeds } from '../seeds.ts';
import { allSplits, someSplits } from '../splits.ts';
import { promise, type Target } from '../target.ts';
import { type Decoded, decodeAll, decodedText, sameDecoded, sameMessage } from './decoded.ts';
import { answerAll, takeAll } from './machines.ts';
import { holdToReference } from './reference.ts';

export type DecoderFactory = (accepts: Accepts) => Decoder;

/**
 * The decoder in both roles: however the octets are cut the outcome is one, it is what the specification says, what was
 * decoded encodes to octets that decode to the same, and the machines take all of it.
 */
export function decoderTarget(createDecoder: DecoderFactory = (accepts) => new Decoder(accepts)): Target {
  const examineAs = (input: Uint8Array, role: 'requests' | 'answers', thorough: boolean, reached: string[]): void => {
    const decoded = decodeAll(createDecoder(role), [input]);
    holdToReference(input, role, decoded);
    for (const pieces of thorough ? allSplits(input) : someSplits(input)) {
      const again = decodeAll(createDecoder(role), pieces);
      const isSame = sameDecoded(decoded, again);
      promise('decodes alike however it is cut', isSame, () => `${decodedText(again)}, not ${decodedText(decoded)}`);
    }
    const written = decoded.messages.map(encodeMessage);
    if (written.length > 0) {
      const again = decodeAll(createDecoder(role), [concatenate(written)]);
      const isSame =
        again.messages.length === written.length &&
        again.messages.every((message, index) => sameMessage(message, decoded.messages[index]!));
      promise('decodes what it encodes', isSame, () => `${decodedText(again)}, not ${decodedText(decoded)}`);
    }
    const outcomes = role === 'requests' ? answerAll(decoded) : takeAll(decoded);
    noteReached(input, role, decoded, written, outcomes, reached);
  };
  return {
    name: 'decoder',
    seeds: vectorSeeds(),
    tokens,
    maxOctets: MAX_BODY_OCTETS + 2_000,
    extension: 'bin',
    examine: (input, thorough) => {
      const reached: string[] = [];
      examineAs(input, 'requests', thorough, reached);
      examineAs(input, 'answers', thorough, reached);
      return reached;
    },
    repair: repairLength,
  };
}

function noteReached(
  input: Uint8Array,
  role: string,
  { messages, violation, begun }: Decoded,
  written: readonly Uint8Array[],
  outcomes: readonly string[],
  reached: string[],
): void {
  const names = messages.map(({ encoding, name }) => `${encoding} ${name}`);
  const end = violation?.code ?? begun ?? 'whole';
  reached.push(`${role} ${names.slice(-2).join()} ${end}`, `${role} ${outcomes.slice(0, 2).join()}`);
  for (const message of messages) reached.push(describeMessage(message));
  if (violation === undefined) {
    const isCanonical = equalOctets(concatenate([...written, new Uint8Array(0)]), input);
    if (begun === undefined)
      reached.push(`${role} ${names.at(-1)} ${isCanonical ? 'as written' : 'spelled otherwise'}`);
    return;
  }
  const { code, expected, actual, offset, echo } = violation;
  reached.push(
    `${role} ${code} ${expected.replace(/\d+/g, '#')} ${echo.encoding} ${echo.kind}`,
    `${code} ${shapeOf(actual)} ${echo.id === 0} ${echo.addresses === undefined}`,
    `${code} ${echo.encoding} at ${bucket(offset)}`,
  );
}

function describeMessage({ name, encoding, id, source, destination, body }: Message): string {
  const family = `${source.address.includes(':') ? 6 : 4}${destination.address.includes(':') ? 6 : 4}`;
  return `${encoding} ${name} ${family} ${id === 0} ${bucket(body.length)}`;
}

/** The kinds of characters that a text begins with, runs of one kind once. */
function shapeOf(text: string): string {
  return text
    .replace(/[a-z]+/gi, 'a')
    .replace(/\d+/g, '0')
    .replace(/\P{ASCII}+/gu, '^')
    .replace(/[^a0 ^]+/g, '.')
    .slice(0, 5);
}

/** Makes the length that the header states that of what follows it. */
function repairLength(input: Uint8Array): Uint8Array {
  if (input[0] === 0x89 && input.length >= BINARY_HEADER_OCTETS) {
    const length = Math.min(input.length - BINARY_HEADER_OCTETS, MAX_BODY_OCTETS);
    input[6] = length >> 8;
    input[7] = length & 0xff;
    return input;
  }
  const header = new TextDecoder('latin1').decode(input.subarray(0, 1_100));
  const [before, digits] = /\r\nLength: *(\d*)/i.exec(header) ?? [];
  const end = header.indexOf('\r\n\r\n') + 4;
  if (before === undefined || digits === undefined || end < 4) return input;
  const from = header.indexOf(before) + before.length - digits.length;
  const length = Math.min(input.length - end, MAX_BODY_OCTETS);
  return concatenate([input.subarray(0, from), ascii(String(length)), input.subarray(from + digits.length)]);
}

const binaryTokens = [
  [0x89, 0x50, 0x01],
  [0x89, 0x50, 0x01, 0x00, 0x05, 0x01],
  [0x89, 0x50, 0x01, 0x00, 0x06, 0x01],
  [0x89, 0x50, 0x01, 0x00, 0x11, 0x01],
  [0x89, 0x50, 0x01, 0x01, 0x0d, 0x01],
  [0x89, 0x50, 0x01, 0x01, 0x19, 0x01],
  [0x89, 0x50, 0x01, 0x01, 0x0a, 0x01],
  [0x89, 0x50, 0x01, 0x01, 0x1a, 0x01],
  [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff],
  [0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
  [0xc3, 0xa9],
  [0xe2, 0x82, 0xac],
  [0xf0, 0x9f, 0x98, 0x80],
  [0xed, 0xa0, 0x80],
  [0xc0, 0x80],
  [0xef, 0xbb, 0xbf],
  [0xf4, 0x90, 0x80, 0x80],
].map((octets) => Uint8Array.from(octets));

/** Attributes that may stand in a body, with their values. */
export const attributeTokens = Object.values(tags).flatMap((tag) =>
  ['', 'port', 'os', 'tcp'].map((value) => Uint8Array.of(tag, 0, value.length, ...ascii(value))),
);

const tokens: readonly Uint8Array[] = [
  ...[
    ...['PSAP/1 ', 'PSAP/', 'COMMAND', 'DATA', 'CONNECTION', 'GET', 'SYN', 'SYN+ACK', 'ACK', 'ACK+RST', 'RST', '+'],
    ...['PSAP/1 COMMAND CONNECTION SYN\r\n', 'PSAP/1 DATA CONNECTION SYN+ACK\r\n', 'PSAP/1 COMMAND CONNECTION RST\r\n'],
    ...['PSAP/1 DATA CONNECTION ACK+RST\r\n', 'PSAP/1 COMMAND GET SYN\r\n', 'PSAP/1 DATA GET ACK\r\n'],
    ...[
      'Id: ',
      'Source: ',
      'Destination: ',
      'Encoding: ',
      'Length: ',
      'Encoding: text\r\n',
      'Length: 0\r\n',
      'id:7\r\n',
    ],
    ...['Id: 7\r\n', 'Source: 127.0.0.1:40112\r\n', 'Destination: [2001:db8::1]:67\r\n', 'X: y\r\n', 'text', 'binary'],
    ...[
      '\r\n',
      '\r\n\r\n',
      '\n',
      '\r',
      ': ',
      ':',
      ' ',
      '\t',
      '[',
      ']',
      '::',
      ':0',
      ':0:0:',
      '[::1]:80',
      '[::]:1',
      'ffff:',
    ],
    ...[
      '127.0.0.1:80',
      '255.255.255.255:65535',
      '1.2.3.04:5',
      '[::ffff:7f00:1]:9',
      '[1::2:3:4:5:6:7]:8',
      '[fe80::1%1]:1',
    ],
    ...errorCodes,
  ].map(ascii),
  ...binaryTokens,
  ...attributeTokens,
];
