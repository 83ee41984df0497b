import { afterEach, describe, expect, test } from 'vitest';
import { type Campaign, runCampaign } from './campaign.ts';
import { examineAlone } from './examine.ts';
import { targets } from './targets/all.ts';
import { decoderTarget } from './targets/decoder.ts';
import { buggyDecoders, forget } from './testing/buggy-decoders.ts';

/** Fuzzing in short: nothing is found in what we ship, and what is wrong on purpose is found. */

const SEED = 20_260_101;

function expectNothing({ findings }: Campaign): void {
  expect(findings.map(({ promise, details, input }) => ({ promise, details, input }))).toEqual([]);
}

describe('a short campaign', () => {
  test.each([
    ['decoder', 1_500],
    ['attributes', 10_000],
    ['profile', 200],
    ['scenario', 200],
  ] as const)('finds nothing in %s', (name, maxInputs) => {
    const target = targets[name]();
    const campaign = runCampaign(target, { seed: SEED, maxInputs, maxMs: 60_000, timeoutMs: 5_000 });
    expectNothing(campaign);
    expect(campaign.corpusSize).toBeGreaterThan(target.seeds.length);
  });

  test('makes the same inputs of the same seed', () => {
    const inputsOf = (seed: number) => {
      const inputs: string[] = [];
      const target = targets.attributes();
      const examine = (input: Uint8Array) => {
        inputs.push(Buffer.from(input).toString('hex'));
        return target.examine(input, false);
      };
      runCampaign({ ...target, examine }, { seed, maxInputs: 120, maxMs: 60_000 });
      // What comes after them looks at memory.
      return inputs.slice(0, 120);
    };
    expect(inputsOf(1)).toEqual(inputsOf(1));
    expect(inputsOf(1)).not.toEqual(inputsOf(2));
  });
});

describe('a decoder that', () => {
  afterEach(forget);

  test.each(buggyDecoders)('%s is found', (_, Buggy, promise) => {
    const target = decoderTarget((accepts) => new Buggy(accepts));
    const timeoutMs = promise === 'returns' ? 50 : 1_000;
    const options = { seed: SEED, maxInputs: 1_500, maxMs: 60_000, timeoutMs, maxFindings: 1 };
    const { findings } = runCampaign(target, options);
    const [finding] = findings;
    expect(finding?.promise).toBe(promise);
    if (finding?.input === undefined) return;
    // What is reported is small, and shows the bug by itself; in the real decoder it shows nothing.
    if (promise !== 'returns') expect(finding.input.length).toBeLessThan(200);
    expect(examineAlone(target, finding.input, timeoutMs)?.promise).toBe(promise);
    expect(examineAlone(decoderTarget(), finding.input, 5_000)).toBeUndefined();
  });
});
