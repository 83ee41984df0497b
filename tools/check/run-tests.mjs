import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { countTests } from './counts.mjs';
import { run } from './run.mjs';

const skippedReporter = path.join(import.meta.dirname, 'skipped-reporter.mjs');

/**
 * Runs the tests, streams what vitest prints, and counts them by its JSON report. Tests marked `only` fail, and so does
 * a snapshot that is not written down.
 *
 * @param {readonly string[]} args further arguments for vitest
 */
export async function runTests(args) {
  const folder = mkdtempSync(path.join(tmpdir(), 'portlab-tests-'));
  const reportFile = path.join(folder, 'report.json');
  try {
    const { succeeded, elapsedMs } = await run(
      'vitest',
      [
        'run',
        ...args,
        '--allowOnly=false',
        '--update=none',
        '--reporter=default',
        `--reporter=${skippedReporter}`,
        '--reporter=json',
        `--outputFile.json=${reportFile}`,
      ],
      'stream',
    );
    return { counts: countTests(readReport(reportFile), succeeded), elapsedMs };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The report, or undefined where vitest did not come as far as writing one.
 *
 * @param {string} file
 */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
