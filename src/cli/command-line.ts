import { Command, CommanderError } from 'commander';
import { type ExitCode, exitCode, usageError } from './exit-code.ts';
import { addExamples } from './help.ts';
import { readVersion } from './version.ts';

/** The command line: finds the command, loads it alone, and turns how it ended into the exit code. */

/** Commands of the contract by name, each loaded when it is asked for, so that the others cost nothing. */
const commands: Readonly<Record<string, () => Promise<AddCommand>>> = {
  scan: async () => (await import('./scan.ts')).addScanCommand,
  serve: async () => (await import('./serve.ts')).addServeCommand,
  run: async () => (await import('./run.ts')).addRunCommand,
  up: async () => (await import('./up.ts')).addUpCommand,
  conform: async () => (await import('./conform.ts')).addConformCommand,
  diff: async () => (await import('./diff.ts')).addDiffCommand,
  decode: async () => (await import('./decode.ts')).addDecodeCommand,
  explain: async () => (await import('./explain.ts')).addExplainCommand,
  bench: async () => (await import('./bench.ts')).addBenchCommand,
  toxiproxy: async () => (await import('./toxiproxy.ts')).addToxiproxyCommand,
};
type AddCommand = (program: Command, finish: (code: ExitCode) => void) => void;

/** Named by the contract, and still to come; what there is instead. */
const unbuilt: Readonly<Record<string, { readonly summary: string; readonly instead: string }>> = {
  simulate: {
    summary: 'run a deterministic simulation',
    instead: '`portlab run` does scenarios on real sockets, each random thing by --seed',
  },
};

/** Runs the command that `words` ask for, and resolves with how the process is to exit; what goes wrong is reported. */
export async function runCommandLine(words: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = exitCode.ok;
  const finish = (ended: ExitCode): void => {
    code = ended;
  };
  try {
    const program = createProgram();
    const asked = askForHelp(words);
    for (const name of neededCommands(asked[0])) (await commands[name]!())(program, finish);
    pointToHelp(program);
    program.commandsGroup('Not built yet:');
    for (const name of Object.keys(unbuilt)) addUnbuilt(program, name);
    await program.parseAsync(asked, { from: 'user' });
    return code;
  } catch (error) {
    return explainError(error);
  }
}

/** It throws a CommanderError for what it has printed itself: help, the version, and what is wrong with the words. */
function createProgram(): Command {
  const program = new Command('portlab')
    .description('A protocol testbed and simulation harness for port scanners.')
    .version(readVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .exitOverride()
    .showHelpAfterError('(portlab --help, or portlab help COMMAND, says more)');
  return addExamples(program, [
    ['portlab scan 127.0.0.1', 'the 1000 popular ports of this machine'],
    ['portlab run scenarios', 'every scenario of a folder'],
    ['portlab help scan', 'all that scan can do'],
  ]);
}

/** `help bench scan` is `bench scan --help`; of a word that names no command, only that it names none is to be said. */
function askForHelp(words: readonly string[]): readonly string[] {
  const [first, ...others] = words;
  if (first === undefined || first.startsWith('-') || Object.hasOwn(commands, first)) return words;
  if (first !== 'help' || others.length === 0) return [first];
  return Object.hasOwn(commands, others[0]!) ? [...others, '--help'] : others.slice(0, 1);
}

/** A mistake in the words of a command points to the help of that command. */
function pointToHelp(command: Command, name = command.name()): void {
  for (const each of command.commands) {
    const named = `${name} ${each.name()}`;
    each.showHelpAfterError(`(${named} --help says more)`);
    pointToHelp(each, named);
  }
}

/** A command needs only itself; help for all, and a suggestion for a word that is none, need all. */
function neededCommands(name: string | undefined): readonly string[] {
  if (name === '-V' || name === '--version') return [];
  return name !== undefined && Object.hasOwn(commands, name) ? [name] : Object.keys(commands);
}

function addUnbuilt(program: Command, name: string): void {
  const { summary, instead } = unbuilt[name]!;
  program
    .command(name)
    .usage('…')
    .description(summary)
    .allowUnknownOption()
    .allowExcessArguments()
    .helpOption(false)
    .action(() => {
      throw usageError(`portlab ${name} is not built yet: ${instead}`);
    });
}

/** Says on standard error what went wrong, unless that is said already. */
export async function explainError(error: unknown): Promise<ExitCode> {
  // Commander has printed it already; help and version asked for are no errors.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.ok : exitCode.usage;
  const { reportError } = await import('./report-error.ts');
  return reportError(error);
}
