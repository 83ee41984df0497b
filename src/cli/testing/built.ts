import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll } from 'vitest';

/** The package's own folder. */
export const root = path.join(import.meta.dirname, '../../..');

/**
 * Builds the programs for the tests of a file, away from `dist`, which others may be using. `main` is the command line's
 * file, known once tests run.
 */
export function buildPortlab(): { readonly main: string; readonly folder: string } {
  const built = { main: '', folder: '' };
  beforeAll(async () => {
    // Within the package, since they look for its files around themselves.
    await mkdir(path.join(root, '.cache'), { recursive: true });
    const folder = await mkdtemp(path.join(root, '.cache', 'built-'));
    built.folder = folder;
    built.main = path.join(folder, 'cli/main.js');
    await promisify(execFile)(process.execPath, [path.join(root, 'tools/build.mjs'), folder]);
  });
  afterAll(() => rm(built.folder, { recursive: true, force: true }));
  return built;
}
