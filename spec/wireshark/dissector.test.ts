import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conversation, expectAgreement, mutatedMessage, readVectors, smallSegments } from './testing/agreement.ts';
import { missingTshark } from './testing/tshark.ts';

/** In captures the dissector reads what the decoder reads, however the octets are cut into segments. */

const missing = missingTshark();
/** Always the same messages: what chance finds is for the slow tests. */
const seed = 1;

describe.skipIf(missing !== undefined)(`the dissector${missing === undefined ? '' : `: ${missing}`}`, () => {
  test('reads every vector', async () => {
    const inputs = readVectors();
    expect(inputs.length).toBeGreaterThan(150);
    await expectAgreement(inputs, smallSegments);
  });

  test('reads legal messages, several on each connection', async () => {
    await expectAgreement(fc.sample(conversation, { seed, numRuns: 60 }), smallSegments);
  });

  test('judges mutated messages, and reads nothing behind a violation', async () => {
    await expectAgreement(fc.sample(mutatedMessage, { seed, numRuns: 200 }), smallSegments);
  });
});
