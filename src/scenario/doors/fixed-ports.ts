import { hasPort } from '../../protocol/port-list.ts';
import type { SocketAddress } from '../../runtime/connection.ts';
import type { Backend } from '../backend.ts';
import { type PortGroup, portGroups } from '../port-groups.ts';
import type { DoorPlan } from './door.ts';
import { type DoorParts, WorldBehindDoors } from './world-behind-doors.ts';

const LOOPBACK = '127.0.0.1';

/**
 * The worlds of a backend, in which ports that change are reached at one place all the time: a door for all ports that
 * change alike. Other ports are where the backend has them.
 */
export function atFixedPorts(backend: Backend, parts: DoorParts): Backend {
  return {
    name: backend.name,
    async realise(world) {
      const changing = world.hosts.flatMap((host) => {
        const groups = portGroups(host, world.timeline).filter(({ changes }) => changes.length > 0);
        return groups.map((group) => ({ group, address: host.address }));
      });
      const plans = changing.map(({ group, address }) => doorOf(group, address));
      const held = await WorldBehindDoors.open(plans, backend, world, parts);
      const { inside } = held;
      const route = (target: SocketAddress) => {
        const own = changing.find(
          ({ group, address }) => address === target.address && hasPort(group.ports, target.port),
        );
        return own === undefined ? inside.route(target) : held.doorAt(targetOf(own.group, own.address));
      };
      return {
        proxy: inside.proxy,
        route,
        routeOfScanner: () => route,
        agentRoute: (target) => inside.agentRoute(target),
        realisedBy: (target) => inside.realisedBy(target),
        apply: (change) => held.apply(change),
        close: () => held.close(),
      };
    },
  };
}

function doorOf(group: PortGroup, address: string): DoorPlan {
  const { behaviour, changes } = group;
  const place = changes[0]!.place;
  const at = { address: LOOPBACK, port: 0 };
  return { at, target: targetOf(group, address), kind: 'port', state: behaviour.state, changes, place };
}

/** Ports that change alike are one behind the door as well. */
function targetOf({ ports }: PortGroup, address: string): SocketAddress {
  return { address, port: ports[0]!.first };
}
