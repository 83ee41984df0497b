import { type Command, Option } from 'commander';
import { ToxiproxyOutOfScopeError, ToxiproxyUnavailableError } from '../faults/toxiproxy-error.ts';
import { openToxiproxy } from '../faults/toxiproxy-server.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { tcpListeners } from '../runtime/node/tcp.ts';
import { createScope } from '../scan/scope.ts';
import type { Backend } from '../scenario/backend.ts';
import { createLoopbackBackend } from '../scenario/loopback-backend.ts';
import { CounterRandom } from '../sim/random.ts';
import { environmentError, usageError } from './exit-code.ts';
import { collectRanges, MAX_SEED, oneOf, wholeNumber } from './options.ts';

/** What `run` and `up` have in common: a backend that brings scenarios up, behind the fault proxy that was chosen. */

export interface WorldOptions {
  readonly backend: 'loopback' | 'sim' | 'lab';
  readonly toxiproxy?: string;
  readonly allow?: readonly string[];
  readonly seed?: number;
}

export function withWorldOptions(command: Command): Command {
  return command
    .optionsGroup('The world:')
    .addOption(
      new Option('--backend <name>', 'loopback: real sockets; sim and lab are not built yet')
        .argParser(oneOf('loopback', 'sim', 'lab'))
        .default('loopback', 'loopback'),
    )
    .option('--toxiproxy <choice>', 'embedded, a URL, or the path of a toxiproxy-server (default: what is there)')
    .option('--allow <cidr>', 'let the Toxiproxy be outside loopback; repeatable', collectRanges)
    .option('--seed <n>', 'the seed of every random thing', wholeNumber(0, MAX_SEED));
}

/** Opens the fault proxy and the backend over it. Close it when the last world is down. */
export async function openWorlds(
  options: WorldOptions,
  seed: number,
): Promise<{ backend: Backend; close(): Promise<void> }> {
  if (options.backend !== 'loopback') throw usageError(`--backend ${options.backend} is not built yet; use loopback`);
  const scope = createScope(options.allow ?? []);
  const server = await openToxiproxy({
    choice: options.toxiproxy,
    allows: (address) => scope.admits(address),
    clock: nodeClock,
    random: new CounterRandom(seed).fork('toxiproxy'),
  }).catch((error: unknown) => {
    if (error instanceof ToxiproxyOutOfScopeError) {
      const remedy = `name it with --allow ${error.address}, or use one on this machine`;
      throw usageError(`${error.message}: outside loopback, ${remedy}`);
    }
    if (error instanceof ToxiproxyUnavailableError) throw environmentError(error.message);
    throw error;
  });
  const { client: toxiproxy, name: proxyName } = server;
  const backend = createLoopbackBackend({ clock: nodeClock, listeners: tcpListeners, toxiproxy, proxyName, seed });
  return { backend, close: () => server.close() };
}
