import type { Dialer, ListenerFactory, SocketAddress } from '../../runtime/connection.ts';
import { type Backend, type Realisation, RealisationError, type World } from '../backend.ts';
import type { Machine } from '../logical/servable.ts';
import type { Change } from '../model.ts';
import { realiseAt } from '../realise-at.ts';
import { Door, type DoorPlan } from './door.ts';
import { explainDoors } from './explain-doors.ts';
import { Relay } from './relay.ts';

export interface DoorParts {
  readonly listeners: ListenerFactory;
  readonly dialer: Dialer;
  readonly machine: Machine;
}

/** So many backlogs are filled at once. */
const AT_ONCE = 32;

/**
 * A world with doors before its ports, for scanners that nobody knows: they connect to a place, and ask no route for each
 * dial. Doors lead into the world, and change with it.
 */
export class WorldBehindDoors {
  readonly inside: Realisation;
  readonly #doors: readonly Door[];

  private constructor(inside: Realisation, doors: readonly Door[]) {
    this.inside = inside;
    this.#doors = doors;
  }

  /**
   * Opens the doors, brings the world up behind them, and leads whoever connects from then on there. Rejects with a
   * RealisationError that has all doors that cannot be, or what the backend says; nothing is left behind then.
   */
  static async open(
    plans: readonly DoorPlan[],
    backend: Backend,
    world: World,
    { listeners, dialer, machine }: DoorParts,
  ): Promise<WorldBehindDoors> {
    let inside: Realisation | undefined;
    const doors = plans.map((plan) => {
      const { target, kind } = plan;
      const reach = () => (kind === 'agent' ? inside?.agentRoute(target) : inside?.route(target));
      return new Door(plan, listeners, new Relay(dialer, reach));
    });
    try {
      const failures: [DoorPlan, unknown][] = [];
      await forEach(doors, (door) => door.open().catch((error: unknown) => failures.push([door.plan, error])));
      if (failures.length > 0) throw new RealisationError(explainDoors(failures, machine));
      inside = await backend.realise(world);
      return new WorldBehindDoors(inside, doors);
    } catch (error) {
      await forEach(doors, (door) => door.close());
      throw error;
    }
  }

  /** Where the door before a logical port is, if it has one. */
  doorAt({ address, port }: SocketAddress): SocketAddress | undefined {
    return this.#doors.find(({ plan: { kind, target } }) => {
      return kind === 'port' && target.address === address && target.port === port;
    })?.local;
  }

  /** Nobody is let in whom nothing would answer: doors shut before the world behind them changes, and open after. */
  async apply(change: Change): Promise<void> {
    const { behaviour, place } = change;
    const doors = this.#doors.filter(({ plan }) => plan.changes.includes(change));
    const show = () => realiseAt(place, () => forEach(doors, (door) => door.show(behaviour.state)));
    const isShut = behaviour.state === 'closed' || behaviour.state === 'filtered';
    if (isShut) await show();
    await this.inside.apply(change);
    if (!isShut) await show();
  }

  async close(): Promise<void> {
    await forEach(this.#doors, (door) => door.close());
    await this.inside.close();
  }
}

/** Does the work for all doors, some at once; rejects, once no work is under way, where one fails. */
async function forEach(doors: readonly Door[], work: (door: Door) => Promise<unknown>): Promise<void> {
  const queue = doors.values();
  const one = async () => {
    for (const door of queue) await work(door);
  };
  const done = await Promise.allSettled(Array.from({ length: AT_ONCE }, one));
  for (const each of done) if (each.status === 'rejected') throw each.reason;
}
