/**
 * Plays the cases of the conformance suite against every mutant and prints which notices which (npm run mutants). Each
 * mutant is done with at the first case that notices it; `--full` plays all cases, which takes half an hour.
 *
 *     npm run mutants -- [--full] [--only FAMILY] [--json FILE]
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readMachines } from '../spec/machine-table.ts';
import { killMatrix } from '../src/conform/mutants/kill-matrix.ts';
import { familyOf, makeMutants } from '../src/conform/mutants/mutants.ts';
import { survivors } from '../src/conform/mutants/survivors.ts';
import { suite } from '../src/conform/suite.ts';
import { testedClauses } from '../src/conform/testing/clauses.ts';
import { playInAllSettings } from '../src/conform/testing/settings.ts';
import { toJsonDocument } from '../src/report/json.ts';
import { renderMatrix } from './mutants/render-matrix.ts';

const { values } = parseArgs({
  options: { full: { type: 'boolean', default: false }, only: { type: 'string' }, json: { type: 'string' } },
});
const { full, only, json } = values;
const all = makeMutants(readMachines().responder);
const mutants = all.filter((mutant) => only === undefined || familyOf(mutant) === only);
if (mutants.length === 0) {
  const families = [...new Set(all.map(familyOf))].join(', ');
  process.stderr.write(`no family of mutants is called ${JSON.stringify(only)}; there are: ${families}\n`);
  process.exit(2);
}
const cases = suite.flatMap((section) => section.cases);
let done = 0;
const results = await killMatrix(cases, mutants, playInAllSettings, {
  stopEarly: !full,
  onResult: () => {
    done += 1;
    if (process.stderr.isTTY)
      process.stderr.write(`\r${done} of ${mutants.length}${done === mutants.length ? '\n' : ''}`);
  },
});
// Of one family alone nobody can say which clauses have no mutant.
const clauses = only === undefined ? testedClauses() : [];
process.stdout.write(renderMatrix(results, { cases: cases.map(({ id }) => id), full, clauses, reasons: survivors }));
if (json !== undefined) {
  const rows = results.map(({ mutant: { id, what, clauses: broken }, killedBy }) => ({
    id,
    what,
    clauses: broken,
    killedBy,
  }));
  writeFileSync(json, toJsonDocument({ full, cases: cases.map(({ id }) => id), mutants: rows }));
}
