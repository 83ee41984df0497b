import type { Case, Section } from './case.ts';

/** A case with the section of the specification whose file it stands in. */
export interface PlacedCase {
  readonly section: string;
  readonly one: Case;
  /** Where it was read from, for a case that is not of the suite. */
  readonly file?: string;
}

export interface Selection {
  readonly cases: readonly PlacedCase[];
  /** Patterns that no case of the suite has the name of. */
  readonly unmatched: readonly string[];
}

/**
 * The cases whose id, or a name that they had, one of `run` matches and none of `skip`; all where `run` is empty. `*` is
 * any characters, `?` is one.
 */
export function selectCases(
  sections: readonly Section[],
  { run, skip }: { readonly run: readonly string[]; readonly skip: readonly string[] },
): Selection {
  const all = sections.flatMap(({ number, cases }) => cases.map((one) => ({ section: number, one })));
  const isNamed = ({ one }: PlacedCase, pattern: string) => isCalled(one, pattern);
  const cases = all
    .filter((placed) => run.length === 0 || run.some((pattern) => isNamed(placed, pattern)))
    .filter((placed) => !skip.some((pattern) => isNamed(placed, pattern)));
  const unmatched = [...run, ...skip].filter((pattern) => !all.some((placed) => isNamed(placed, pattern)));
  return { cases, unmatched };
}

/** Whether its id, or a name that it had, matches the pattern. */
export function isCalled({ id, aliases = [] }: Pick<Case, 'id' | 'aliases'>, pattern: string): boolean {
  return [id, ...aliases].some((name) => globPattern(pattern).test(name));
}

function globPattern(glob: string): RegExp {
  const escaped = glob.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 'i');
}
