import { readFile } from 'node:fs/promises';
import { usageError } from './exit-code.ts';

const causes: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
};

/**
 * The text of a file that the words of a command name, `by` an option as a rule.
 *
 * @throws {CommandError} where it cannot be read
 */
export async function readNamedFile(file: string, by: string): Promise<string> {
  return readFile(file, 'utf8').catch(({ code = '' }: NodeJS.ErrnoException) => {
    const cause = causes[code];
    throw usageError(`cannot read ${file} (${code})${cause === undefined ? '' : `: ${cause}`}; check what ${by} names`);
  });
}
