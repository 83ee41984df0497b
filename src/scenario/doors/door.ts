import { holdRefusedPort, type RefusedPort } from '../../faults/refused-port.ts';
import { openSaturatedListener } from '../../faults/saturated-listener.ts';
import type { ListenerFactory, SocketAddress } from '../../runtime/connection.ts';
import type { Place } from '../../source/diagnostic.ts';
import type { BehaviourState, Change } from '../model.ts';
import type { Relay } from './relay.ts';

/** What a door is to be. */
export interface DoorPlan {
  /** Where it is; port 0 takes a free one, and only a door that changes may ask for that. */
  readonly at: SocketAddress;
  /** The logical port behind it, or the agent there. */
  readonly target: SocketAddress;
  readonly kind: 'port' | 'agent';
  /** At first. */
  readonly state: BehaviourState;
  readonly changes: readonly Change[];
  /** Where the scenario asks for it. */
  readonly place: Place;
}

/** How a door looks to SYNs. */
type Look = 'accepts' | 'refuses' | 'drops';

/**
 * A port that stays where it is for as long as its world is up, whatever becomes of it: it accepts connections and passes
 * them on, refuses them, or answers no SYN. Between two of these it refuses for a moment, since no two listeners can
 * share a port.
 */
export class Door {
  readonly plan: DoorPlan;
  readonly #listeners: ListenerFactory;
  readonly #relay: Relay;
  #held: RefusedPort | undefined;
  #listening: { close(): Promise<void> } | undefined;
  #look: Look = 'refuses';

  constructor(plan: DoorPlan, listeners: ListenerFactory, relay: Relay) {
    this.plan = plan;
    this.#listeners = listeners;
    this.#relay = relay;
  }

  /** With port 0 resolved, once it is open. */
  get local(): SocketAddress {
    return this.#held?.local ?? this.plan.at;
  }

  /** Rejects with an error whose `code` is the errno, or with a CannotRealiseError; close it then too. */
  async open(): Promise<void> {
    const { at, state, changes } = this.plan;
    // Nobody else is given the port while nothing listens on it, and that it can be had is known before it is needed.
    if (changes.length > 0) this.#held = await holdRefusedPort(at.address, at.port);
    await this.show(state);
  }

  /** Becomes what a port in this state is, for whoever connects from now on. Connections that there are go on. */
  async show(state: BehaviourState): Promise<void> {
    const look = lookOf(state);
    if (look === this.#look) return;
    await this.#stopListening();
    const { address, port } = this.local;
    if (look === 'drops') this.#listening = await openSaturatedListener({ host: address, port });
    if (look === 'accepts') this.#listening = await this.#listeners.listen({ address, port }, this.#relay.accept);
    this.#look = look;
  }

  /** Ends connections too. */
  async close(): Promise<void> {
    await this.#stopListening();
    this.#relay.close();
    await this.#held?.close();
  }

  async #stopListening(): Promise<void> {
    this.#look = 'refuses';
    await this.#listening?.close();
    this.#listening = undefined;
  }
}

function lookOf(state: BehaviourState): Look {
  if (state === 'closed') return 'refuses';
  return state === 'filtered' ? 'drops' : 'accepts';
}
