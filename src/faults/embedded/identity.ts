import { readFileSync } from 'node:fs';
import { packageFile } from '../../runtime/node/package-files.ts';

/** The version of Toxiproxy whose API this is: what clients ask for, and some of them read. */
export const API_VERSION = '2.12.0';

/** What the server is itself, such as `portlab-toxiproxy 0.1.0`. */
export const SERVER_NAME = `portlab-toxiproxy ${readVersion()}`;

/** The package's own. */
function readVersion(): string {
  const manifest = readFileSync(packageFile('package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
