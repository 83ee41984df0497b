import type { Finding } from '../bench.ts';
import type { Case } from '../case.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { lacksOf } from '../needs.ts';
import { playAgainstReference, referenceWorlds } from './reference.ts';

/** The first thing that is wrong with a mutant, or with the reference itself where there is none, in any world. */
export async function playInAllSettings(one: Case, mutant?: Mutant): Promise<Finding | undefined> {
  const change = mutant === undefined ? {} : { ...mutant.change, onCrash: () => {} };
  for (const [profile, options] of Object.values(referenceWorlds)) {
    if (lacksOf(one, profile).length > 0) continue;
    const { finding } = await playAgainstReference(one, profile, { ...options, ...change });
    if (finding !== undefined) return finding;
  }
  return undefined;
}
