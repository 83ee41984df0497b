import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decoder } from './decoder.ts';
import { encodeMessage } from './encoder.ts';
import { MAX_BODY_OCTETS, MAX_TEXT_HEADER_OCTETS, type Message, NO_BODY } from './message.ts';
import { concatenate } from './octets.ts';
import { cutAt, cuts, encode, place, textOfOctets } from './testing/arbitraries.ts';
import { toHex } from './testing/decoding.ts';

/** One unfinished message, the longest that there is (SEC-3, SCAN-9). */
const LONGEST_MESSAGE = MAX_TEXT_HEADER_OCTETS + MAX_BODY_OCTETS;

const request: Message = {
  name: 'status-request',
  encoding: 'text',
  id: 7,
  source: { address: '127.0.0.1', port: 40_112 },
  destination: { address: '127.0.0.1', port: 67 },
  body: encode('Hello! I want to connect with port 67'),
};
const binary: Message = { ...request, encoding: 'binary', id: 8 };
const text = encodeMessage(request);

describe('a decoder', () => {
  test('gives the messages of one push one by one, and then nothing', () => {
    const decoder = new Decoder('requests');
    decoder.push(concatenate([text, encodeMessage(binary), text]));
    expect([decoder.next()?.id, decoder.next()?.id, decoder.next()?.id]).toEqual([7, 8, 7]);
    expect(decoder.next()).toBeUndefined();
    expect(decoder.next()).toBeUndefined();
    expect(decoder.violation).toBeUndefined();
  });

  test('gives nothing after a push of nothing', () => {
    const decoder = new Decoder('requests');
    expect(decoder.next()).toBeUndefined();
    decoder.push(NO_BODY);
    expect(decoder.next()).toBeUndefined();
    expect(decoder.begun).toBeUndefined();
  });

  test('tells the encoding of the message that is begun, by its first octet', () => {
    const decoder = new Decoder('requests');
    expect(decoder.begun).toBeUndefined();
    for (const [octets, begun] of [
      [text.subarray(0, 1), 'text'],
      [text.subarray(1), undefined],
      [encodeMessage(binary).subarray(0, 50), 'binary'],
      [encodeMessage(binary).subarray(50), undefined],
    ] as const) {
      decoder.push(octets);
      while (decoder.next() !== undefined);
      expect(decoder.begun).toBe(begun);
    }
  });

  test('counts the offset of a violation from the first octet of the connection', () => {
    const decoder = new Decoder('requests');
    decoder.push(concatenate([text, text]));
    while (decoder.next() !== undefined);
    decoder.push(encode('PSAP/1 HELLO CONNECTION SYN\r\n\r\n'));
    expect(decoder.next()).toBeUndefined();
    expect(decoder.violation).toMatchObject({ code: 'bad-type', clause: 'ERR-3', offset: 2 * text.length + 7 });
  });

  test('gives what came before a violation, and nothing after it', () => {
    const decoder = new Decoder('requests');
    decoder.push(concatenate([text, encode('X'), text]));
    expect(decoder.next()?.id).toBe(7);
    expect(decoder.violation).toBeUndefined();
    expect(decoder.next()).toBeUndefined();
    const { violation } = decoder;
    expect(violation).toMatchObject({ code: 'bad-magic', offset: text.length });
    decoder.push(text);
    expect(decoder.next()).toBeUndefined();
    expect(decoder.violation).toBe(violation);
    expect(decoder.begun).toBeUndefined();
  });

  test('keeps what has not been read when it is detached from the push', () => {
    const octets = concatenate([text, encodeMessage(binary), text.subarray(0, 100)]);
    const decoder = new Decoder('requests');
    decoder.push(octets);
    expect(decoder.next()?.id).toBe(7);
    decoder.detach();
    octets.fill(0xdb);
    expect(decoder.next()?.id).toBe(8);
    expect(decoder.next()).toBeUndefined();
    decoder.push(text.subarray(100));
    expect(decoder.next()?.id).toBe(7);
  });

  test('hands out bodies as views of what was pushed, without a copy', () => {
    const octets = concatenate([encodeMessage(binary), text]);
    const decoder = new Decoder('requests');
    decoder.push(octets);
    expect(decoder.next()?.body.buffer).toBe(octets.buffer);
    expect(decoder.next()?.body.buffer).toBe(octets.buffer);
  });
});

describe('what a decoder keeps', () => {
  test('is nothing while messages come whole', () => {
    const decoder = new Decoder('requests');
    for (let round = 0; round < 10; round += 1) {
      decoder.push(concatenate([text, encodeMessage(binary)]));
      while (decoder.next() !== undefined);
    }
    expect(decoder.keptOctets).toBe(0);
  });

  test.each(['text', 'binary'] as const)('is one %s message at most, the longest there is', (encoding) => {
    const longest = encodeMessage({ ...request, encoding, body: textOfOctets(MAX_BODY_OCTETS) });
    const stream = concatenate([longest, longest, longest.subarray(0, longest.length - 1)]);
    fc.assert(
      fc.property(cuts, (places) => {
        const decoder = new Decoder('requests');
        let found = 0;
        for (const piece of cutAt(stream, places)) {
          decoder.push(piece);
          for (let message = decoder.next(); message !== undefined; message = decoder.next()) {
            found += 1;
            expect(toHex(message.body.subarray(-3))).toBe('2ec3a9');
          }
          expect(decoder.keptOctets).toBeLessThanOrEqual(LONGEST_MESSAGE);
        }
        expect(found).toBe(2);
      }),
      { numRuns: 50 },
    );
  });

  test('is a header at most where the header never ends', () => {
    const decoder = new Decoder('requests');
    const line = encode('PSAP/1 COMMAND CONNECTION SYN\r\n');
    decoder.push(line);
    decoder.next();
    for (let octets = line.length; octets < MAX_TEXT_HEADER_OCTETS; octets += 1) {
      expect(decoder.violation).toBeUndefined();
      decoder.push(encode('a'));
      decoder.next();
      expect(decoder.keptOctets).toBeLessThanOrEqual(2 * MAX_TEXT_HEADER_OCTETS);
    }
    expect(decoder.violation).toMatchObject({ code: 'bad-length', offset: MAX_TEXT_HEADER_OCTETS });
    expect(decoder.keptOctets).toBe(0);
  });

  test('is not made larger by what a header merely promises', () => {
    const decoder = new Decoder('requests');
    const promising = encodeMessage({ ...binary, body: textOfOctets(MAX_BODY_OCTETS) }).subarray(0, 48);
    decoder.push(promising);
    decoder.next();
    expect(decoder.begun).toBe('binary');
    expect(decoder.keptOctets).toBeLessThan(1_000);
  });

  test('is released with a long message, and a copy that was made once it is read', () => {
    const decoder = new Decoder('requests');
    const long = encodeMessage({ ...binary, body: textOfOctets(20_000) });
    decoder.push(long.subarray(0, 19_000));
    decoder.next();
    expect(decoder.keptOctets).toBeGreaterThan(19_000);
    decoder.push(concatenate([long.subarray(19_000), text, text]));
    expect(decoder.next()?.body.length).toBe(20_000);
    expect(decoder.keptOctets).toBe(0);
    decoder.detach();
    expect(decoder.keptOctets).toBe(2 * text.length);
    while (decoder.next() !== undefined);
    expect(decoder.keptOctets).toBe(0);
  });

  test('is released by a violation', () => {
    const decoder = new Decoder('requests');
    decoder.push(text.subarray(0, 60));
    decoder.next();
    expect(decoder.keptOctets).toBeGreaterThan(0);
    decoder.push(encode('\r\n\r\n'));
    decoder.next();
    expect(decoder.violation).toBeDefined();
    expect(decoder.keptOctets).toBe(0);
  });
});

test('a stream of many messages is decoded at any cut, whatever one message leaves behind for the next', () => {
  const stream = concatenate(
    Array.from({ length: 40 }, (_, index) =>
      encodeMessage({
        ...(index % 3 === 0 ? binary : request),
        id: index,
        body: encode('é'.repeat((index * 37) % 90)),
      }),
    ),
  );
  const places = fc.array(place, { minLength: 20, maxLength: 80 });
  fc.assert(
    fc.property(places, (chosen) => {
      const decoder = new Decoder('requests');
      const ids: number[] = [];
      for (const piece of cutAt(stream, chosen)) {
        decoder.push(piece);
        for (let message = decoder.next(); message !== undefined; message = decoder.next()) ids.push(message.id);
      }
      expect(ids).toEqual(Array.from({ length: 40 }, (_, index) => index));
    }),
  );
});
