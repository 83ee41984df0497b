import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ScenarioResult } from '../../results/run.ts';
import { loadScenarioFile } from '../load.ts';

/** The scenarios that are shipped, and what there is to say of their results. */

const folder = fileURLToPath(new URL('../../../scenarios/', import.meta.url));
/** Of the scenarios, not of what they include. */
export const files = readdirSync(folder).filter((file) => /^[^_].*\.yaml$/.test(file));

/** Every row of every file. */
export const scenarios = files.flatMap((file) => {
  return loadScenarioFile(readText(file), file, (included) => ({ file: included, text: readText(included) }));
});

function readText(file: string): string {
  return readFileSync(`${folder}${file}`, 'utf8');
}

/** What failed, in the words that a person gets to see. */
export function failuresOf({ expectations }: ScenarioResult): string[] {
  return expectations.flatMap(({ text, passed, actual }) => (passed ? [] : [`${text}, found ${actual}`]));
}
