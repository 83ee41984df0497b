import type { Toxic } from '../../faults/toxiproxy-client.ts';
import type { Place } from '../../source/diagnostic.ts';
import { behaviourKey, type Change, type PortBehaviour } from '../model.ts';
import type { PortGroup } from '../port-groups.ts';
import type { Way } from './ways.ts';

/** Nothing more comes or goes on the connections that there are. */
const held: readonly Toxic[] = (['upstream', 'downstream'] as const).map((stream) => ({
  type: 'timeout',
  name: `held_${stream}`,
  stream,
  attributes: { timeout: 0 },
}));

/** The connections that there are end at once. */
const ended: readonly Toxic[] = [{ type: 'timeout', name: 'ended', attributes: { timeout: 1 } }];

/**
 * The way to ports that change. While they lead to the same server, connections under way meet the faults that come and
 * are rid of those that go. Where the ports lead elsewhere from then on, these connections end; or nothing more comes on
 * them, where the ports become filtered or silent, until the ports lead to their server again: then they end. What a
 * delay still holds back when that comes over it arrives at once: so Toxiproxy treats it whenever its toxics change.
 *
 * A change has three steps, so that no dial meets a way that is only half made: `prepare`, `take`, `leave`.
 */
export class ChangingWay {
  readonly changes: readonly Change[];
  readonly #ways: ReadonlyMap<string, Way>;
  #way: Way;
  #left: Way | undefined;

  private constructor({ behaviour, changes }: PortGroup, ways: ReadonlyMap<string, Way>) {
    this.changes = changes;
    this.#ways = ways;
    this.#way = this.#wayFor(behaviour);
  }

  /** Opens all ways that the ports will ever have, so that no change needs anything that may not be there by then. */
  static async open(
    group: PortGroup,
    openWay: (behaviour: PortBehaviour, place: Place) => Promise<Way>,
  ): Promise<ChangingWay> {
    const ways = new Map<string, Way>();
    for (const { behaviour, place } of [group, ...group.changes]) {
      const key = behaviourKey(behaviour);
      if (!ways.has(key)) ways.set(key, await openWay(behaviour, place));
    }
    return new ChangingWay(group, ways);
  }

  /** Of the moment. */
  get way(): Way {
    return this.#way;
  }

  /** Gives the chain that the ports will lead through its toxics; where they do already, connections feel it now. */
  async prepare(behaviour: PortBehaviour): Promise<void> {
    const { path } = this.#wayFor(behaviour);
    await path?.chain.become(path.toxics);
  }

  /** Dials lead this way from now on. */
  take(behaviour: PortBehaviour): void {
    const way = this.#wayFor(behaviour);
    this.#left = way.path?.chain === this.#way.path?.chain ? undefined : this.#way;
    // A detour is made anew, since first connections are those since the change.
    this.#way = way.detour === undefined ? way : { ...way, detour: { ...way.detour } };
  }

  /** Does to connections on the way that was left what becomes of them. */
  async leave(): Promise<void> {
    const path = this.#left?.path;
    this.#left = undefined;
    const { state } = this.#way.behaviour;
    await path?.chain.become([...path.toxics, ...(state === 'filtered' || state === 'silent' ? held : ended)]);
  }

  #wayFor(behaviour: PortBehaviour): Way {
    return this.#ways.get(behaviourKey(behaviour))!;
  }
}
