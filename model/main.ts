import { deepChecks, quickChecks } from './checks.ts';
import { Coverage, unreachable } from './coverage.ts';
import { production } from './machines.ts';
import { drawSequence } from './sequence-diagram.ts';

/** `npm run explore`: explores everything and says how much it was; `-- --quick`: what an ordinary test run explores. */
const checks = process.argv.includes('--quick') ? quickChecks : [...quickChecks, ...deepChecks];
const coverage = new Coverage();
const machines = coverage.over(production);
const total = { states: 0, transitions: 0 };
let failed = 0;
for (const check of checks) {
  const { states, transitions, atRest, depth, counterexample } = check.run(machines);
  total.states += states;
  total.transitions += transitions;
  const mark = counterexample === undefined ? '✓' : '✗';
  print(`${mark} ${check.name}: ${sizeOf({ states, transitions })}, ${atRest} at rest, depth ${depth}`);
  if (counterexample === undefined) continue;
  failed += 1;
  print(drawSequence(counterexample));
}
const { rows, reached, missed } = coverage;
print(`${sizeOf(total)}, ${reached.length} of ${rows.length} rows of spec/machines.yaml covered`);
for (const row of missed) print(`  not ${row}: ${unreachable[row] ?? 'nothing led there'}`);
process.exitCode = failed === 0 ? 0 : 1;

function sizeOf({ states, transitions }: typeof total): string {
  return `${states.toLocaleString('en-US')} states, ${transitions.toLocaleString('en-US')} transitions`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
