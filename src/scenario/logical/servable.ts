import { countPorts } from '../../protocol/port-list.ts';
import type { Diagnostic, Place } from '../../source/diagnostic.ts';
import type { World } from '../backend.ts';
import type { BehaviourState, Change, Host } from '../model.ts';
import { type PortGroup, portGroups } from '../port-groups.ts';

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

/** A port that changes is held by a connection, of which both ends are here. */
const DESCRIPTORS_PER_CHANGING_PORT = 2;

/** For the world behind, and the connections to it. */
const SPARE_DESCRIPTORS = 256;

/** Everything that tells before anything is opened that a world cannot be served. */
export function findUnservable(
  { hosts, timeline }: World,
  { descriptors = Number.POSITIVE_INFINITY }: Machine,
): Diagnostic[] {
  const diagnostics = hosts.flatMap((host) => [
    ...reportAddress(host),
    ...reportDefault(host),
    ...reportAgent(host, timeline),
  ]);
  if (diagnostics.length > 0) return diagnostics;
  const [first] = hosts;
  if (first === undefined) return [];
  const groups = hosts.flatMap((host) => portGroups(host, timeline));
  const filtered = countPortsWhere(groups, (group) => isEver(group, 'filtered'));
  if (filtered > MOST_FILTERED_PORTS) {
    const place = placeOf('filtered', groups) ?? first.place;
    const message = `each filtered port takes a listener of its own, and ${filtered} take too long to be made`;
    return [{ ...place, message, help: `name at most ${MOST_FILTERED_PORTS} filtered ports` }];
  }
  const answering = countPortsWhere(
    groups,
    (group) => !isEver(group, 'filtered') && (isEver(group, 'open') || isEver(group, 'silent')),
  );
  const changing = countPortsWhere(groups, ({ changes }) => changes.length > 0);
  const needed =
    answering + filtered * DESCRIPTORS_PER_FILTERED_PORT + changing * DESCRIPTORS_PER_CHANGING_PORT + SPARE_DESCRIPTORS;
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
function reportAgent({ name, agent, ports }: Host, timeline: readonly Change[]): Diagnostic[] {
  if (agent === undefined) return [];
  const help = 'give the agent another port';
  const changes = timeline.filter((change) => {
    return change.host === name && change.ports.some(({ first, last }) => first <= agent.port && agent.port <= last);
  });
  const diagnostics = changes.map(({ place }): Diagnostic => {
    const message = `the agent listens on port ${agent.port}, which cannot change under it`;
    return { ...place, message, help, related: { message: 'the agent is here', place: agent.place } };
  });
  const { behaviour, place } = ports.get(agent.port);
  if (behaviour.state === 'closed' || (behaviour.state === 'open' && behaviour.faults.length === 0)) return diagnostics;
  const message = `the agent listens on port ${agent.port}, which is ${behaviour.state} in another way`;
  return [{ ...agent.place, message, help, related: { message: 'the port is here', place } }, ...diagnostics];
}

function isEver({ behaviour, changes }: PortGroup, state: BehaviourState): boolean {
  return behaviour.state === state || changes.some((change) => change.behaviour.state === state);
}

/** The change that first brings ports into this state, where none is in it before. */
function placeOf(state: BehaviourState, groups: readonly PortGroup[]): Place | undefined {
  if (groups.some(({ behaviour }) => behaviour.state === state)) return undefined;
  return groups.flatMap(({ changes }) => changes).find((change) => change.behaviour.state === state)?.place;
}

function countPortsWhere(groups: readonly PortGroup[], isCounted: (group: PortGroup) => boolean): number {
  return countPorts(groups.filter(isCounted).flatMap(({ ports }) => ports));
}
