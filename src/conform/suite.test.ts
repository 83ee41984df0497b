import { describe, expect, test } from 'vitest';
import { lacksOf } from './needs.ts';
import { suite } from './suite.ts';
import { mute } from './testing/broken.ts';
import { eccentric } from './testing/eccentric.ts';
import { playAgainstReference, referenceWorlds, targetProfile } from './testing/reference.ts';

/** Every case of the suite holds for the reference responder, in virtual time and however octets are cut. */

const cases = suite.flatMap((section) => section.cases);

/** Octet by octet, but for the rest of what is long. */
function* octetByOctet(octets: Uint8Array): Iterable<Uint8Array> {
  const single = Math.min(octets.length, 2_000);
  for (let at = 0; at < single; at += 1) yield octets.subarray(at, at + 1);
  for (let at = single; at < octets.length; at += 97) yield octets.subarray(at, at + 97);
}

const worlds = [
  ...Object.entries(referenceWorlds).map(([name, world]) => [name, ...world] as const),
  ['in agent mode, octet by octet', targetProfile, { network: { segment: octetByOctet } }] as const,
];

test('every case is supported by one of the worlds', () => {
  const unplayed = cases.filter((one) => worlds.every(([, profile]) => lacksOf(one, profile).length > 0));
  expect(unplayed.map(({ id }) => id)).toEqual([]);
});

describe.each(worlds)('the reference responder %s', (_, profile, options) => {
  test.each(suite.map(({ number, cases: ofSection }) => [number, ofSection] as const))(
    'keeps section %s',
    async (_number, ofSection) => {
      const broken: string[] = [];
      for (const one of ofSection.filter((each) => lacksOf(each, profile).length === 0)) {
        const { finding } = await playAgainstReference(one, profile, options);
        if (finding !== undefined) broken.push(`${one.id}: expected ${finding.expected}, got ${finding.actual}`);
      }
      expect(broken).toEqual([]);
    },
  );
});

describe('a responder that is eccentric, and conforms', () => {
  const binding = suite.map(({ number, cases: all }) => [number, all.filter(({ level }) => level === 'MUST')] as const);

  test.each(binding)('keeps section %s', async (_number, ofSection) => {
    const broken: string[] = [];
    for (const one of ofSection) {
      for (const [profile, options] of Object.values(referenceWorlds)) {
        if (lacksOf(one, profile).length > 0) continue;
        const { finding } = await playAgainstReference(one, profile, { ...options, wrap: eccentric });
        if (finding !== undefined) broken.push(`${one.id}: expected ${finding.expected}, got ${finding.actual}`);
      }
    }
    expect(broken).toEqual([]);
  });
});

describe('a responder that says nothing', () => {
  test.each(suite.map(({ number, cases: ofSection }) => [number, ofSection] as const))(
    'breaks every case of section %s: none holds by itself',
    async (_number, ofSection) => {
      const kept: string[] = [];
      for (const one of ofSection.filter((each) => lacksOf(each, targetProfile).length === 0)) {
        const { finding } = await playAgainstReference(one, targetProfile, { wrap: mute });
        if (finding?.kind !== 'broken') kept.push(one.id);
      }
      expect(kept).toEqual([]);
    },
  );
});
