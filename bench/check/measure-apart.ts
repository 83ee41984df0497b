import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Ratios } from './compare-ratios.ts';

const module = fileURLToPath(new URL('./measure-process.ts', import.meta.url));

/**
 * Measures benchmarks, by name, in a process of its own: what a process has compiled, and how, stays with it, and a
 * second look in the same one would see the same.
 */
export async function measureApart(names: readonly string[]): Promise<Ratios> {
  const { stdout } = await promisify(execFile)(process.execPath, [...process.execArgv, module, ...names]);
  return JSON.parse(stdout) as Ratios;
}
