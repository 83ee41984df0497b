import fc from 'fast-check';
import { describe, test } from 'vitest';
import { conversation, expectAgreement, mutatedMessage, smallSegments } from './testing/agreement.ts';
import { missingTshark } from './testing/tshark.ts';

/** The same as `dissector.test.ts`, with more messages, and others each time: the name of a test says its seed. */

const missing = missingTshark();
const seeds = Array.from({ length: 5 }, () => Math.floor(Math.random() * 2 ** 31));

describe.skipIf(missing !== undefined)(`the dissector${missing === undefined ? '' : `: ${missing}`}`, () => {
  test.each(seeds)('reads legal messages (seed %i)', async (seed) => {
    await expectAgreement(fc.sample(conversation, { seed, numRuns: 500 }), smallSegments);
  });

  test.each(seeds)('judges mutated messages (seed %i)', async (seed) => {
    await expectAgreement(fc.sample(mutatedMessage, { seed, numRuns: 2_000 }), smallSegments);
  });
});
