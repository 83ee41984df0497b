import type { SocketAddress } from '../../runtime/connection.ts';
import { SourceError } from '../../source/diagnostic.ts';
import type { Backend, Realisation } from '../backend.ts';
import { type DoorParts, Doors } from './doors.ts';
import { findUnservable } from './servable.ts';

/**
 * The worlds of a backend, served at the addresses of their hosts, which are in 127.0.0.0/8: each port that is not closed
 * has a listener of its own there, so that scanners need no map, and what messages say of addresses is true. Open and
 * silent ports are passed on to where the backend has them; filtered ones are listeners that answer no SYN.
 */
export function atLogicalAddresses(backend: Backend, parts: DoorParts): Backend {
  return {
    name: backend.name,
    async realise(world) {
      const unservable = findUnservable(world.hosts, parts.machine);
      if (unservable.length > 0) throw new SourceError(unservable);
      const doors = new Doors(parts);
      try {
        await doors.open(world.hosts);
        const inside = await backend.realise(world);
        doors.leadTo((target, kind) => (kind === 'agent' ? inside.agentRoute(target) : inside.route(target))!);
        return atDoors(inside, doors);
      } catch (error) {
        await doors.close();
        throw error;
      }
    },
  };
}

/** Every host is where it says. */
function atDoors(world: Realisation, doors: Doors): Realisation {
  const ifKnown = (target: SocketAddress, known: unknown) => (known === undefined ? undefined : target);
  return {
    proxy: world.proxy,
    route: (target) => ifKnown(target, world.route(target)),
    routeOfScanner: () => (target) => ifKnown(target, world.route(target)),
    agentRoute: (target) => ifKnown(target, world.agentRoute(target)),
    realisedBy: (target) => world.realisedBy(target),
    apply: (change) => world.apply(change),
    async close() {
      await doors.close();
      await world.close();
    },
  };
}
