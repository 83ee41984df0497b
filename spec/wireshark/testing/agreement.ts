import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect } from 'vitest';
import { encodeMessage } from '../../../src/protocol/encoder.ts';
import { DEFAULT_AGENT_PORT } from '../../../src/protocol/message.ts';
import { concatenate } from '../../../src/protocol/octets.ts';
import { legalMessage, mutate, mutations } from '../../../src/protocol/testing/arbitraries.ts';
import { fromHex } from '../../../src/protocol/testing/decoding.ts';
import { type Stream, writeCapture } from './capture.ts';
import { decoded, dissected } from './readings.ts';
import { type DissectedItem, dissect } from './tshark.ts';

/** What one side of a connection says, for the dissector and the decoder to read. */

/** Legal messages, several one behind the other. */
export const conversation: fc.Arbitrary<Uint8Array> = fc
  .array(legalMessage(), { minLength: 1, maxLength: 5 })
  .map((messages) => concatenate(messages.map(encodeMessage)));

/** A message with something changed, and a good one behind it. */
export const mutatedMessage: fc.Arbitrary<Uint8Array> = fc
  .tuple(legalMessage(), mutations, legalMessage(['end', 'open']))
  .map(([message, changes, next]) => concatenate([mutate(encodeMessage(message), changes), encodeMessage(next)]));

/** The octets of every vector of the specification. */
export function readVectors(): Uint8Array[] {
  const file = new URL('../../vectors/psap-vectors.json', import.meta.url);
  const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as {
    vectors: { octets: { hex: string; times: number }[] }[];
  };
  return vectors.map(({ octets }) => fromHex(octets.map(({ hex, times }) => hex.repeat(times)).join('')));
}

/** Long inputs go in segments as they are usual, short ones in small ones. */
export function smallSegments(octets: Uint8Array, index: number): number {
  return octets.length > 4_096 ? 1_460 : [7, 53, 200, 1_460, 1][index % 5]!;
}

/** Dissects each input as the client's side of a connection of its own, and holds it to the decoder. */
export async function expectAgreement(
  inputs: readonly Uint8Array[],
  segmentOctets: (octets: Uint8Array, index: number) => number,
): Promise<void> {
  const streams = inputs.map((octets, index): Stream => {
    const pieces = [{ from: 'client', octets }] as const;
    return {
      clientPort: 10_000 + index,
      serverPort: DEFAULT_AGENT_PORT,
      pieces,
      segmentOctets: segmentOctets(octets, index),
    };
  });
  const items: DissectedItem[][] = inputs.map(() => []);
  for (const item of await dissect(writeCapture(streams))) items[item.stream]!.push(item);
  const readings = (read: (octets: Uint8Array, index: number) => string[]) =>
    inputs.map((octets, index) => ({ octets: Buffer.from(octets).toString('latin1'), read: read(octets, index) }));
  expect(readings((_, index) => dissected(items[index]!))).toEqual(readings(decoded));
}
