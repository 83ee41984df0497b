import { describe, expect, test } from 'vitest';
import { suite } from './suite.ts';
import { eccentrics } from './testing/eccentric.ts';
import { brokenBy, referenceWorlds, targetProfile } from './testing/reference.ts';

/** The suite against responders that conform in their own way, in virtual time. */

const cases = suite.flatMap((section) => section.cases);
const binding = cases.filter(({ level }) => level === 'MUST');

/** Octet by octet, but for the rest of what is long. */
function* octetByOctet(octets: Uint8Array): Iterable<Uint8Array> {
  const single = Math.min(octets.length, 2_000);
  for (let at = 0; at < single; at += 1) yield octets.subarray(at, at + 1);
  for (let at = single; at < octets.length; at += 97) yield octets.subarray(at, at + 97);
}

test('every case holds where octets arrive one by one', async () => {
  const broken = await brokenBy(cases, targetProfile, () => ({ network: { segment: octetByOctet } }));
  expect(broken).toEqual([]);
});

describe.each(Object.entries(eccentrics))('a responder that %s', (_, own) => {
  test.each(Object.entries(referenceWorlds))('keeps every MUST, asked %s', async (_name, [profile, options]) => {
    expect(await brokenBy(binding, profile, () => ({ ...options, ...own() }))).toEqual([]);
  });
});

test.each([1, 2, 3, 4, 5])('a responder that serves %i connections keeps every MUST', async (connections) => {
  const profile = { ...targetProfile, limits: { ...targetProfile.limits, connections } };
  expect(await brokenBy(binding, profile, () => ({ limits: { connections } }))).toEqual([]);
});
