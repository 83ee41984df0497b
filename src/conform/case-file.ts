import { stringify } from 'yaml';
import { z } from 'zod';
import { suggest } from '../source/suggest.ts';
import { YamlSource } from '../source/yaml-source.ts';
import { type ScriptedCase, scriptedCase } from './case.ts';

/** Cases in YAML: a list of them, as `writeCases` writes it. */

const caseFile = z.array(scriptedCase).min(1);

/**
 * Reads cases; `file` is its name in diagnostics, `clauses` are the ids of the specification.
 *
 * @throws {SourceError} with everything that is wrong with them.
 */
export function loadCases(text: string, file: string, clauses: readonly string[]): ScriptedCase[] {
  const source = new YamlSource(text, file);
  const cases = source.check(caseFile);
  const ids = new Map<string, number>();
  for (const [index, { id, requirements }] of cases.entries()) {
    const first = ids.get(id);
    if (first === undefined) ids.set(id, index);
    else {
      const related = { message: 'first here', place: source.at([first, 'id']) };
      source.report(source.at([index, 'id']), `two cases are called \`${id}\``, { related });
    }
    for (const [at, requirement] of requirements.entries()) {
      if (clauses.includes(requirement)) continue;
      const meant = suggest(requirement, clauses);
      const place = source.at([index, 'requirements', at]);
      source.report(
        place,
        `no clause is called \`${requirement}\``,
        meant === undefined ? {} : { help: `did you mean \`${meant}\`?` },
      );
    }
  }
  source.throwIfReported();
  return cases;
}

/** The cases as `loadCases` reads them. */
export function writeCases(cases: readonly ScriptedCase[]): string {
  return stringify(cases, { lineWidth: 120 });
}
