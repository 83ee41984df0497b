#!/usr/bin/env node
/**
 * Runs every check of the project, whichever of them fail: types, lint, unused code and the tests (npm test); with
 * `--deep` the slow tests alone (npm run test:deep). The last line counts checks and tests together:
 *
 *     N passed, N failed, N skipped
 *
 * Exits 1 when anything failed or no test ran. Plain node: it needs nothing but the tools that it runs.
 */
import { styleText } from 'node:util';
import { addCounts, formatCounts } from './check/counts.mjs';
import { coloured, run } from './check/run.mjs';
import { runTests } from './check/run-tests.mjs';

const checks = [
  { name: 'types', tool: 'tsc', args: ['--noEmit'] },
  { name: 'types of the page', tool: 'tsc', args: ['-p', 'src/report/html/client'] },
  { name: 'lint', tool: 'biome', args: ['check', '--error-on-warnings', '.'] },
  { name: 'unused', tool: 'knip', args: [] },
];

const deep = process.argv.includes('--deep');
let total = { passed: 0, failed: 0, skipped: 0 };

for (const { name, tool, args } of deep ? [] : checks) {
  const { succeeded, elapsedMs, output } = await run(tool, args, 'capture');
  announce(name, succeeded, elapsedMs);
  if (!succeeded) console.log(output.trimEnd());
  total = addCounts(total, { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, skipped: 0 });
}

const tests = await runTests(deep ? ['--config', 'vitest.deep.config.ts'] : []);
announce(deep ? 'deep tests' : 'tests', tests.counts.failed === 0, tests.elapsedMs);
total = addCounts(total, tests.counts);

console.log(`\n${formatCounts(total)}`);
process.exitCode = total.failed === 0 ? 0 : 1;

/**
 * @param {string} name
 * @param {boolean} succeeded
 * @param {number} elapsedMs
 */
function announce(name, succeeded, elapsedMs) {
  const line = `${succeeded ? '✓' : '✗'} ${name} ${(elapsedMs / 1_000).toFixed(1)} s`;
  console.log(coloured ? styleText(succeeded ? 'green' : 'red', line) : line);
}
