import { lookup } from 'node:dns/promises';
import { type Command, Option } from 'commander';
import { API_VERSION, SERVER_NAME } from '../faults/embedded/identity.ts';
import { type EmbeddedToxiproxy, openEmbeddedToxiproxy } from '../faults/embedded/server.ts';
import { canonicalAddress } from '../protocol/address.ts';
import { harmless } from '../report/plain-text.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { createScope, type Scope } from '../scan/scope.ts';
import { CounterRandom } from '../sim/random.ts';
import { type ExitCode, environmentError, exitCode, usageError } from './exit-code.ts';
import { addExamples } from './help.ts';
import { catchInterrupt } from './interrupt.ts';
import { type CommonOptions, chooseSeed, collectRanges, MAX_SEED, wholeNumber, withCommonOptions } from './options.ts';
import { openTerminal } from './terminal.ts';
import { type ConfiguredProxy, populate, readToxiproxyConfig } from './toxiproxy-config.ts';

interface ToxiproxyOptions extends CommonOptions {
  readonly host: string;
  readonly port: number;
  readonly config?: string;
  readonly seed?: number;
  readonly allow?: readonly string[];
  readonly version?: true;
}

/** The flags of the real server's command line, which a program in Go takes with one dash or two. */
const GO_FLAG = /^-(?=(?:host|port|config|seed|version)(?:=|$))/;

/** Adds `portlab toxiproxy`. `finish` is told how the process is to exit. */
export function addToxiproxyCommand(program: Command, finish: (code: ExitCode) => void): void {
  // Behind the command, --version is its own.
  program.enablePositionalOptions();
  const command = program
    .command('toxiproxy')
    .summary('the built-in fault proxy by itself')
    .description(
      `Serves the HTTP API of Toxiproxy ${API_VERSION}, and the proxies that its clients create, until interrupted. ` +
        'Takes the flags of toxiproxy-server as they are, with one dash too.',
    )
    .addOption(new Option('--host <host>', 'where the API listens').default('127.0.0.1', '127.0.0.1'))
    .option('--port <port>', 'its port; 0 for any that is free', wholeNumber(0, 65_535), 8474)
    .option('--config <file>', 'a JSON list of proxies to create, as POST /populate takes it')
    .option('--seed <n>', 'the seed of jitter, sizes and toxicity', wholeNumber(0, MAX_SEED))
    .option('--allow <cidr>', 'let API, proxies and upstreams be outside loopback; repeatable', collectRanges)
    .option('--version', 'print the version')
    .action(async (options: ToxiproxyOptions) => finish(await toxiproxy(options)));
  const parse = command.parseOptions.bind(command);
  command.parseOptions = (words) => parse(words.map((word) => word.replace(GO_FLAG, '--')));
  addExamples(withCommonOptions(command), [
    ['portlab toxiproxy', 'the API on 127.0.0.1:8474'],
    ['portlab toxiproxy --port 0 --seed 7', 'any free port; each random thing as seed 7 has it'],
    ['portlab toxiproxy -config proxies.json', 'with these proxies, as toxiproxy-server would'],
  ]);
}

async function toxiproxy(options: ToxiproxyOptions): Promise<ExitCode> {
  const terminal = openTerminal(options.color);
  if (options.version === true) {
    terminal.print(`${SERVER_NAME}, API of Toxiproxy ${API_VERSION}\n`);
    return exitCode.ok;
  }
  const scope = createScope(options.allow ?? []);
  const address = await resolveHost(options.host, scope);
  const config = options.config === undefined ? undefined : await readToxiproxyConfig(options.config);
  const seed = chooseSeed(options.seed);
  const interrupt = catchInterrupt();
  try {
    const server = await open({ address, port: options.port }, scope, seed);
    try {
      const proxies = config === undefined ? [] : await populate(server, config);
      terminal.print(
        `${SERVER_NAME}, API of Toxiproxy ${API_VERSION} on ${server.url} (seed ${seed}). Ctrl-C stops.\n`,
      );
      for (const proxy of proxies) terminal.print(describeProxy(proxy));
      await interrupt.caught;
    } finally {
      await server.close();
    }
  } finally {
    interrupt.release();
  }
  return exitCode.ok;
}

async function open(
  listen: { readonly address: string; readonly port: number },
  scope: Scope,
  seed: number,
): Promise<EmbeddedToxiproxy> {
  const allows = (address: string): boolean => scope.admits(address);
  const random = new CounterRandom(seed).fork('toxiproxy');
  return openEmbeddedToxiproxy({ clock: nodeClock, random, allows, listen }).catch(
    ({ code }: NodeJS.ErrnoException) => {
      const where = `port ${listen.port} of ${listen.address}`;
      throw environmentError(
        code === 'EADDRINUSE'
          ? `${where} is in use; choose another --port, or 0 for any that is free`
          : `cannot listen on ${where} (${code}); choose another --host or --port`,
      );
    },
  );
}

/** The address that a host names; every one that a name has is checked, so that no name slips one in. */
async function resolveHost(host: string, scope: Scope): Promise<string> {
  const literal = canonicalAddress(host.replace(/^\[(.*)\]$/, '$1'));
  const addresses = literal === undefined ? await lookUp(host) : [literal];
  for (const address of addresses) {
    if (scope.admits(address)) continue;
    const what = address === host ? host : `${host} (${address})`;
    throw usageError(
      `--host ${what} is outside loopback: whoever reaches it could use the proxy; name it with --allow too`,
    );
  }
  return addresses[0]!;
}

async function lookUp(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true, order: 'ipv4first' }).catch((error: NodeJS.ErrnoException) => {
    throw environmentError(`cannot resolve --host ${host} (${error.code}); give an IP address`);
  });
  return found.map(({ address }) => canonicalAddress(address) ?? address);
}

function describeProxy({ name, listen, upstream, enabled }: ConfiguredProxy): string {
  return `  ${harmless(name)}: ${listen} → ${harmless(upstream)}${enabled ? '' : ' (disabled)'}\n`;
}
