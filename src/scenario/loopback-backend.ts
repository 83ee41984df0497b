import type { Route } from '../engines/routed-dialer.ts';
import { holdRefusedPort } from '../faults/refused-port.ts';
import { openSaturatedListener } from '../faults/saturated-listener.ts';
import type { FaultProxy, ToxiproxyClient } from '../faults/toxiproxy-client.ts';
import { ToxiproxyError } from '../faults/toxiproxy-error.ts';
import type { HostView } from '../protocol/responder-machine.ts';
import type { AccessPolicy } from '../respond/access.ts';
import { viewProfile } from '../respond/host-view.ts';
import type { HostProfile } from '../respond/profile.ts';
import { defaultLimits, Responder } from '../respond/responder.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Acceptor, ListenerFactory, SocketAddress } from '../runtime/connection.ts';
import { CounterRandom } from '../sim/random.ts';
import type { Place } from '../source/diagnostic.ts';
import { type Backend, type Realisation, type RealisedBy, TeardownError } from './backend.ts';
import { countDials, type Detour } from './first-dials.ts';
import { drawGarbage } from './foreign-octets.ts';
import {
  type Agent,
  behaviourKey,
  type First,
  faultOf,
  type Host,
  type PortBehaviour,
  type SimulatedPort,
} from './model.ts';
import { realiseAt } from './realise-at.ts';
import { profileOf } from './simulated-host.ts';
import { type Script, StandIn } from './stand-in.ts';
import { bannerScript, garbageScript } from './stand-in-scripts.ts';
import { toxicsFor } from './toxics.ts';

export interface LoopbackBackendOptions {
  readonly clock: Clock;
  readonly listeners: ListenerFactory;
  readonly toxiproxy: ToxiproxyClient;
  /** What the results call the proxy. */
  readonly proxyName: string;
  /** Decides what is random in a world, which is what garbage is made of. */
  readonly seed: number;
}

const LOOPBACK = '127.0.0.1';
/** How long the connections of a world that is torn down may take to end. */
const TEARDOWN_MS = 1_000;

/**
 * Worlds on loopback sockets, without privilege. Each host has a responder on a port of its own; each distinct behaviour
 * of its open ports has a proxy in front of it, which all ports of that behaviour share, so that a whole range costs one
 * endpoint. Closed, filtered and silent ports of all hosts share one endpoint each.
 */
export function createLoopbackBackend(options: LoopbackBackendOptions): Backend {
  return {
    name: 'loopback',
    async realise(hosts) {
      const world = new LoopbackWorld(options);
      try {
        for (const host of hosts) await world.add(host);
      } catch (error) {
        // What cannot be realised is what there is to say, whatever comes of the teardown.
        await world.close().catch(() => {});
        throw error;
      }
      return world;
    },
  };
}

/** A real endpoint that some logical ports lead to. */
interface Gate {
  readonly local: SocketAddress;
  readonly realisedBy: RealisedBy;
  /** Where the first connections of a scanner to each of the ports lead. */
  readonly detour?: Detour;
}

/** A host as it is brought up. */
interface HostParts {
  readonly host: Host;
  /** What its ports answer under a policy; without one everyone may ask. */
  readonly viewUnder: (policy: AccessPolicy | undefined) => HostView;
  /** The responder of its open ports. */
  readonly direct: SocketAddress;
  /** By the key of the behaviour. */
  readonly gates: Map<string, Gate>;
}

const nobody: AccessPolicy = { status: [], information: [] };

interface RealHost {
  readonly host: Host;
  /** By the key of the behaviour. */
  readonly gates: ReadonlyMap<string, Gate>;
  readonly agent: SocketAddress | undefined;
}

class LoopbackWorld implements Realisation {
  readonly #options: LoopbackBackendOptions;
  readonly #responder: Responder;
  readonly #hosts = new Map<string, RealHost>();
  /** Undone in reverse order. */
  readonly #undo: (() => Promise<void>)[] = [];
  #refused: Gate | undefined;
  #saturated: Gate | undefined;
  #silent: Gate | undefined;
  #full: Responder | undefined;
  #proxies = 0;

  constructor(options: LoopbackBackendOptions) {
    this.#options = options;
    this.#responder = new Responder({ clock: options.clock });
    this.#undo.push(() => this.#responder.drain(TEARDOWN_MS));
  }

  get proxy(): string {
    return this.#proxies === 0 ? 'none' : this.#options.proxyName;
  }

  readonly route = (target: SocketAddress): SocketAddress | undefined => this.#gateOf(target)?.local;

  routeOfScanner(): Route {
    return countDials(this.route, (target) => this.#gateOf(target)?.detour);
  }

  readonly agentRoute = ({ address, port }: SocketAddress): SocketAddress | undefined => {
    const real = this.#hosts.get(address);
    return real?.host.agent?.port === port ? real.agent : undefined;
  };

  realisedBy(target: SocketAddress): RealisedBy {
    const gate = this.#gateOf(target);
    if (gate === undefined) throw new RangeError(`${target.address} is not part of this world`);
    return gate.realisedBy;
  }

  async add(host: Host): Promise<void> {
    const profile = profileOf(host);
    const isOpen = (port: number) => host.ports.get(port).behaviour.state === 'open';
    const viewUnder = (policy: AccessPolicy | undefined) => viewProfile(profile, { has: isOpen }, policy);
    const direct = await this.#answerFor(host, viewUnder(undefined));
    const gates = new Map<string, Gate>();
    for (const port of [host.ports.default, ...[...host.ports].map(({ value }) => value)]) {
      await this.#gateFor({ host, viewUnder, direct, gates }, port);
    }
    const agent = host.agent && (await this.#openAgent(host, host.agent, profile));
    this.#hosts.set(host.address, { host, gates, agent });
  }

  async close(): Promise<void> {
    const failures: unknown[] = [];
    // Everything is undone whatever fails, so that one fault does not leave the rest behind.
    for (const undo of this.#undo.splice(0).reverse()) await undo().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw new TeardownError(failures);
  }

  #gateOf({ address, port }: SocketAddress): Gate | undefined {
    const real = this.#hosts.get(address);
    return real?.gates.get(behaviourKey(real.host.ports.get(port).behaviour));
  }

  async #openAgent(host: Host, { refusal, place }: Agent, profile: HostProfile): Promise<SocketAddress> {
    const responder = refusal === 'busy' ? this.#fullResponder : this.#responder;
    const view = viewProfile(profile, 'all', refusal === 'denied' ? nobody : undefined);
    const upstream = await this.#listen(host.place, responder.acceptorFor(view));
    return (await this.#openProxy(place, upstream)).local;
  }

  /** Answers for a host at an address of this machine. */
  #answerFor(host: Host, view: HostView): Promise<SocketAddress> {
    return this.#listen(host.place, this.#responder.acceptorFor(view));
  }

  #listen(place: Place, acceptor: Acceptor): Promise<SocketAddress> {
    return realiseAt(place, async () => {
      const listener = await this.#options.listeners.listen({ address: LOOPBACK, port: 0 }, acceptor);
      this.#undo.push(() => listener.close());
      return listener.local;
    });
  }

  /** The one gate of all ports of a host that behave so. */
  async #gateFor(parts: HostParts, port: Pick<SimulatedPort, 'behaviour' | 'place'>): Promise<Gate> {
    const key = behaviourKey(port.behaviour);
    const gate = parts.gates.get(key) ?? (await this.#openGate(parts, port));
    parts.gates.set(key, gate);
    return gate;
  }

  async #openGate(parts: HostParts, { behaviour, place }: Pick<SimulatedPort, 'behaviour' | 'place'>): Promise<Gate> {
    switch (behaviour.state) {
      case 'closed':
        return this.#refusedGate(place);
      case 'filtered':
        return this.#saturatedGate(place);
      case 'silent':
        return (this.#silent ??= await this.#openStandIn(place, behaviour, {}, 'toxiproxy'));
      case 'open': {
        const { state, faults } = behaviour;
        const first = faultOf(faults, 'first');
        if (first === undefined) return this.#openPort(parts, place, behaviour);
        const rest = { state, faults: faults.filter((fault) => fault !== first) };
        const gate = await this.#gateFor(parts, { behaviour: rest, place });
        return { local: gate.local, realisedBy: 'route', detour: await this.#openDetour(first) };
      }
    }
  }

  /** A port that accepts every connection. */
  async #openPort(parts: HostParts, place: Place, behaviour: PortBehaviour): Promise<Gate> {
    // At most one of the faults says what stands there, and it is the last.
    const stand = behaviour.faults.at(-1);
    switch (stand?.kind) {
      case 'garbage':
        return this.#openStandIn(place, behaviour, garbageScript(this.#drawGarbage(parts.host, stand.octets)));
      case 'speaks':
        return this.#openStandIn(place, behaviour, bannerScript(stand.banner, stand.afterMs, this.#options.clock));
      case 'busy': {
        const acceptor = this.#fullResponder.acceptorFor(parts.viewUnder(undefined));
        return this.#openProxy(place, await this.#listen(stand.place, acceptor), behaviour, 'responder');
      }
      case 'denied': {
        const acceptor = this.#responder.acceptorFor(parts.viewUnder(nobody));
        return this.#openProxy(place, await this.#listen(stand.place, acceptor), behaviour, 'responder');
      }
      default:
        return this.#openProxy(place, parts.direct, behaviour);
    }
  }

  async #openDetour({ count, fate, place }: First): Promise<Detour> {
    const { local } = await (fate === 'refused' ? this.#refusedGate(place) : this.#saturatedGate(place));
    return { count, local };
  }

  /** The same for the same host, whatever else there is in this world or was in others. */
  #drawGarbage({ address }: Host, octets: number): Uint8Array {
    return drawGarbage(new CounterRandom(this.#options.seed).fork('garbage').fork(address).fork(octets), octets);
  }

  /** A responder that has room for nobody, and says so. */
  get #fullResponder(): Responder {
    if (this.#full === undefined) {
      const full = new Responder({ clock: this.#options.clock, limits: { ...defaultLimits, connectionsPerPeer: 0 } });
      this.#undo.push(() => full.drain(TEARDOWN_MS));
      this.#full = full;
    }
    return this.#full;
  }

  async #refusedGate(place: Place): Promise<Gate> {
    return (this.#refused ??= await this.#openRefused(place));
  }

  async #saturatedGate(place: Place): Promise<Gate> {
    return (this.#saturated ??= await this.#openSaturated(place));
  }

  #openRefused(place: Place): Promise<Gate> {
    return realiseAt(place, async () => {
      const { local, close } = await holdRefusedPort(LOOPBACK);
      this.#undo.push(close);
      return { local, realisedBy: 'refused-port' };
    });
  }

  #openSaturated(place: Place): Promise<Gate> {
    return realiseAt(place, async () => {
      const { local, close } = await openSaturatedListener({ host: LOOPBACK, port: 0 });
      this.#undo.push(close);
      return { local, realisedBy: 'saturated-listener' };
    });
  }

  /** A responder would end a connection on which nothing happens, and be silent no more. */
  async #openStandIn(
    place: Place,
    behaviour: PortBehaviour,
    script: Script,
    realisedBy: RealisedBy = 'acceptor',
  ): Promise<Gate> {
    const standIn = new StandIn(script);
    this.#undo.push(async () => standIn.close());
    return this.#openProxy(place, await this.#listen(place, standIn.accept), behaviour, realisedBy);
  }

  #openProxy(
    place: Place,
    upstream: SocketAddress,
    behaviour?: PortBehaviour,
    realisedBy: RealisedBy = 'toxiproxy',
  ): Promise<Gate> {
    return realiseAt(place, async () => {
      const toxics = behaviour === undefined ? [] : toxicsFor(behaviour);
      this.#proxies += 1;
      // The upstream port is ours alone on this machine, which keeps names apart on a server that others use too.
      const name = `portlab-${upstream.port}-${this.#proxies}`;
      const proxy = await this.#options.toxiproxy.createProxy({ name, upstream });
      this.#undo.push(() => removeProxy(proxy));
      for (const toxic of toxics) await proxy.addToxic(toxic);
      return { local: proxy.local, realisedBy };
    });
  }
}

/** Removes a proxy, unless somebody else has: a server can be shared. */
async function removeProxy(proxy: FaultProxy): Promise<void> {
  try {
    await proxy.remove();
  } catch (error) {
    if (!(error instanceof ToxiproxyError && error.status === 404)) throw error;
  }
}
