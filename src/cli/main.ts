#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { type ExitCode, exitCode } from './exit-code.ts';

/** The command line: finds the command, loads it alone, and turns how it ended into the exit code. */

/** Commands of the contract by name, each loaded when it is asked for, so that the others cost nothing. */
const commands: Readonly<Record<string, () => Promise<AddCommand>>> = {
  scan: async () => (await import('./scan.ts')).addScanCommand,
  serve: async () => (await import('./serve.ts')).addServeCommand,
  run: async () => (await import('./run.ts')).addRunCommand,
  up: async () => (await import('./up.ts')).addUpCommand,
};
type AddCommand = (program: Command, finish: (code: ExitCode) => void) => void;

/** Named by the contract, and still to come. */
const unbuilt: Readonly<Record<string, string>> = {
  conform: 'run the conformance suite against a responder',
  simulate: 'run a deterministic simulation',
  bench: 'scan concurrency, measured',
  diff: 'what changed between two saved scans',
  decode: 'annotate PSAP octets, field by field',
  explain: 'a requirement, an error code or a conformance case',
};

async function main(words: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = exitCode.ok;
  const program = new Command('portlab')
    .description('A protocol testbed and simulation harness for port scanners.')
    .version(readVersion(), '-V, --version')
    .exitOverride()
    .showHelpAfterError('(portlab --help, or portlab help COMMAND, says more)');
  const [name] = words;
  // Help for all needs all; a command needs only itself.
  const wanted = Object.hasOwn(commands, name ?? '') ? [name!] : needsAll(name) ? Object.keys(commands) : [];
  for (const each of wanted) {
    const addCommand = await commands[each]!();
    addCommand(program, (ended) => {
      code = ended;
    });
  }
  for (const [each, summary] of Object.entries(unbuilt)) {
    program
      .command(each)
      .summary(`${summary} (not built yet)`)
      .allowUnknownOption()
      .allowExcessArguments()
      .action(() => {
        process.stderr.write(`portlab ${each} is not built yet\n`);
        code = exitCode.usage;
      });
  }
  await program.parseAsync(words, { from: 'user' });
  return code;
}

function needsAll(name: string | undefined): boolean {
  return name === undefined || !['-V', '--version'].includes(name);
}

function readVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return manifest.version;
}

async function explainError(error: unknown): Promise<ExitCode> {
  if (error instanceof CommanderError) {
    // Commander has printed it already; help and version asked for are no errors.
    return error.exitCode === 0 && error.code !== 'commander.help' ? exitCode.ok : exitCode.usage;
  }
  const { reportError } = await import('./report-error.ts');
  return reportError(error);
}

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCode.ok);
  throw error;
});

process.exitCode = await main(process.argv.slice(2)).catch(explainError);
