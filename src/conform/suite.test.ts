import { describe, expect, test } from 'vitest';
import { lacksOf } from './needs.ts';
import { suite } from './suite.ts';
import { mute } from './testing/broken.ts';
import { directProfile, playAgainstReference, targetProfile } from './testing/reference.ts';

/** Every case of the suite holds for the reference responder, in virtual time and however octets are cut. */

const cases = suite.flatMap((section) => section.cases);

function* octetByOctet(octets: Uint8Array): Iterable<Uint8Array> {
  for (let at = 0; at < octets.length; at += 1) yield octets.subarray(at, at + 1);
}

describe.each([
  ['in agent mode', targetProfile, {}],
  ['in direct mode', directProfile, {}],
  ['in agent mode, octet by octet', targetProfile, { network: { segment: octetByOctet } }],
])('the reference responder %s', (_, profile, options) => {
  const supported = cases.filter((one) => lacksOf(one, profile).length === 0);

  test.each(supported.map((one) => [one.id, one] as const))('keeps %s', async (_id, one) => {
    expect((await playAgainstReference(one, profile, options)).finding).toBeUndefined();
  });
});

describe('a responder that says nothing', () => {
  const supported = cases.filter((one) => lacksOf(one, targetProfile).length === 0);

  test.each(supported.map((one) => [one.id, one] as const))('breaks %s: no case holds by itself', async (_id, one) => {
    expect(await playAgainstReference(one, targetProfile, { wrap: mute })).toMatchObject({
      finding: { kind: 'broken' },
    });
  });
});
