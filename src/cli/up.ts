import type { Command } from 'commander';
import { formatPortRanges, mergePortRanges } from '../protocol/port-list.ts';
import { toJsonDocument } from '../report/json.ts';
import { renderUp } from '../report/up-text.ts';
import type { UpResult } from '../results/up.ts';
import { tcpDialer, tcpListeners } from '../runtime/node/tcp.ts';
import type { Backend } from '../scenario/backend.ts';
import { atLogicalAddresses } from '../scenario/logical/logical-backend.ts';
import type { Scenario } from '../scenario/model.ts';
import { routesOf } from '../scenario/routes.ts';
import { type ExitCode, exitCode, usageError } from './exit-code.ts';
import { addExamples } from './help.ts';
import { catchInterrupt } from './interrupt.ts';
import { askMachine, portsOpenEverywhere } from './machine.ts';
import { chooseRows, collectRows, type WantedRows } from './matrix-rows.ts';
import { type CommonOptions, chooseSeed, withCommonOptions } from './options.ts';
import { loadScenarios } from './scenario-files.ts';
import { openTerminal } from './terminal.ts';
import { openWorlds, type WorldOptions, withWorldOptions } from './world.ts';

interface UpOptions extends CommonOptions, WorldOptions {
  readonly json?: true;
  readonly atLogical?: true;
  readonly matrix?: WantedRows;
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
  withWorldOptions(command)
    .option('--matrix <name=value>', 'the row of a matrix to bring up; repeatable', collectRows)
    .optionsGroup('Where it is:')
    .option('--at-logical', 'serve hosts of 127.0.0.0/8 at their own addresses and ports')
    .optionsGroup('What is shown:')
    .option('--json', 'one JSON document');
  addExamples(withCommonOptions(command), [
    ['portlab up scenarios/slow.yaml', 'prints where each port is reached, for any scanner'],
    ['portlab up host.yaml --at-logical', 'a host at 127.1.2.3 is there, for nmap 127.1.2.3'],
    ['portlab up slow.yaml --json', 'where each port is reached, for scripts'],
  ]);
}

async function up(word: string, options: UpOptions): Promise<ExitCode> {
  const terminal = openTerminal(options.color);
  const [scenario, ...others] = chooseRows(await loadScenarios([word]), options.matrix);
  if (scenario === undefined || others.length > 0) {
    const cells = Object.entries(scenario?.row ?? {}).map(([name, value]) => `--matrix ${name}=${value}`);
    const remedy = cells.length === 0 ? '' : `; choose a row, as in ${cells.join(' ')}`;
    throw usageError(`${word} names several scenarios: up takes one${remedy}`);
  }
  const seed = chooseSeed(options.seed);
  const interrupt = catchInterrupt();
  const { backend: mapped, close } = await openWorlds(options, seed);
  try {
    const { backend, notices } =
      options.atLogical === true ? await atLogical(mapped, scenario) : { backend: mapped, notices: [] };
    const realisation = await backend.realise(scenario);
    try {
      for (const notice of notices) terminal.notice(notice);
      const { name, file } = scenario;
      const addresses = options.atLogical === true ? 'logical' : 'mapped';
      const routes = routesOf(scenario, realisation, addresses);
      const { proxy } = realisation;
      const result: UpResult = { scenario: name, file, backend: backend.name, proxy, seed, addresses, routes };
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

/** Where the endpoints of worlds are. */
const OWN_ENDPOINTS = '127.0.0.1';

/** The backend that serves hosts at their own addresses; and which closed ports of theirs others have open. */
async function atLogical(
  backend: Backend,
  { hosts }: Scenario,
): Promise<{ readonly backend: Backend; readonly notices: readonly string[] }> {
  const elsewhere = await portsOpenEverywhere();
  const notices: string[] = [];
  for (const { address, ports } of hosts) {
    if (address === OWN_ENDPOINTS) {
      notices.push(`Not closed at ${address}: what the world is made of listens there; choose another, as 127.1.2.3.`);
    }
    const open = elsewhere.filter((port) => ports.get(port).behaviour.state === 'closed');
    if (open.length === 0) continue;
    const list = formatPortRanges(mergePortRanges(open.map((port) => ({ first: port, last: port }))));
    notices.push(`Not closed at ${address}: ${list}, where something listens at every address of this machine.`);
  }
  const machine = await askMachine();
  return { backend: atLogicalAddresses(backend, { listeners: tcpListeners, dialer: tcpDialer, machine }), notices };
}
