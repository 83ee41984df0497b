import { describe, expect, test } from 'vitest';
import { lacksOf } from './needs.ts';
import { suite } from './suite.ts';
import { mute } from './testing/broken.ts';
import { eccentric } from './testing/eccentric.ts';
import { brokenBy, playAgainstReference, referenceWorlds, targetProfile } from './testing/reference.ts';

/** Every case of the suite holds for the reference responder, in virtual time. */

const cases = suite.flatMap((section) => section.cases);

const worlds = Object.entries(referenceWorlds).map(([name, world]) => [name, ...world] as const);

test('every case is supported by one of the worlds', () => {
  const unplayed = cases.filter((one) => worlds.every(([, profile]) => lacksOf(one, profile).length > 0));
  expect(unplayed.map(({ id }) => id)).toEqual([]);
});

describe.each(worlds)('the reference responder %s', (_, profile, options) => {
  test.each(suite.map(({ number, cases: ofSection }) => [number, ofSection] as const))(
    'keeps section %s',
    async (_number, ofSection) => {
      expect(await brokenBy(ofSection, profile, () => options)).toEqual([]);
    },
  );
});

describe('a responder that is eccentric in all that it may be, and conforms', () => {
  const binding = suite.map(({ number, cases: all }) => [number, all.filter(({ level }) => level === 'MUST')] as const);

  test.each(binding)('keeps section %s', async (_number, ofSection) => {
    expect(await brokenBy(ofSection, targetProfile, eccentric)).toEqual([]);
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
