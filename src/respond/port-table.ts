import type { z } from 'zod';
import { formatPortRanges, PortListError, type PortRange, parsePortList } from '../protocol/port-list.ts';
import { findPortOverlaps } from '../protocol/port-map.ts';
import type { Place } from '../source/diagnostic.ts';
import { suggest } from '../source/suggest.ts';
import { ValueError } from '../source/value-error.ts';
import type { ValueSource } from '../source/value-source.ts';
import { withKeys } from '../source/values.ts';
import type { Path } from '../source/yaml-tree.ts';

/** Tables in YAML whose keys are ports, ranges or lists of them: `22`, `8000-8010`, `"22,80"`. */

/** What lists of ports look like. */
export const portListPattern = '\\d+(-\\d+)?( *, *\\d+(-\\d+)?)*';

/** `parsePortList` for YAML. @throws {ValueError} */
export function readPortList(text: string): readonly PortRange[] {
  try {
    return parsePortList(text);
  } catch (error) {
    if (!(error instanceof PortListError)) throw error;
    throw new ValueError(error.problem, error.remedy, { offset: error.offset, length: error.length });
  }
}

/**
 * Makes a schema of a map refuse keys that are neither lists of ports nor one of `words`; `helpOnWords` is for those that
 * look like a word.
 */
export function withPortKeys<S extends z.ZodType>(schema: S, words: readonly string[], helpOnWords?: string): S {
  const checked = withKeys(schema, (key) => {
    if (!words.includes(key)) checkPortKey(key, words, helpOnWords);
  });
  return checked.meta({ keys: { pattern: `^${portListPattern}$`, words } });
}

/** Makes sure that a key, which is none of `words`, is a list of ports. @throws {ValueError} */
export function checkPortKey(key: string, words: readonly string[], helpOnWords?: string): void {
  const meant = suggest(key, words);
  if (meant !== undefined) throw new ValueError(`\`${key}\` is not a port`, `did you mean \`${meant}\`?`);
  if (helpOnWords !== undefined && /^\p{L}/u.test(key)) {
    throw new ValueError(`nothing here is called \`${key}\``, helpOnWords);
  }
  readPortList(key);
}

/** One range of a port table. */
export interface PortTableRange extends PortRange {
  /** The key that it comes from. */
  readonly key: string;
  /** Where the key stands. */
  readonly place: Place;
}

/**
 * The ranges that the keys of the table at `path` name; the keys are lists of ports already. Overlaps of two keys are
 * reported, and the ranges returned are disjoint all the same.
 */
export function readPortKeys(source: ValueSource, path: Path, keys: readonly string[]): readonly PortTableRange[] {
  return keepDisjoint(
    source,
    keys.flatMap((key) => portKeyRanges(source, path, key)),
  );
}

/** The ranges that one key of the table at `path` names. */
export function portKeyRanges(source: ValueSource, path: Path, key: string): readonly PortTableRange[] {
  const place = source.at([...path, key], 'key');
  return parsePortList(key).map((range) => ({ ...range, key, place }));
}

/** Reports overlaps, and leaves them out. */
export function keepDisjoint<R extends PortTableRange>(source: ValueSource, ranges: readonly R[]): readonly R[] {
  const overlapping = new Set<R>();
  for (const [lower, upper] of findPortOverlaps(ranges)) {
    overlapping.add(upper);
    const [first, second] = isBefore(lower.place, upper.place) ? [lower, upper] : [upper, lower];
    const shared = { first: upper.first, last: Math.min(lower.last, upper.last) };
    const ports = formatPortRanges([shared]);
    const subject = shared.first === shared.last ? `port ${ports} is` : `ports ${ports} are`;
    source.report(second.place, `${subject} named twice`, {
      help: 'name each port once',
      related: { message: 'first here', place: first.place },
    });
  }
  return ranges.filter((range) => !overlapping.has(range));
}

function isBefore(one: Place, other: Place): boolean {
  return one.line < other.line || (one.line === other.line && one.column < other.column);
}
