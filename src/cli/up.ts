import type { Command } from 'commander';
import { formatPortRanges, portRangesOf } from '../protocol/port-list.ts';
import { toJsonDocument, toJsonLine } from '../report/json.ts';
import { renderUp, renderUpChange } from '../report/up-text.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { tcpDialer, tcpListeners } from '../runtime/node/tcp.ts';
import type { Backend } from '../scenario/backend.ts';
import { atFixedPorts } from '../scenario/doors/fixed-ports.ts';
import type { DoorParts } from '../scenario/doors/world-behind-doors.ts';
import { holdScenario } from '../scenario/hold-scenario.ts';
import { atLogicalAddresses } from '../scenario/logical/logical-backend.ts';
import type { Scenario } from '../scenario/model.ts';
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
      'Brings the world of one scenario up, prints where its ports are reached, and holds it until interrupted, while ' +
        'its timeline plays.',
    )
    .argument('<scenario>', 'a scenario file')
    .action(async (word: string, options: UpOptions) => finish(await up(word, options)));
  withWorldOptions(command)
    .option('--matrix <name=value>', 'the row of a matrix to bring up; repeatable', collectRows)
    .optionsGroup('Where it is:')
    .option('--at-logical', 'serve hosts of 127.0.0.0/8 at their own addresses and ports')
    .optionsGroup('What is shown:')
    .option('--json', 'one JSON document, then a line for each change of the timeline');
  addExamples(withCommonOptions(command), [
    ['portlab up scenarios/slow.yaml', 'prints where each port is reached, for any scanner'],
    ['portlab up host.yaml --at-logical', 'a host at 127.1.2.3 is there, for nmap 127.1.2.3'],
    ['portlab up scenarios/flapping.yaml', 'tells each change of its timeline as it comes'],
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
  const { backend: inside, close } = await openWorlds(options, seed);
  const isJson = options.json === true;
  try {
    const { backend, notices } =
      options.atLogical === true ? await atLogical(inside, scenario) : { backend: await mapped(inside), notices: [] };
    await holdScenario(scenario, {
      backend,
      clock: nodeClock,
      addresses: options.atLogical === true ? 'logical' : 'mapped',
      seed,
      signal: interrupt.signal,
      ready(up) {
        for (const notice of notices) terminal.notice(notice);
        terminal.print(isJson ? toJsonDocument(up) : renderUp(up, terminal.colours));
      },
      changed(change) {
        terminal.print(isJson ? toJsonLine(change) : renderUpChange(change, terminal.colours));
      },
    });
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
    const list = formatPortRanges(portRangesOf(open));
    notices.push(`Not closed at ${address}: ${list}, where something listens at every address of this machine.`);
  }
  return { backend: atLogicalAddresses(backend, await doorParts()), notices };
}

/** The backend that has ports which change at one place all the time. */
async function mapped(backend: Backend): Promise<Backend> {
  return atFixedPorts(backend, await doorParts());
}

async function doorParts(): Promise<DoorParts> {
  return { listeners: tcpListeners, dialer: tcpDialer, machine: await askMachine() };
}
