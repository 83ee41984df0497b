import { loopback } from '../../protocol/address-range.ts';
import type { Finding } from '../bench.ts';
import type { Case } from '../case.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { lacksOf } from '../needs.ts';
import type { TargetProfile } from '../profile.ts';
import { directProfile, playAgainstReference, type ReferenceOptions, targetProfile } from './reference.ts';

/** The reference in every way in which it can be asked: a case is played wherever it has what it needs. */
const settings: readonly { readonly profile: TargetProfile; readonly options: ReferenceOptions }[] = [
  { profile: targetProfile, options: {} },
  { profile: directProfile, options: {} },
  {
    profile: { ...targetProfile, denied: new Set(['status']) },
    options: { policy: { status: [], information: loopback } },
  },
  {
    profile: { ...targetProfile, denied: new Set(['information']) },
    options: { policy: { status: loopback, information: [] } },
  },
];

/** The first thing that is wrong with a mutant, or with the reference itself where there is none. */
export async function playInAllSettings(one: Case, mutant?: Mutant): Promise<Finding | undefined> {
  const change = mutant === undefined ? {} : { ...mutant.change, onCrash: () => {} };
  for (const { profile, options } of settings) {
    if (lacksOf(one, profile).length > 0) continue;
    const { finding } = await playAgainstReference(one, profile, { ...options, ...change });
    if (finding !== undefined) return finding;
  }
  return undefined;
}
