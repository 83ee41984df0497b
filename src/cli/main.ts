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

// So is a command that has not ended when nothing is left to wait for.
const complain = async () => process.exit(await explainError(new Error('the command never ends')));
process.once('beforeExit', complain);

// No `await` here: what is built is CommonJS, which has none at the top.
runCommandLine(process.argv.slice(2)).then((code) => {
  process.off('beforeExit', complain);
  process.exitCode = code;
});
