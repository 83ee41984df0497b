import { readFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { loadScenarioFile } from '../scenario/load.ts';
import type { ReadIncluded } from '../scenario/load-files.ts';
import type { Scenario } from '../scenario/model.ts';
import { type Diagnostic, SourceError } from '../source/diagnostic.ts';
import { usageError } from './exit-code.ts';
import { explainMixUp } from './yaml-kinds.ts';

/**
 * The scenarios that the words name: files, folders (searched for `*.yaml` and `*.yml`) and globs, each file once, in
 * order, and of each file every row of its matrix. Files whose names begin with `_` are there to be
 * included: folders and globs pass them over. Throws a SourceError with what is wrong in all of them, and a CommandError where a word names none.
 */
export async function loadScenarios(words: readonly string[]): Promise<readonly Scenario[]> {
  const scenarios: Scenario[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const file of await findAllFiles(words)) {
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw usageError(`cannot read ${file} (${error.code})`);
    });
    try {
      scenarios.push(...loadScenarioFile(text, file, readIncluded));
    } catch (caught) {
      const error = explainMixUp(caught, text, file, 'scenario');
      if (!(error instanceof SourceError)) throw error;
      diagnostics.push(...error.diagnostics);
    }
  }
  if (diagnostics.length > 0) throw new SourceError(diagnostics);
  return scenarios;
}

/** Paths count from the file that includes. */
const readIncluded: ReadIncluded = (included, from) => {
  const file = path.isAbsolute(included) ? included : path.join(path.dirname(from), included);
  try {
    return { file, text: readFileSync(file, 'utf8') };
  } catch {
    return undefined;
  }
};

/** Named as the words name them, and each once, however many words name it. */
async function findAllFiles(words: readonly string[]): Promise<Iterable<string>> {
  const files = new Map<string, string>();
  for (const word of words) {
    for (const file of await findFiles(word)) {
      const absolute = path.resolve(file);
      if (!files.has(absolute)) files.set(absolute, file);
    }
  }
  return files.values();
}

async function findFiles(word: string): Promise<string[]> {
  const found = await stat(word).catch(() => undefined);
  if (found?.isFile() === true) return [word];
  const pattern = found?.isDirectory() === true ? path.posix.join(escapeGlob(word), '**/*.{yaml,yml}') : word;
  if (found === undefined && !isDynamicPattern(word)) {
    throw usageError(`there is no scenario ${word}: no such file or folder`);
  }
  const matches = await glob(pattern, { onlyFiles: true, expandDirectories: false, absolute: path.isAbsolute(word) });
  const files = matches.filter((file) => !path.basename(file).startsWith('_'));
  if (files.length === 0) throw usageError(`${word} names no scenario: no .yaml file is there to be run`);
  return files.sort();
}

function escapeGlob(text: string): string {
  return text.replace(/[\\*?[\]{}()!@+]/g, '\\$&');
}
