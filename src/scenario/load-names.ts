import type { z } from 'zod';
import { listQuoted } from '../source/suggest.ts';
import { ValueError } from '../source/value-error.ts';
import { withKeys } from '../source/values.ts';

/** The names that scenarios give to hosts, scanners and values. */

/** Words that say something else where names of hosts and scanners stand. */
const reserved = ['default', 'summary', 'duration', 'local errors'];

/** Makes a schema of a map refuse keys that cannot be names of hosts or scanners: they stand beside ports in `expect`. */
export function withNames<S extends z.ZodType>(schema: S): S {
  return withKeys(schema, checkName);
}

/** @throws {ValueError} */
function checkName(name: string): void {
  if (reserved.includes(name)) {
    throw new ValueError(`\`${name}\` cannot be a name here`, `these words mean something: ${listQuoted(reserved)}`);
  }
  if (/^\p{L}[\p{L}\p{N} _-]*$/u.test(name)) return;
  throw new ValueError(
    `\`${name}\` cannot be a name here`,
    'begin with a letter, and go on with letters, digits, `-` or `_`',
  );
}

/** Makes a schema of a map refuse keys that cannot be names of values, which stand in `${…}`. */
export function withValueNames<S extends z.ZodType>(schema: S): S {
  return withKeys(schema, (name) => {
    if (/^[A-Za-z][\w-]*$/.test(name)) return;
    throw new ValueError(
      `\`${name}\` cannot be a name`,
      'begin with a letter, and go on with letters, digits, `-` or `_`',
    );
  });
}
