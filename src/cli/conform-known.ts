import { KnownFailures, loadKnownFailures } from '../conform/known-failures.ts';
import type { PlacedCase } from '../conform/select-cases.ts';
import { suite } from '../conform/suite.ts';
import { writeKnownFailures } from '../conform/write-known-failures.ts';
import { count } from '../report/plain-text.ts';
import type { ConformResult } from '../results/conform.ts';
import { renderDiagnostics } from '../source/render.ts';
import { readNamedFile } from './read-named-file.ts';
import { saveFile } from './report-files.ts';
import type { Terminal } from './terminal.ts';
import { readVersion } from './version.ts';

/** Files of failures that are known, as `--known-failing` and `--write-known-failing` name them. */

export interface KnownOptions {
  readonly knownFailing?: string;
  readonly writeKnownFailing?: string;
}

/** Nothing is known where no file is named. Throws a CommandError or SourceError for a bad one. */
export async function readKnownFailures(
  { knownFailing: file }: KnownOptions,
  chosen: readonly PlacedCase[],
): Promise<KnownFailures> {
  if (file === undefined) return new KnownFailures(new Map());
  const text = await readNamedFile(file, '--known-failing');
  // A run of some cases is held to what is known of those: the rest has to exist all the same.
  const all = new Map(
    [...suite.flatMap(({ cases }) => cases), ...chosen.map(({ one }) => one)].map((one) => [one.id, one]),
  );
  return loadKnownFailures(text, file, [...all.values()]);
}

/** Says what is not as the file says, and what of it was not asked for. */
export function tellSurprises(
  known: KnownFailures,
  { knownFailing }: KnownOptions,
  chosen: readonly PlacedCase[],
  { notice, noticeColours }: Terminal,
): void {
  if (known.surprises.length > 0) notice(renderDiagnostics(known.surprises, noticeColours));
  const absent = known.absentFrom(chosen.map(({ one }) => one.id));
  if (absent.length > 0)
    notice(`${knownFailing}: ${count(absent.length, 'known failure')} not among the cases chosen.`);
}

/** Gives what went wrong, where something did. */
export async function saveKnownFailures(
  { writeKnownFailing: file }: KnownOptions,
  { target, seed, results }: ConformResult,
  known: KnownFailures,
): Promise<string[]> {
  if (file === undefined) return [];
  const header =
    `Known failures of ${target}, written by portlab ${readVersion()} (seed ${seed}).\n` +
    'A run takes this file once every `reason` says why.';
  return saveFile(
    file,
    writeKnownFailures(results, header, (id) => known.reasonOf(id)),
  );
}
