import { beforeAll, describe, expect, test } from 'vitest';
import { readMachines } from '../../../spec/machine-table.ts';
import { suite } from '../suite.ts';
import { testedClauses } from '../testing/clauses.ts';
import { playInAllSettings } from '../testing/settings.ts';
import { idleCases, killMatrix, type MutantResult, unguardedClauses } from './kill-matrix.ts';
import { makeMutants } from './mutants.ts';
import { survivors } from './survivors.ts';

/** The gate: what the suite notices, all of it. */

const cases = suite.flatMap((section) => section.cases);
const mutants = makeMutants(readMachines().responder);
let results: readonly MutantResult[] = [];

beforeAll(async () => {
  results = await killMatrix(cases, mutants, playInAllSettings, { stopEarly: true });
}, 300_000);

const surviving = () => results.filter(({ killedBy }) => killedBy.length === 0).map(({ mutant }) => mutant.id);

describe('the suite', () => {
  test('notices every mutant that can be told from the reference', () => {
    expect(surviving().filter((id) => survivors[id] === undefined)).toEqual([]);
  });

  test('has a reason for survivors alone', () => {
    const alive = new Set(surviving());
    expect(Object.keys(survivors).filter((id) => !alive.has(id))).toEqual([]);
  });

  test('has no case at the level MUST that notices nothing', async () => {
    const binding = cases.filter(({ level }) => level === 'MUST');
    const idle = await idleCases(binding, mutants, results, playInAllSettings);
    expect(idle.map(({ id }) => id)).toEqual([]);
  }, 300_000);

  test('guards every clause that can be tested', () => {
    expect(unguardedClauses(testedClauses(), results)).toEqual([]);
  });
});
