import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { toJsonPieces } from '../report/json.ts';
import type { ScanResult } from '../results/scan.ts';
import { type CommandError, environmentError } from './exit-code.ts';
import { remedy } from './report-files.ts';
import type { ScanOptions } from './scan-options.ts';
import { filterPorts } from './scan-output.ts';

/** The files that a scan leaves: the document of `-o`, and what an unfinished scan can go on from. */
export interface KeptScan {
  /** What `--resume` takes; undefined where the scan is complete, or nothing was kept. */
  readonly file?: string;
  /** Why the file of `-o` could not be written. */
  readonly unsaved?: CommandError;
  /** Why an unfinished scan could not be kept. */
  readonly unkept?: CommandError;
}

type FileOptions = Pick<ScanOptions, 'open' | 'o' | 'resume'>;

/**
 * Writes the document to the file of `-o`, where there is one. An unfinished scan has all its ports there, since `--open`
 * is about what is shown; with `aside` it goes to a file of its own where no other has it.
 */
export async function keepScan(whole: ScanResult, options: FileOptions, aside: boolean): Promise<KeptScan> {
  const document = whole.complete ? filterPorts(whole, options) : whole;
  const unsaved = options.o === undefined ? undefined : await save(document, options.o, options.resume);
  const kept = unsaved === undefined ? {} : { unsaved };
  if (whole.complete) return kept;
  if (options.o !== undefined && unsaved === undefined && (await isThere(options.o))) return { file: options.o };
  return aside ? { ...kept, ...(await saveAside(whole)) } : kept;
}

async function save(
  document: ScanResult,
  file: string,
  resumed: string | undefined,
): Promise<CommandError | undefined> {
  try {
    if (resumed !== undefined && path.resolve(resumed) === path.resolve(file)) await replace(file, document);
    else await writeFile(file, toJsonPieces(document));
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return environmentError(`cannot write ${file} (${code}); the result stands on standard output`);
  }
}

/** Never leaves half a scan in the place of a whole one, nor lets more people read it. */
async function replace(name: string, document: ScanResult): Promise<void> {
  const file = await realpath(name);
  const half = `${file}.part`;
  try {
    await writeFile(half, toJsonPieces(document), { mode: (await stat(file)).mode });
    await rename(half, file);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
}

/** Whether what was written can be read again: a device or a pipe keeps nothing. */
async function isThere(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined))?.isFile() === true;
}

/** A file of the working folder that no other scan has. */
async function saveAside(whole: ScanResult): Promise<KeptScan> {
  for (let number = 1; ; number += 1) {
    const file = `portlab-scan-${whole.seed}${number === 1 ? '' : `-${number}`}.json`;
    try {
      await writeFile(file, toJsonPieces(whole), { flag: 'wx' });
      return { file };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST') continue;
      return { unkept: environmentError(`cannot write ${file} (${code}): ${remedy(code, file)}, with -o`) };
    }
  }
}
