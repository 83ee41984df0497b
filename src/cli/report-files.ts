import { constants } from 'node:fs';
import { access, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { WorldChoice } from '../report/rerun.ts';
import type { RunReport, ScenarioReport } from '../results/run-report.ts';
import { type CommandError, environmentError, usageError } from './exit-code.ts';
import { readMessages } from './read-messages.ts';

/** The files that `run` writes beside what it prints. */

export interface ReportFileOptions {
  readonly junit?: string;
  readonly html?: string;
}

/** Throws a CommandError where one of the files, each named by its option, would take the place of another. */
export function requireDistinctFiles(files: Readonly<Record<string, string | undefined>>): void {
  const known = new Map<string, { readonly option: string; readonly file: string }>();
  for (const [option, file] of Object.entries(files)) {
    if (file === undefined) continue;
    const other = known.get(path.resolve(file));
    if (other !== undefined) {
      throw usageError(`${other.option} and ${option} name the same file, ${other.file}: give each its own`);
    }
    known.set(path.resolve(file), { option, file });
  }
}

/**
 * Whether the files that were asked for can be written, asked before the work that they are to tell of, and leaving them as
 * they are. Throws a CommandError where one cannot.
 */
export async function requireWritable(...files: readonly (string | undefined)[]): Promise<void> {
  for (const file of files) {
    if (file === undefined) continue;
    try {
      const there = await stat(file).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
        return undefined;
      });
      if (there?.isDirectory() === true) throw Object.assign(new Error(), { code: 'EISDIR' });
      await access(there === undefined ? path.dirname(file) : file, constants.W_OK);
    } catch (error) {
      throw unwritable(file, error as NodeJS.ErrnoException, 'nothing was sent');
    }
  }
}

/** Writes the files that were asked for, each whether or not the others can be, and gives why one cannot. */
export async function writeReportFiles(
  report: RunReport,
  { junit, html }: ReportFileOptions,
  choice: WorldChoice,
): Promise<CommandError | undefined> {
  const failures: string[] = [];
  if (junit !== undefined) {
    const { renderJunit } = await import('../report/junit.ts');
    failures.push(...(await saveFile(junit, renderJunit(report, choice))));
  }
  if (html !== undefined) {
    const { renderRunPage } = await import('../report/html/page.ts');
    const scenarios = report.scenarios.map(withMessages);
    failures.push(...(await saveFile(html, renderRunPage({ ...report, scenarios }, choice))));
  }
  return failures.length === 0 ? undefined : environmentError(failures.join('; '));
}

/** A timeline has octets; a reader wants to know what they meant. */
function withMessages(scenario: ScenarioReport): ScenarioReport {
  const { timeline } = scenario;
  return timeline === undefined ? scenario : { messages: readMessages(timeline), ...scenario };
}

/** Gives what went wrong, where something did. */
export async function saveFile(file: string, text: string): Promise<string[]> {
  try {
    await writeFile(file, text);
    return [];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return [`cannot write ${file} (${code}): ${remedy(code, file)}; the results stand on standard output`];
  }
}

/** Why a file cannot be written, what to do about it, and what is with the rest: `nothing was sent`. */
export function unwritable(file: string, { code }: NodeJS.ErrnoException, rest: string): CommandError {
  return environmentError(`cannot write ${file} (${code}): ${remedy(code, file)}; ${rest}`);
}

/** What to do where a file cannot be written. */
export function remedy(code: string | undefined, file: string): string {
  switch (code) {
    case 'ENOENT':
      return `create the folder ${path.dirname(file)} first`;
    case 'EISDIR':
      return 'it is a folder, name a file in it';
    case 'ENOTDIR':
      return `${path.dirname(file)} is no folder, name a file in one`;
    case 'ENOSPC':
    case 'EDQUOT':
      return 'make room there, or name a file elsewhere';
    default:
      return 'name a file in a folder that you may write to';
  }
}
