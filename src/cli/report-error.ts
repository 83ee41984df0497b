import { RealisationError, TeardownError } from '../scenario/backend.ts';
import { SourceError } from '../source/diagnostic.ts';
import { renderDiagnostics } from '../source/render.ts';
import { CommandError, type ExitCode, exitCode } from './exit-code.ts';
import { openTerminal } from './terminal.ts';

/** Says on standard error what went wrong and what to do, and how the process exits for it. */
export function reportError(error: unknown): ExitCode {
  const { noticeColours, notice } = openTerminal(!process.argv.includes('--no-color'));
  if (error instanceof SourceError) {
    notice(renderDiagnostics(error.diagnostics, noticeColours));
    return error instanceof RealisationError ? exitCode.environment : exitCode.usage;
  }
  if (error instanceof TeardownError) {
    notice(`${noticeColours.red('error:')} ${error.message}`);
    return exitCode.environment;
  }
  if (error instanceof CommandError) {
    notice(`${noticeColours.red('error:')} ${error.message}`);
    return error.exitCode;
  }
  notice(`${noticeColours.red('portlab has a bug:')} ${error instanceof Error ? error.stack : String(error)}`);
  notice('Please report it with the command that led here.');
  return exitCode.bug;
}
