import { loadCases } from '../conform/case-file.ts';
import { type PlacedCase, selectCases } from '../conform/select-cases.ts';
import { suite } from '../conform/suite.ts';
import { suggest } from '../source/suggest.ts';
import { usageError } from './exit-code.ts';
import type { Library } from './explain/library.ts';
import { readNamedFile } from './read-named-file.ts';

/** Which cases `conform` is to run: all, those with some names, those of files. */

export interface CaseOptions {
  readonly run: readonly string[];
  readonly skip: readonly string[];
}

/** Throws a CommandError where nothing is chosen, or a pattern chooses nothing, and a SourceError for a bad file. */
export async function chooseCases({ run, skip }: CaseOptions, library: Library): Promise<readonly PlacedCase[]> {
  const files = run.filter(isFile);
  const globs = run.filter((word) => !isFile(word));
  const { cases, unmatched } = selectCases(suite, { run: globs, skip });
  const [first] = unmatched;
  if (first !== undefined) {
    const ids = suite.flatMap((section) => section.cases.map(({ id }) => id));
    const meant = suggest(first.toUpperCase(), ids);
    const hint = meant === undefined ? '`portlab conform --list` says which there are' : `did you mean ${meant}?`;
    throw usageError(`no case is called ${JSON.stringify(first)}; ${hint}`);
  }
  const read = (await Promise.all(files.map((file) => readCases(file, library)))).flat();
  const chosen = files.length > 0 && globs.length === 0 ? read : [...cases, ...read];
  if (chosen.length === 0) throw usageError('every case is skipped: nothing would be run');
  return chosen;
}

function isFile(word: string): boolean {
  return /\.ya?ml$/i.test(word);
}

async function readCases(file: string, { specification: { clauses } }: Library): Promise<PlacedCase[]> {
  const text = await readNamedFile(file, '--run');
  const ids = clauses.map(({ id }) => id);
  return loadCases(text, file, ids).map((one) => {
    const { section } = clauses.find(({ id }) => id === one.requirements[0])!;
    return { section: section.split('.')[0]!, one, file };
  });
}
