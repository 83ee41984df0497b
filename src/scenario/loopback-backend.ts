import { holdRefusedPort } from '../faults/refused-port.ts';
import { openSaturatedListener } from '../faults/saturated-listener.ts';
import type { FaultProxy, ToxiproxyClient } from '../faults/toxiproxy-client.ts';
import { ToxiproxyError } from '../faults/toxiproxy-error.ts';
import type { HostView } from '../protocol/responder-machine.ts';
import { viewProfile } from '../respond/host-view.ts';
import { Responder } from '../respond/responder.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Acceptor, ListenerFactory, SocketAddress } from '../runtime/connection.ts';
import type { Place } from '../source/diagnostic.ts';
import { type Backend, type Realisation, type RealisedBy, TeardownError } from './backend.ts';
import { behaviourKey, type Host, type PortBehaviour, type SimulatedPort } from './model.ts';
import { MuteAcceptor } from './mute-acceptor.ts';
import { realiseAt } from './realise-at.ts';
import { profileOf } from './simulated-host.ts';
import { toxicsFor } from './toxics.ts';

export interface LoopbackBackendOptions {
  readonly clock: Clock;
  readonly listeners: ListenerFactory;
  readonly toxiproxy: ToxiproxyClient;
  /** What the results call the proxy. */
  readonly proxyName: string;
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
}

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
    const direct = await this.#answerFor(host, viewProfile(profile, { has: isOpen }, undefined));
    const gates = new Map<string, Gate>();
    for (const port of [host.ports.default, ...[...host.ports].map(({ value }) => value)]) {
      const key = behaviourKey(port.behaviour);
      if (!gates.has(key)) gates.set(key, await this.#openGate(port, direct));
    }
    const agent =
      host.agent === undefined
        ? undefined
        : await this.#openProxy(host.agent.place, await this.#answerFor(host, viewProfile(profile, 'all', undefined)));
    this.#hosts.set(host.address, { host, gates, agent: agent?.local });
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

  async #openGate({ behaviour, place }: SimulatedPort, direct: SocketAddress): Promise<Gate> {
    switch (behaviour.state) {
      case 'closed':
        return (this.#refused ??= await this.#openRefused(place));
      case 'filtered':
        return (this.#saturated ??= await this.#openSaturated(place));
      case 'silent':
        return (this.#silent ??= await this.#openSilent(place, behaviour));
      case 'open':
        return this.#openProxy(place, direct, behaviour);
    }
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
  async #openSilent(place: Place, behaviour: PortBehaviour): Promise<Gate> {
    const mute = new MuteAcceptor();
    this.#undo.push(async () => mute.close());
    return this.#openProxy(place, await this.#listen(place, mute.accept), behaviour);
  }

  #openProxy(place: Place, upstream: SocketAddress, behaviour?: PortBehaviour): Promise<Gate> {
    return realiseAt(place, async () => {
      const toxics = behaviour === undefined ? [] : toxicsFor(behaviour);
      this.#proxies += 1;
      // The upstream port is ours alone on this machine, which keeps names apart on a server that others use too.
      const name = `portlab-${upstream.port}-${this.#proxies}`;
      const proxy = await this.#options.toxiproxy.createProxy({ name, upstream });
      this.#undo.push(() => removeProxy(proxy));
      for (const toxic of toxics) await proxy.addToxic(toxic);
      return { local: proxy.local, realisedBy: 'toxiproxy' };
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
