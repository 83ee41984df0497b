import type { TimelineEvent } from '../results/timeline.ts';
import { type Diagnostic, type Place, SourceError } from '../source/diagnostic.ts';
import { checkValue } from '../source/explain.ts';
import { YamlSource } from '../source/yaml-source.ts';
import { toJsonLine } from './json.ts';
import { eventKind, eventSchemas } from './timeline-schema.ts';

/** A timeline as JSON lines: one event a line, times rounded to the microsecond. */

/** An event on a line of its own. */
export function writeTimelineLine(event: TimelineEvent): string {
  return toJsonLine(event);
}

/** Where so many lines are wrong, the rest tell nothing new. */
const MOST_FAULTS = 10;

/**
 * Reads the lines back; empty ones are passed over, and keys that no event has are dropped.
 *
 * @param file the file's name in diagnostics
 * @throws {SourceError} with what is wrong and where, until there is enough of it
 */
export function readTimeline(text: string, file: string): TimelineEvent[] {
  return readPlacedTimeline(text, file).map(({ event }) => event);
}

/** The same, each event with its line. */
export function readPlacedTimeline(
  text: string,
  file: string,
): { readonly event: TimelineEvent; readonly place: Place }[] {
  const events: { event: TimelineEvent; place: Place }[] = [];
  const diagnostics: Diagnostic[] = [];
  const lines = text.replace(/^\u{feff}/u, '').split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const read = readLine(line, file);
    if (!Array.isArray(read)) {
      const place = { file, line: index + 1, column: 1, length: line.length, lineText: line };
      events.push({ event: read, place });
    } else diagnostics.push(...read.map((diagnostic) => ({ ...diagnostic, line: index + 1 })));
    if (diagnostics.length >= MOST_FAULTS) break;
  }
  if (diagnostics.length > 0) throw new SourceError(diagnostics);
  return events;
}

/** The event of a line, or what is wrong with it; all of it is on line 1. */
function readLine(line: string, file: string): TimelineEvent | Diagnostic[] {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    const place = { file, line: 1, column: 1, length: line.length, lineText: line };
    return [{ ...place, message: 'this line is not JSON', help: 'a line is one event, `{"atMs":…,"kind":…}`' }];
  }
  const kind = checkValue(eventKind, value);
  const checked = 'data' in kind ? checkValue(eventSchemas[kind.data.kind], value) : kind;
  if ('data' in checked) return checked.data;
  // JSON is YAML, whose source knows where each value stands.
  const source = new YamlSource(line, file);
  return checked.explanations.map(({ path, part, message, help }) => {
    const place = source.at(path as (string | number)[], part);
    return { ...place, message, ...(help !== undefined && { help }) };
  });
}
