import type { SocketAddress } from '../../runtime/connection.ts';
import { SourceError } from '../../source/diagnostic.ts';
import type { Backend, World } from '../backend.ts';
import type { DoorPlan } from '../doors/door.ts';
import { type DoorParts, WorldBehindDoors } from '../doors/world-behind-doors.ts';
import type { Host } from '../model.ts';
import { portGroups } from '../port-groups.ts';
import { findUnservable } from './servable.ts';

/**
 * The worlds of a backend, served at the addresses of their hosts, which are in 127.0.0.0/8: each port that is ever not
 * closed has a door of its own there, so that scanners need no map, and what messages say of addresses is true. Open and
 * silent ports are passed on to where the backend has them; filtered ones are listeners that answer no SYN.
 */
export function atLogicalAddresses(backend: Backend, parts: DoorParts): Backend {
  return {
    name: backend.name,
    async realise(world) {
      const unservable = findUnservable(world, parts.machine);
      if (unservable.length > 0) throw new SourceError(unservable);
      const plans = world.hosts.flatMap((host) => doorsOf(host, world));
      const served = await WorldBehindDoors.open(plans, backend, world, parts);
      const { inside } = served;
      // Every host is where it says.
      const ifKnown = (target: SocketAddress, known: unknown) => (known === undefined ? undefined : target);
      const route = (target: SocketAddress) => ifKnown(target, inside.route(target));
      return {
        proxy: inside.proxy,
        route,
        routeOfScanner: () => route,
        agentRoute: (target) => ifKnown(target, inside.agentRoute(target)),
        realisedBy: (target) => inside.realisedBy(target),
        apply: (change) => served.apply(change),
        close: () => served.close(),
      };
    },
  };
}

function doorsOf(host: Host, { timeline }: World): DoorPlan[] {
  const { address, agent } = host;
  const doors: DoorPlan[] = [];
  if (agent !== undefined) {
    const at = { address, port: agent.port };
    doors.push({ at, target: at, kind: 'agent', state: 'open', changes: [], place: agent.place });
  }
  for (const { ports, behaviour, changes } of portGroups(host, timeline)) {
    const { state } = behaviour;
    const opens = changes.find((change) => change.behaviour.state !== 'closed');
    if (state === 'closed' && opens === undefined) continue;
    for (const { first, last } of ports) {
      for (let port = first; port <= last; port++) {
        if (port === agent?.port) continue;
        const at = { address, port };
        const place = state === 'closed' ? opens!.place : host.ports.get(port).place;
        doors.push({ at, target: at, kind: 'port', state, changes, place });
      }
    }
  }
  return doors;
}
