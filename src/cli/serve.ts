import { type Command, Option } from 'commander';
import { canonicalAddress, formatEndpoint } from '../protocol/address.ts';
import { parseAddressRange } from '../protocol/address-range.ts';
import { DEFAULT_AGENT_PORT } from '../protocol/message.ts';
import { formatPortRanges, mergePortRanges } from '../protocol/port-list.ts';
import { defaultResponderTimers as timers } from '../protocol/responder-machine.ts';
import { toJsonLine } from '../report/json.ts';
import { type AccessPolicy, loopbackOnly } from '../respond/access.ts';
import { defaultLimits, Responder } from '../respond/responder.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { type ExitCode, exitCode, usageError } from './exit-code.ts';
import { addExamples } from './help.ts';
import { catchInterrupt } from './interrupt.ts';
import {
  type CommonOptions,
  collectRanges,
  durationMs,
  port,
  portList,
  wholeNumber,
  withCommonOptions,
} from './options.ts';
import { openListeners, portsOf } from './serve-listeners.ts';
import { chooseProfile, type ProfileOptions } from './serve-profile.ts';
import { openTerminal } from './terminal.ts';

interface ServeOptions extends CommonOptions, ProfileOptions {
  readonly host: string;
  readonly agent?: number;
  readonly agentOnly?: true;
  readonly readyJson?: true;
  readonly allow?: readonly string[];
  readonly maxConnections: number;
  readonly maxPerPeer: number;
  readonly messageLimit: number;
  readonly idleLimit: number;
}

/** How long connections may take to end after a signal. */
const DRAIN_MS = 5_000;

/** Adds `portlab serve`. `finish` is told how the process is to exit. */
export function addServeCommand(program: Command, finish: (code: ExitCode) => void): void {
  const atOnce = wholeNumber(1, 1_000_000);
  const command = program
    .command('serve')
    .summary('a reference responder')
    .description('Answers for one host, on its agent port and directly on each of its open ports, until interrupted.')
    .optionsGroup('What it answers for:')
    .option('--ports <ports>', 'these ports are open, all others closed: 22,80,8000-8100', portList)
    .option('--profile <file>', 'a YAML profile of the host')
    .optionsGroup('Where it listens:')
    .addOption(new Option('--host <address>', 'on this address').default('127.0.0.1', '127.0.0.1'))
    .option('--agent <port>', `the agent port (default: the profile's, else ${DEFAULT_AGENT_PORT})`, port)
    .option('--agent-only', 'no direct listeners')
    .optionsGroup('Whom it answers:')
    .option('--allow <cidr>', 'peers that may ask, besides those of the profile or loopback; repeatable', collectRanges)
    .option('--max-connections <n>', 'connections at once', atOnce, defaultLimits.connections)
    .option('--max-per-peer <n>', 'connections at once of one peer', atOnce, defaultLimits.connectionsPerPeer)
    .addOption(limitOption('--message-limit', 'a message from its first octet to its last', timers.messageMs))
    .addOption(limitOption('--idle-limit', 'a connection on which nothing moves', timers.idleMs))
    .optionsGroup('Options:')
    .option('--ready-json', 'print one JSON line once all listeners are up')
    .action(async (options: ServeOptions) => finish(await serve(options)));
  addExamples(withCommonOptions(command), [
    ['portlab serve --ports 8022,8080', 'two open ports, and the agent on 4545'],
    ['portlab serve --profile host.yaml', 'a host with its services, system and filtered ports'],
    ['portlab serve --ports 1-1024 --agent-only', 'any ports, without privilege: only the agent answers'],
  ]);
}

function limitOption(name: string, what: string, defaultMs: number): Option {
  return new Option(`${name} <time>`, what).argParser(durationMs).default(defaultMs, `${defaultMs / 1_000}s`);
}

async function serve(options: ServeOptions): Promise<ExitCode> {
  const host = canonicalAddress(options.host);
  if (host === undefined) throw usageError(`--host: ${JSON.stringify(options.host)} is no IP address`);
  const profile = await chooseProfile(options, host);
  const agentOnly = options.agentOnly === true;
  const agent = options.agent ?? profile.agentPort ?? DEFAULT_AGENT_PORT;
  const ports = agentOnly ? [] : portsOf(profile, 'open');
  if (ports.includes(agent) || (!agentOnly && portsOf(profile, 'filtered').includes(agent))) {
    throw usageError(
      `port ${agent} is the agent's, and also to be served directly: choose another --agent, or --agent-only`,
    );
  }
  const terminal = openTerminal(options.color);
  const interrupt = catchInterrupt();
  const responder = new Responder({
    clock: nodeClock,
    limits: { ...defaultLimits, connections: options.maxConnections, connectionsPerPeer: options.maxPerPeer },
    onCrash: (error, peer) => {
      const what = error instanceof Error ? error.stack : String(error);
      terminal.notice(`portlab has a bug, which ended the connection of ${formatEndpoint(peer)} alone: ${what}`);
    },
    timers: { ...timers, messageMs: options.messageLimit, idleMs: options.idleLimit },
  });
  // The agent tells of every port, so loopback peers alone may ask it where nothing else is said (SEC-6).
  const agentPolicy = withAllowed(profile.access ?? loopbackOnly, options.allow);
  const directPolicy = profile.access === undefined ? undefined : agentPolicy;
  const listeners = await openListeners({
    responder,
    profile,
    host,
    agentPort: agent,
    agentPolicy,
    directPolicy,
    agentOnly,
  });
  if (!agentOnly && profile.ports.default.state !== 'closed') {
    const { state } = profile.ports.default;
    terminal.notice(
      `Ports that the profile does not name are ${state} to those who ask the agent, and refuse directly.`,
    );
  }
  if (options.readyJson === true) {
    terminal.print(toJsonLine({ ready: true, host, ports, agent }));
  } else {
    const ranges = mergePortRanges(ports.map((each) => ({ first: each, last: each })));
    const direct = ports.length === 0 ? '' : `, and directly on ${formatPortRanges(ranges)}`;
    terminal.print(`Answering for ${profile.address} on ${host}: agent port ${agent}${direct}. Ctrl-C stops.\n`);
  }
  await interrupt.caught;
  await listeners.close();
  await responder.drain(DRAIN_MS);
  interrupt.release();
  return exitCode.ok;
}

/** Besides whom the profile names, or loopback, those of `--allow`. */
function withAllowed(policy: AccessPolicy, allow: readonly string[] = []): AccessPolicy {
  const ranges = allow.map(parseAddressRange);
  return { status: [...policy.status, ...ranges], information: [...policy.information, ...ranges] };
}
