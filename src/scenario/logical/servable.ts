import type { Diagnostic } from '../../source/diagnostic.ts';
import type { Host, SimulatedPort } from '../model.ts';

/** What of a world can be served at the addresses that its scenario gives it. */

/** What this machine lets a process do; what is undefined is not known. */
export interface Machine {
  /** How many descriptors it may have open. */
  readonly descriptors?: number;
  /** The lowest port that it may listen on without privilege. */
  readonly lowestUnprivilegedPort?: number;
}

/** Filling one backlog takes more than a tenth of a second. */
const MOST_FILTERED_PORTS = 1_024;

/** A filtered port is a listener, and connections that fill its backlog. */
const DESCRIPTORS_PER_FILTERED_PORT = 4;

/** For the world behind, and the connections to it. */
const SPARE_DESCRIPTORS = 256;

/** Everything that tells before anything is opened that a world cannot be served. */
export function findUnservable(
  hosts: readonly Host[],
  { descriptors = Number.POSITIVE_INFINITY }: Machine,
): Diagnostic[] {
  const diagnostics = hosts.flatMap((host) => [...reportAddress(host), ...reportDefault(host), ...reportAgent(host)]);
  if (diagnostics.length > 0) return diagnostics;
  const open = countPorts(hosts, ({ behaviour }) => behaviour.state === 'open' || behaviour.state === 'silent');
  const filtered = countPorts(hosts, ({ behaviour }) => behaviour.state === 'filtered');
  const [first] = hosts;
  if (first === undefined) return [];
  if (filtered > MOST_FILTERED_PORTS) {
    const message = `each filtered port takes a listener of its own, and ${filtered} take too long to be made`;
    return [{ ...first.place, message, help: `name at most ${MOST_FILTERED_PORTS} filtered ports` }];
  }
  const needed = open + filtered * DESCRIPTORS_PER_FILTERED_PORT + SPARE_DESCRIPTORS;
  if (needed <= descriptors) return [];
  const message = `each port takes a listener of its own, ${needed} descriptors in all, and this process may open ${descriptors}`;
  return [{ ...first.place, message, help: `raise the limit (ulimit -n ${needed}), or name fewer ports` }];
}

function reportAddress({ address, place }: Host): Diagnostic[] {
  if (address.startsWith('127.')) return [];
  const message = `${address} is no address of this machine alone: only hosts in 127.0.0.0/8 can be served at their own`;
  return [{ ...place, message, help: 'give it one, as in `address: 127.1.2.3`, or leave --at-logical out' }];
}

function reportDefault({ ports }: Host): Diagnostic[] {
  const { behaviour, place } = ports.default;
  if (behaviour.state === 'closed') return [];
  const message = `a port that is not closed takes a listener of its own, and the default is some 65 thousand`;
  return [{ ...place, message, help: `leave the default closed, and name ports: \`1-1000: ${behaviour.state}\`` }];
}

/** An agent answers for its own port as well, where nothing else is to happen there. */
function reportAgent({ agent, ports }: Host): Diagnostic[] {
  if (agent === undefined) return [];
  const { behaviour, place } = ports.get(agent.port);
  if (behaviour.state === 'closed' || (behaviour.state === 'open' && behaviour.faults.length === 0)) return [];
  const message = `the agent listens on port ${agent.port}, which is ${behaviour.state} in another way`;
  const related = { message: 'the port is here', place };
  return [{ ...agent.place, message, help: 'give the agent another port', related }];
}

function countPorts(hosts: readonly Host[], isCounted: (port: SimulatedPort) => boolean): number {
  const ranges = hosts.flatMap(({ ports }) => [...ports]);
  return ranges.reduce((sum, { first, last, value }) => sum + (isCounted(value) ? last - first + 1 : 0), 0);
}
