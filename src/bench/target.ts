import { openSaturatedListener } from '../faults/saturated-listener.ts';
import { PortMap } from '../protocol/port-map.ts';
import { viewProfile } from '../respond/host-view.ts';
import type { PortProfile, ProfileState } from '../respond/profile.ts';
import { defaultLimits, Responder } from '../respond/responder.ts';
import type { BenchBehaviour, TargetBehaviour } from '../results/bench.ts';
import type { Acceptor, SocketAddress } from '../runtime/connection.ts';
import { drawBelow, shuffle } from '../runtime/draw.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { tcpListeners } from '../runtime/node/tcp.ts';
import type { Random } from '../runtime/random.ts';
import { CounterRandom } from '../sim/random.ts';
import { delayAnswers } from './delayed-connection.ts';
import { limitConnections } from './limited-acceptor.ts';

/** Something to scan, whose truth is known: real sockets on a loopback address of its own. */

export interface TargetOptions extends TargetBehaviour {
  readonly ports: number;
  readonly seed: number;
}

/** What a scanner has to know of a target, and what it has to find. */
export interface TargetFacts {
  readonly address: string;
  /** Ascending. */
  readonly ports: readonly number[];
  /** Of each port, in the order of `ports`. */
  readonly truth: readonly ProfileState[];
  /** Where the agent listens, on the same address. */
  readonly agentPort: number;
  /** Of a target whose scanners lose some of their attempts: to a port that answers no SYN. */
  readonly loss?: { readonly share: number; readonly blackHole: SocketAddress };
}

export interface Target {
  readonly facts: TargetFacts;
  close(): Promise<void>;
}

/** Ports that serve no other purpose: above the system's own, below those that it gives to outgoing connections. */
const [FIRST_PORT, LAST_PORT] = [10_000, 32_000];
/** The most ports that a target can have; some of the range may be taken. */
export const MOST_TARGET_PORTS = 20_000;
/** Filtered ports take a while each, and are opened so many at once. */
const AT_ONCE = 32;

/**
 * Brings a target up. Every port is bound first, those to be closed as well, so that nobody else can be listening there:
 * one that is taken is left out, and the next one serves. Throws an error whose `code` is the errno.
 */
export async function openTarget({ ports: howMany, seed, ...how }: TargetOptions): Promise<Target> {
  const random = new CounterRandom(seed).fork('bench target').fork(how.behaviour);
  const address = drawAddress(random);
  const truth = drawTruth(how.behaviour, howMany, random);
  const responder = new Responder({
    clock: nodeClock,
    limits: { ...defaultLimits, connections: 65_535, connectionsPerPeer: 65_535 },
  });
  const opened: { close(): Promise<void> }[] = [];
  const close = async () => {
    await Promise.all(opened.map((each) => each.close()));
    await responder.drain(0);
  };
  try {
    const ports = await claimPorts(address, howMany);
    const entries = ports.map((port, index) => ({ first: port, last: port, value: { state: truth[index]! } }));
    const view = viewProfile(
      { address, ports: new PortMap<PortProfile>(entries, { state: 'closed' }) },
      'all',
      undefined,
    );
    const acceptor = behaving(responder.acceptorFor(view), how);
    const agent = await listen({ address, port: 0 }, acceptor);
    opened.push(agent);
    for (const port of having(ports, truth, 'open')) opened.push(await listen({ address, port }, acceptor));
    const filtered = having(ports, truth, 'filtered');
    const saturate = async (port: number): Promise<SocketAddress> => {
      const listener = await openSaturatedListener({ host: address, port });
      opened.push(listener);
      return listener.local;
    };
    while (filtered.length > 0) await Promise.all(filtered.splice(0, AT_ONCE).map(saturate));
    const facts = { address, ports, truth, agentPort: agent.local.port };
    if (how.lossShare === undefined) return { facts, close };
    return { facts: { ...facts, loss: { share: how.lossShare, blackHole: await saturate(0) } }, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function behaving(acceptor: Acceptor, { delayMs, servedPerSecond }: TargetBehaviour): Acceptor {
  if (delayMs !== undefined) return delayAnswers(acceptor, delayMs, nodeClock);
  return servedPerSecond === undefined ? acceptor : limitConnections(acceptor, servedPerSecond, nodeClock);
}

/** Elsewhere than on Linux, loopback has one address alone. */
function drawAddress(random: Random): string {
  if (process.platform !== 'linux') return '127.0.0.1';
  const octet = (): number => 1 + drawBelow(random, 254);
  return `127.${octet()}.${octet()}.${octet()}`;
}

function drawTruth(behaviour: BenchBehaviour, howMany: number, random: Random): ProfileState[] {
  if (behaviour === 'closed') return new Array<ProfileState>(howMany).fill('closed');
  if (behaviour !== 'filtered') return new Array<ProfileState>(howMany).fill('open');
  // A tenth filtered, a tenth open, and the rest closed, as a host behind a careless firewall.
  const tenth = Math.ceil(howMany / 10);
  const truth = Array.from({ length: howMany }, (_, index): ProfileState => {
    if (index < tenth) return 'filtered';
    return index < 2 * tenth ? 'open' : 'closed';
  });
  shuffle(random, truth);
  return truth;
}

async function claimPorts(address: string, howMany: number): Promise<number[]> {
  const ports: number[] = [];
  for (let port = FIRST_PORT; port <= LAST_PORT && ports.length < howMany; port += 1) {
    try {
      const listener = await listen({ address, port }, () => undefined);
      await listener.close();
      ports.push(port);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
  if (ports.length < howMany) {
    throw Object.assign(new Error(`only ${ports.length} ports of ${address} are free`), { code: 'EADDRINUSE' });
  }
  return ports;
}

function having(ports: readonly number[], truth: readonly ProfileState[], state: ProfileState): number[] {
  return ports.filter((_, index) => truth[index] === state);
}

function listen(local: SocketAddress, acceptor: Acceptor): ReturnType<typeof tcpListeners.listen> {
  return tcpListeners.listen(local, acceptor);
}
