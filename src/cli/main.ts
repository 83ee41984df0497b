#!/usr/bin/env node
import { explainError, runCommandLine } from './command-line.ts';
import { exitCode } from './exit-code.ts';

/** The entry: what the process does beside running the command line. */

// A reader that has seen enough (`| head`) is no error; notices that nobody reads are no reason to stop.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCode.ok);
  throw error;
});
process.stderr.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

// What is thrown where nobody waits for it, in the callback of a socket or a timer, is a bug of ours as well.
process.on('uncaughtException', async (error) => process.exit(await explainError(error)));

process.exitCode = await runCommandLine(process.argv.slice(2));
