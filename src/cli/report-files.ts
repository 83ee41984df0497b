import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { WorldChoice } from '../report/rerun.ts';
import type { RunReport } from '../results/run-report.ts';
import { type CommandError, environmentError } from './exit-code.ts';

/** The files that `run` writes beside what it prints. */

export interface ReportFileOptions {
  readonly junit?: string;
}

/** Writes the files that were asked for, each whether or not the others can be, and gives why one cannot. */
export async function writeReportFiles(
  report: RunReport,
  { junit }: ReportFileOptions,
  choice: WorldChoice,
): Promise<CommandError | undefined> {
  const failures: string[] = [];
  if (junit !== undefined) {
    const { renderJunit } = await import('../report/junit.ts');
    failures.push(...(await save(junit, renderJunit(report, choice))));
  }
  return failures.length === 0 ? undefined : environmentError(failures.join('; '));
}

/** Gives what went wrong, where something did. */
async function save(file: string, text: string): Promise<string[]> {
  try {
    await writeFile(file, text);
    return [];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return [`cannot write ${file} (${code}): ${remedy(code, file)}; the results stand on standard output`];
  }
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
