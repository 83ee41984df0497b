import { do_not_optimize } from 'mitata';
import { decodeAttributes } from '../src/protocol/attributes.ts';
import { Decoder } from '../src/protocol/decoder.ts';
import { encodeMessage } from '../src/protocol/encoder.ts';
import type { Accepts } from '../src/protocol/header.ts';
import type { Encoding, Message } from '../src/protocol/message.ts';
import type { Benchmark, BenchmarkGroup } from './benchmark.ts';
import { informationAnswer, openAnswer, statusRequest } from './messages.ts';

/** Encoding and decoding one message, beside what JSON takes for the same status request. */
export const codecBenchmarks: readonly BenchmarkGroup[] = (['text', 'binary'] as const).map((encoding) => {
  const request = statusRequest(encoding);
  const json = jsonOf(request);
  const jsonText = JSON.stringify(json);
  const stringify = `JSON.stringify, ${encoding} status request`;
  const parse = `JSON.parse, ${encoding} status request`;
  const decodeRequest = `decode status request, ${encoding}`;
  const information: Benchmark = {
    name: 'decode information with 7 attributes, binary',
    beside: parse,
    body: decoding('answers', [encodeMessage(informationAnswer())], (message) => decodeAttributes(message.body)),
  };
  return {
    name: `codec, ${encoding}`,
    unit: 'ns',
    benchmarks: [
      { name: stringify, body: () => do_not_optimize(JSON.stringify(json)) },
      { name: parse, body: () => do_not_optimize(JSON.parse(jsonText)) },
      {
        name: `encode status request, ${encoding}`,
        beside: stringify,
        body: () => do_not_optimize(encodeMessage(request)),
      },
      { name: decodeRequest, beside: parse, body: decoding('requests', [encodeMessage(request)]) },
      {
        name: `decode status request octet by octet, ${encoding}`,
        beside: decodeRequest,
        body: decoding('requests', octetByOctet(encodeMessage(request))),
      },
      {
        name: `decode open, ${encoding}`,
        beside: parse,
        body: decoding('answers', [encodeMessage(openAnswer(encoding))]),
      },
      ...(encoding === 'binary' ? [information] : []),
    ],
  };
});

/** Decodes one message from its chunks, addresses and all, as the next one of a connection that goes on and on. */
function decoding(accepts: Accepts, chunks: readonly Uint8Array[], read?: (message: Message) => unknown): () => void {
  const decoder = new Decoder(accepts);
  return () => {
    let message: Message | undefined;
    for (const chunk of chunks) {
      decoder.push(chunk);
      message = decoder.next();
    }
    if (message === undefined) throw new Error('the message was not decoded');
    do_not_optimize(message.id + message.source.port + message.destination.port);
    if (read !== undefined) do_not_optimize(read(message));
  };
}

function octetByOctet(octets: Uint8Array): Uint8Array[] {
  return Array.from(octets, (_, index) => octets.subarray(index, index + 1));
}

/** The message as plain JSON data, its greeting as a text. */
function jsonOf(message: Message): Omit<Message, 'body' | 'encoding'> & { body: string; encoding: Encoding } {
  return { ...message, body: new TextDecoder().decode(message.body) };
}
