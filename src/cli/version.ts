import { readFileSync } from 'node:fs';
import { packageFile } from '../runtime/node/package-files.ts';

/** The version of portlab, as its package has it. */
export function readVersion(): string {
  const manifest = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}
