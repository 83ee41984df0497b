/**
 * Plays every case of the conformance suite against every mutant and prints which notices which (npm run mutants).
 *
 *     npm run mutants -- [--only FAMILY] [--json FILE]
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readMachines } from '../spec/machine-table.ts';
import { killMatrix, unguardedClauses } from '../src/conform/mutants/kill-matrix.ts';
import { familyOf, makeMutants } from '../src/conform/mutants/mutants.ts';
import { survivors } from '../src/conform/mutants/survivors.ts';
import { suite } from '../src/conform/suite.ts';
import { testedClauses } from '../src/conform/testing/clauses.ts';
import { playInAllSettings } from '../src/conform/testing/settings.ts';
import { toJsonDocument } from '../src/report/json.ts';
import { renderMatrix } from './mutants/render-matrix.ts';

const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'string' } } });
const mutants = makeMutants(readMachines().responder).filter(
  (mutant) => values.only === undefined || familyOf(mutant) === values.only,
);
const cases = suite.flatMap((section) => section.cases);
const results = await killMatrix(cases, mutants, playInAllSettings);
const unguarded = values.only === undefined ? unguardedClauses(testedClauses(), results) : [];
process.stdout.write(renderMatrix(results, { cases: cases.map(({ id }) => id), unguarded, reasons: survivors }));
if (values.json !== undefined) {
  const rows = results.map(({ mutant: { id, what, clauses }, killedBy }) => ({ id, what, clauses, killedBy }));
  writeFileSync(values.json, toJsonDocument({ cases: cases.map(({ id }) => id), mutants: rows, unguarded }));
}
