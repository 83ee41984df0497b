import { spawn } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** Whether what is printed may have colours: on a terminal alone, and not against NO_COLOR. */
export const coloured = process.stdout.isTTY === true && !process.env.NO_COLOR;

/**
 * Runs one of the project's own tools from its root. `capture` gathers what it prints, `stream` passes it on as it
 * comes. Never rejects: a tool that cannot be started has failed, and its output says why.
 *
 * @param {string} tool its name in node_modules/.bin
 * @param {readonly string[]} args
 * @param {'capture' | 'stream'} mode
 * @returns {Promise<{ succeeded: boolean, elapsedMs: number, output: string }>}
 */
export function run(tool, args, mode) {
  const { FORCE_COLOR, ...env } = process.env;
  const child = spawn(path.join(root, 'node_modules', '.bin', tool), args, {
    cwd: root,
    env: mode === 'capture' && coloured ? { ...env, FORCE_COLOR: '1' } : coloured ? env : { ...env, NO_COLOR: '1' },
    // Errors go where the rest goes, so that both are read in their order.
    stdio: mode === 'stream' ? ['inherit', 1, 1] : ['ignore', 'pipe', 'pipe'],
  });
  const startedMs = performance.now();
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  return new Promise((resolve) => {
    const finish = (/** @type {boolean} */ succeeded) =>
      resolve({ succeeded, elapsedMs: performance.now() - startedMs, output });
    child.on('error', ({ message }) => {
      output += `${tool} could not be started (${message}): run npm ci`;
      if (mode === 'stream') console.log(output);
      finish(false);
    });
    child.on('close', (code) => finish(code === 0));
  });
}
