import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { CannotRealiseError } from '../faults/cannot-realise-error.ts';
import { openSaturatedListener } from '../faults/saturated-listener.ts';
import { canonicalAddress } from '../protocol/address.ts';
import { type AddressRange, AddressRangeError, parseAddressRange } from '../protocol/address-range.ts';
import { DEFAULT_AGENT_PORT } from '../protocol/message.ts';
import { expandPorts, formatPortRanges, type PortRange } from '../protocol/port-list.ts';
import { PortMap } from '../protocol/port-map.ts';
import { toJsonLine } from '../report/json.ts';
import { type AccessPolicy, loopbackOnly } from '../respond/access.ts';
import { viewProfile } from '../respond/host-view.ts';
import type { HostProfile, PortProfile } from '../respond/profile.ts';
import { loadHostProfile } from '../respond/profile-source.ts';
import { defaultLimits, Responder } from '../respond/responder.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { tcpListeners } from '../runtime/node/tcp.ts';
import { type ExitCode, environmentError, exitCode, usageError } from './exit-code.ts';
import { catchInterrupt } from './interrupt.ts';
import { type CommonOptions, collect, port, portList, wholeNumber, withCommonOptions } from './options.ts';
import { openTerminal } from './terminal.ts';

interface ServeOptions extends CommonOptions {
  readonly host: string;
  readonly ports?: readonly PortRange[];
  readonly profile?: string;
  readonly agent?: number;
  readonly agentOnly?: true;
  readonly readyJson?: true;
  readonly allow?: readonly string[];
  readonly maxConnections: number;
  readonly maxPerPeer: number;
}

/** How long connections may take to end after a signal. */
const DRAIN_MS = 5_000;

/** Adds `portlab serve`. `finish` is told how the process is to exit. */
export function addServeCommand(program: Command, finish: (code: ExitCode) => void): void {
  withCommonOptions(program.command('serve'))
    .summary('a reference responder')
    .description('Answers for one host, on its agent port and directly on each of its open ports, until interrupted.')
    .option('--host <address>', 'listen on this address', '127.0.0.1')
    .option('--ports <ports>', 'these ports are open, all others closed', portList)
    .option('--profile <file>', 'a YAML profile of the host')
    .option('--agent <port>', `the agent port (default: the profile's, else ${DEFAULT_AGENT_PORT})`, port)
    .option('--agent-only', 'no direct listeners')
    .option('--allow <cidr>', 'peers that may ask, besides those of the profile or loopback; repeatable', collect)
    .option('--max-connections <n>', 'connections at once', wholeNumber(1, 1_000_000), defaultLimits.connections)
    .option(
      '--max-per-peer <n>',
      'connections at once of one peer',
      wholeNumber(1, 1_000_000),
      defaultLimits.connectionsPerPeer,
    )
    .option('--ready-json', 'print one JSON line once all listeners are up')
    .action(async (options: ServeOptions) => finish(await serve(options)));
}

async function serve(options: ServeOptions): Promise<ExitCode> {
  const host = canonicalAddress(options.host);
  if (host === undefined) throw usageError(`--host: ${JSON.stringify(options.host)} is no IP address`);
  const profile = await chooseProfile(options, host);
  const terminal = openTerminal(options.color);
  const interrupt = catchInterrupt();
  const responder = new Responder({
    clock: nodeClock,
    limits: { ...defaultLimits, connections: options.maxConnections, connectionsPerPeer: options.maxPerPeer },
  });
  const listeners = await openListeners(responder, profile, host, options);
  const ports = options.agentOnly === true ? [] : portsOf(profile, 'open');
  const agent = options.agent ?? profile.agentPort ?? DEFAULT_AGENT_PORT;
  if (options.readyJson === true) {
    terminal.print(toJsonLine({ ready: true, host, ports, agent }));
  } else {
    const direct =
      ports.length === 0
        ? ''
        : `, and directly on ${formatPortRanges(ports.map((each) => ({ first: each, last: each })))}`;
    terminal.print(`Answering for ${profile.address} on ${host}: agent port ${agent}${direct}. Ctrl-C stops.\n`);
  }
  await interrupt.caught;
  await Promise.all(listeners.map((listener) => listener.close()));
  await responder.drain(DRAIN_MS);
  interrupt.release();
  return exitCode.ok;
}

async function chooseProfile({ ports, profile }: ServeOptions, host: string): Promise<HostProfile> {
  if (ports !== undefined && profile !== undefined) throw usageError('--ports and --profile exclude each other');
  if (profile !== undefined) {
    const text = await readFile(profile, 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw usageError(`cannot read ${profile} (${error.code})`);
    });
    return loadHostProfile(text, profile);
  }
  if (ports === undefined) throw usageError('say what to answer for: --ports 22,80 or --profile host.yaml');
  const open = ports.map(({ first, last }) => ({ first, last, value: { state: 'open' } as PortProfile }));
  return { address: host, ports: new PortMap<PortProfile>(open, { state: 'closed' }) };
}

/** Opens everything or nothing. */
async function openListeners(
  responder: Responder,
  profile: HostProfile,
  host: string,
  { agent, agentOnly, allow = [] }: ServeOptions,
): Promise<{ close(): Promise<void> }[]> {
  const opened: { close(): Promise<void> }[] = [];
  // The agent tells of every port, so loopback peers alone may ask it where nothing else is said (SEC-6).
  const agentPolicy = withAllowed(profile.access ?? loopbackOnly, allow);
  const directPolicy = profile.access === undefined ? undefined : agentPolicy;
  const listen = async (
    listenPort: number,
    served: Parameters<typeof viewProfile>[1],
    access: AccessPolicy | undefined,
  ) => {
    const acceptor = responder.acceptorFor(viewProfile(profile, served, access));
    opened.push(await tcpListeners.listen({ address: host, port: listenPort }, acceptor));
  };
  let at = agent ?? profile.agentPort ?? DEFAULT_AGENT_PORT;
  try {
    await listen(at, 'all', agentPolicy);
    if (agentOnly === true) return opened;
    for (at of portsOf(profile, 'open')) await listen(at, new Set([at]), directPolicy);
    for (at of portsOf(profile, 'filtered')) opened.push(await openSaturatedListener({ host, port: at }));
    return opened;
  } catch (error) {
    await Promise.all(opened.map((listener) => listener.close()));
    throw listenError(error, at);
  }
}

/** Besides whom the profile names, or loopback, those of `--allow`. */
function withAllowed(policy: AccessPolicy, allow: readonly string[]): AccessPolicy {
  const ranges = allow.map(readRange);
  return { status: [...policy.status, ...ranges], information: [...policy.information, ...ranges] };
}

function readRange(text: string): AddressRange {
  try {
    return parseAddressRange(text);
  } catch (error) {
    if (error instanceof AddressRangeError) throw usageError(`--allow: ${error.message}`);
    throw error;
  }
}

function listenError(error: unknown, at: number): unknown {
  if (error instanceof CannotRealiseError) return environmentError(`port ${at}: ${error.message}`);
  const { code } = error as NodeJS.ErrnoException;
  const hints: Readonly<Record<string, string>> = {
    EADDRINUSE: 'another program listens there; choose another port, or --agent-only',
    EACCES: 'ports below 1024 need privilege; choose others, or --agent-only',
    EADDRNOTAVAIL: 'this machine does not have the address',
    EMFILE: 'no descriptors are left; raise ulimit -n, serve fewer ports, or --agent-only',
  };
  if (code === undefined) return error;
  return environmentError(
    `cannot listen on port ${at} (${code})${hints[code] === undefined ? '' : `: ${hints[code]}`}`,
  );
}

function portsOf(profile: HostProfile, state: PortProfile['state']): number[] {
  const ranges = [...profile.ports].filter(({ value }) => value.state === state);
  return expandPorts(ranges);
}
