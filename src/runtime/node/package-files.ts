import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Where things of this package lie, whether it runs from its sources or from what is built of them. */

const isFromSource = import.meta.url.endsWith('.ts');

const root = findRoot();

/** A file of the package by its path from the root: `spec/psap.md`. */
export function packageFile(path: string): URL {
  return new URL(path, root);
}

/** What to start node with for a process of our own. */
export interface OwnProgram {
  readonly file: string;
  /** What lets it run from source; what is built needs nothing. */
  readonly execArgv: readonly string[];
}

/** A program of ours by its path in `src/`, without extension; it is the same where they are built, beside this. */
export function ownProgram(path: string): OwnProgram {
  if (!isFromSource) return { file: fileURLToPath(new URL(`${path}.js`, import.meta.url)), execArgv: [] };
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return { file: fileURLToPath(packageFile(`src/${path}.ts`)), execArgv: ['--import', tsx] };
}

/** The innermost folder around this file that has the specification. */
function findRoot(): URL {
  let folder = new URL('./', import.meta.url);
  while (!existsSync(new URL('spec/psap.md', folder))) {
    const parent = new URL('../', folder);
    if (parent.href === folder.href) throw new Error(`no spec/psap.md above ${fileURLToPath(import.meta.url)}`);
    folder = parent;
  }
  return folder;
}
