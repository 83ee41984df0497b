import { Command, CommanderError } from 'commander';
import { vi } from 'vitest';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { reportError } from '../report-error.ts';

/** What a command did: what it printed, and how the process would have exited. */
export interface CommandRun {
  readonly exit: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in this process, without colours, as the command line would. */
export async function runCommand(
  addCommand: (program: Command, finish: (code: ExitCode) => void) => void,
  words: readonly string[],
): Promise<CommandRun> {
  let exit: ExitCode = exitCode.ok;
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((chunk) => {
      written[name] += String(chunk);
      return true;
    }),
  );
  try {
    const program = new Command('portlab').exitOverride();
    addCommand(program, (code) => {
      exit = code;
    });
    await program.parseAsync([...words, '--no-color'], { from: 'user' });
  } catch (error) {
    exit = error instanceof CommanderError ? exitCode.usage : reportError(error);
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
  return { exit, ...written };
}
