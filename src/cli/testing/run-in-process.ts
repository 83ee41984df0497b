import { vi } from 'vitest';
import { runCommandLine } from '../command-line.ts';
import type { Ended } from './portlab.ts';

/** Runs the command line in this process, which takes no time, and gives what it wrote. One at a time. */
export async function runInProcess(words: readonly string[]): Promise<Ended> {
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      written[name] += text;
      return true;
    }),
  );
  try {
    return { code: await runCommandLine(words), ...written };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
