import type { Command } from 'commander';
import { toJsonDocument } from '../report/json.ts';
import { renderUp } from '../report/up-text.ts';
import type { UpResult } from '../results/up.ts';
import { routesOf } from '../scenario/routes.ts';
import { type ExitCode, exitCode, usageError } from './exit-code.ts';
import { addExamples } from './help.ts';
import { catchInterrupt } from './interrupt.ts';
import { type CommonOptions, chooseSeed, withCommonOptions } from './options.ts';
import { loadScenarios } from './scenario-files.ts';
import { openTerminal } from './terminal.ts';
import { openWorlds, type WorldOptions, withWorldOptions } from './world.ts';

interface UpOptions extends CommonOptions, WorldOptions {
  readonly json?: true;
}

/** Adds `portlab up`. `finish` is told how the process is to exit. */
export function addUpCommand(program: Command, finish: (code: ExitCode) => void): void {
  const command = program
    .command('up')
    .summary("bring a scenario's world up and hold it")
    .description(
      'Brings the world of one scenario up, prints where its ports are reached, and holds it until interrupted.',
    )
    .argument('<scenario>', 'a scenario file')
    .action(async (word: string, options: UpOptions) => finish(await up(word, options)));
  withWorldOptions(command).option('--json', 'print one JSON document');
  addExamples(withCommonOptions(command), [
    ['portlab up scenarios/slow.yaml', 'prints where each port is reached, for any scanner'],
    ['portlab up slow.yaml --json', 'the same for scripts'],
  ]);
}

async function up(word: string, options: UpOptions): Promise<ExitCode> {
  const terminal = openTerminal(options.color);
  const [scenario, ...others] = await loadScenarios([word]);
  if (scenario === undefined || others.length > 0) throw usageError(`${word} names several scenarios: up takes one`);
  const seed = chooseSeed(options.seed);
  const interrupt = catchInterrupt();
  const { backend, close } = await openWorlds(options, seed);
  try {
    const realisation = await backend.realise(scenario);
    try {
      const { name, file } = scenario;
      const routes = routesOf(scenario, realisation);
      const result: UpResult = { scenario: name, file, backend: backend.name, proxy: realisation.proxy, seed, routes };
      terminal.print(options.json === true ? toJsonDocument(result) : renderUp(result, terminal.colours));
      await interrupt.caught;
    } finally {
      await realisation.close();
    }
  } finally {
    await close();
    interrupt.release();
  }
  return exitCode.ok;
}
