import { behaviourKey, type Change, type PortBehaviour } from '../model.ts';
import type { PortGroup } from '../port-groups.ts';
import { ended, held, type Way } from './ways.ts';

/**
 * The way to ports that change. While they lead to the same server, connections under way meet the faults that come and
 * are rid of those that go. Where the ports lead elsewhere from then on, these connections end; or nothing more comes on
 * them, where the ports become filtered or silent: what is on its way then is lost, also where the ports lead to their
 * server again. What a delay holds back arrives at once when the delay itself changes: so Toxiproxy has it.
 *
 * A change has three steps, so that no dial meets a way that is only half made: `prepare`, `take`, `leave`.
 */
export class ChangingWay {
  readonly changes: readonly Change[];
  readonly #ways: ReadonlyMap<string, Way>;
  #way: Way;
  #left: Way | undefined;

  /** `ways` are all that the ports will ever have: no change needs anything that may not be there by then. */
  constructor({ behaviour, changes }: PortGroup, ways: ReadonlyMap<string, Way>) {
    this.changes = changes;
    this.#ways = ways;
    this.#way = this.#wayFor(behaviour);
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
    await path?.chain.become([...path.toxics, state === 'filtered' || state === 'silent' ? held : ended]);
  }

  #wayFor(behaviour: PortBehaviour): Way {
    return this.#ways.get(behaviourKey(behaviour))!;
  }
}
