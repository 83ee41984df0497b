import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { RunResult } from '../../results/run.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Runs scenarios in a process of their own that may have so many descriptors, on the embedded proxy, which shares them.
 * Files and folders count from the project's root.
 */
export async function runInChild(descriptors: number, scenarios: readonly string[]): Promise<RunResult> {
  const command = `ulimit -n ${descriptors}; exec "$0" --import tsx src/cli/main.ts run "$@"`;
  const options = ['--toxiproxy', 'embedded', '--seed', '7', '--json'];
  const child = spawn('sh', ['-c', command, process.execPath, ...scenarios, ...options], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(await text(child.stdout));
}
