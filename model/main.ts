import { deepChecks, quickChecks } from './checks.ts';
import { production } from './machines.ts';
import { drawSequence } from './sequence-diagram.ts';

/** `npm run explore`: explores everything and says how much it was. */
let failed = 0;
for (const check of [...quickChecks, ...deepChecks]) {
  const { states, transitions, atRest, depth, counterexample } = check.run(production);
  const size = `${states.toLocaleString('en-US')} states, ${transitions.toLocaleString('en-US')} transitions`;
  process.stdout.write(
    `${counterexample === undefined ? '✓' : '✗'} ${check.name}: ${size}, ${atRest} at rest, depth ${depth}\n`,
  );
  if (counterexample === undefined) continue;
  failed += 1;
  process.stdout.write(`${drawSequence(counterexample)}\n`);
}
process.exitCode = failed === 0 ? 0 : 1;
