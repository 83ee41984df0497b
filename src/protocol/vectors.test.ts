import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EXPORT_FILE, exportVectors } from '../../tools/vectors/export.mjs';
import { type Attribute, decodeAttributes } from './attributes.ts';
import { encodeMessage } from './encoder.ts';
import { errorCodes } from './errors.ts';
import { messageForms, messageNames } from './message.ts';
import { concatenate } from './octets.ts';
import { type Decoded, decodePieces, fromHex, fromPlain, octetByOctet, toHex } from './testing/decoding.ts';

/**
 * Every vector of spec/vectors, read from its language-neutral export as a stranger would: decoded whole, octet by octet
 * and at every split in two, and encoded again where it is as a sender writes it.
 */

type Vector = ReturnType<typeof readVectors>[number];
type Run = Vector['octets'][number];

function readVectors() {
  const document = JSON.parse(readFileSync(EXPORT_FILE, 'utf8')) as {
    vectors: import('../../tools/vectors/export.mjs').ExportedVector[];
  };
  return document.vectors;
}

const vectors = readVectors();

const octetsOf = (runs: readonly Run[]): Uint8Array => fromHex(hexOf(runs));
const hexOf = (runs: readonly Run[]): string => runs.map(({ hex, times }) => hex.repeat(times)).join('');

/** What a decoder has to make of the vector, in the form of the vector. */
function expected({ messages, violation, unfinished }: Vector): object {
  return {
    messages: messages.map(({ body, attributes, ...fields }) => ({
      ...fields,
      ...(body !== undefined && { body: hexOf(body) }),
      ...(attributes !== undefined && {
        attributes: attributes.map(({ name, value }) => ({ name, value: new TextDecoder().decode(octetsOf(value)) })),
      }),
    })),
    violation,
    unfinished,
  };
}

/** What a decoder made of it, in the same form. */
function actual({ messages, violation, begun }: Decoded, { messages: asked }: Vector): object {
  return {
    messages: messages.map((message, index) => {
      const { body, ...fields } = message;
      const asAttributes = asked[index]?.attributes !== undefined;
      return asAttributes ? { ...fields, attributes: readAttributes(body) } : message;
    }),
    violation:
      violation === undefined
        ? null
        : {
            code: violation.code,
            offset: violation.offset,
            echo: { ...violation.echo, addresses: violation.echo.addresses ?? null },
          },
    unfinished: begun ?? null,
  };
}

const readAttributes = (hex: string): Attribute[] => decodeAttributes(fromHex(hex));

/** All places; of a message of 64 KiB those in its header and at its end, and some of the others. */
function splits(length: number): number[] {
  const all = Array.from({ length: length + 1 }, (_, at) => at);
  return length < 4_096 ? all : all.filter((at) => at < 170 || at % 8_192 < 2 || at > length - 10);
}

describe.each([...new Set(vectors.map(({ file }) => file))])('%s', (file) => {
  const ofFile = vectors.filter((vector) => vector.file === file);

  test.each(ofFile.map((vector) => [vector.name, vector] as const))('%s', (_, vector) => {
    const octets = octetsOf(vector.octets);
    const accepts = vector.reader === 'responder' ? 'requests' : 'answers';
    const whole = decodePieces(accepts, [octets]);
    expect(actual(whole, vector)).toEqual(expected(vector));

    const wholeText = JSON.stringify(whole);
    const expectTheSame = (pieces: Iterable<Uint8Array>) => {
      const decoded = decodePieces(accepts, pieces);
      if (JSON.stringify(decoded) !== wholeText) expect(decoded).toEqual(whole);
    };
    expectTheSame(octetByOctet(octets));
    for (const at of splits(octets.length)) expectTheSame([octets.subarray(0, at), octets.subarray(at)]);

    if (whole.violation !== undefined || whole.begun !== undefined) return;
    const written = concatenate(whole.messages.map((message) => encodeMessage(fromPlain(message))));
    expect(toHex(written) === toHex(octets)).toBe(vector.canonical);
    expect(decodePieces(accepts, [written])).toEqual(whole);
  });
});

describe('the collection', () => {
  test('is exported as it is written: run tools/export-vectors.mjs after changing one', () => {
    expect(exportVectors() === readFileSync(EXPORT_FILE, 'utf8')).toBe(true);
  });

  test('is at least 150, each with a name of its own', () => {
    expect(vectors.length).toBeGreaterThanOrEqual(150);
    const names = vectors.map(({ file, name }) => `${file}: ${name}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test('names clauses of the specification alone', () => {
    const specification = readFileSync(new URL('../../spec/psap.md', import.meta.url), 'utf8');
    const known = new Set([...specification.matchAll(/^\*\*([A-Z]+-\d+)\.\*\*/gm)].map(([, id]) => id));
    const unknown = vectors.flatMap(({ name, clauses }) =>
      clauses.filter((id) => !known.has(id)).map((id) => [name, id]),
    );
    expect(unknown).toEqual([]);
  });

  test('has every message in every encoding that carries it', () => {
    const seen = new Set(
      vectors.flatMap(({ messages }) => messages.map(({ name, encoding }) => `${name} ${encoding}`)),
    );
    const all = messageNames.flatMap((name) =>
      messageForms[name].kind === 'GET' ? [`${name} binary`] : [`${name} text`, `${name} binary`],
    );
    expect(all.filter((one) => !seen.has(one))).toEqual([]);
  });

  test('has every code that a decoder gives, in every encoding that can break it, for both readers', () => {
    const seen = new Set(
      vectors.map(({ violation, reader }) => violation && `${violation.code} ${violation.echo.encoding} ${reader}`),
    );
    const decoded = errorCodes.slice(0, errorCodes.indexOf('timeout'));
    // Only text has lines, and a number for its length.
    const textAlone = ['bad-header', 'bad-length'];
    const all = decoded.flatMap((code) =>
      textAlone.includes(code) ? [`${code} text`] : [`${code} text`, `${code} binary`],
    );
    expect(all.filter((one) => !seen.has(`${one} responder`))).toEqual([]);
    const scanner = decoded.filter((code) => vectors.some((v) => v.reader === 'scanner' && v.violation?.code === code));
    expect(scanner).toEqual(
      expect.arrayContaining(['bad-magic', 'bad-version', 'bad-flags', 'bad-address', 'bad-body']),
    );
  });

  test('has addresses of both families in both encodings', () => {
    const seen = new Set(
      vectors.flatMap(({ messages }) =>
        messages.map(({ encoding, source }) => `${encoding} ${source.address.includes(':') ? 6 : 4}`),
      ),
    );
    expect([...seen].sort()).toEqual(['binary 4', 'binary 6', 'text 4', 'text 6']);
  });
});
