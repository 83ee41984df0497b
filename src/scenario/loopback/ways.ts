import type { Toxic } from '../../faults/toxiproxy-client.ts';
import type { SocketAddress } from '../../runtime/connection.ts';
import { drawFraction } from '../../runtime/draw.ts';
import { CounterRandom } from '../../sim/random.ts';
import type { Place } from '../../source/diagnostic.ts';
import type { RealisedBy } from '../backend.ts';
import type { Detour } from '../detours.ts';
import { behaviourKey, type First, faultOf, type Lossy, type PortBehaviour } from '../model.ts';
import type { PortGroup } from '../port-groups.ts';
import { inChainOrder, toxicsFor } from '../toxics.ts';
import type { Endpoints } from './endpoints.ts';
import type { HostServers, Server, Servers } from './servers.ts';
import { isOneToxic, type ToxicChain } from './toxic-chain.ts';

/** The way to a port that behaves so. */
export interface Way {
  readonly behaviour: PortBehaviour;
  /** Where dials lead. */
  readonly local: SocketAddress;
  readonly realisedBy: RealisedBy;
  /** Where some dials of a scanner lead instead. */
  readonly detour?: Detour;
  /** What connections go through, and its toxics for this behaviour; not where there are no connections. */
  readonly path?: { readonly chain: ToxicChain; readonly toxics: readonly Toxic[] };
}

/** On connections under way nothing more comes; or they end. */
export const held: Toxic = { type: 'timeout', attributes: { timeout: 0 } };
export const ended: Toxic = { type: 'timeout', attributes: { timeout: 1 } };

/** What a way leads through: toxics before a server. */
interface Course {
  readonly server: Server;
  readonly toxics: readonly Toxic[];
  /** What becomes of some connections instead. */
  readonly fate: First | Lossy | undefined;
}

/** Opens ways, which need endpoints and servers. */
export class Ways {
  readonly #endpoints: Endpoints;
  readonly #servers: Servers;
  readonly #seed: number;
  readonly #shared = new Map<string, ToxicChain>();

  /** `seed` decides which connections are lost. */
  constructor(endpoints: Endpoints, servers: Servers, seed: number) {
    this.#seed = seed;
    this.#endpoints = endpoints;
    this.#servers = servers;
  }

  /** A way for ports that never change: all of one behaviour share its chain. */
  async openShared(of: HostServers, { behaviour, place }: PortGroup): Promise<Way> {
    const course = await this.#plot(of, behaviour, place);
    if (course === undefined) return this.#openDeadEnd(behaviour, place);
    const { server, toxics } = course;
    const key = `${server.local.port} ${JSON.stringify(toxics)}`;
    const chain = this.#shared.get(key) ?? (await this.#endpoints.proxy(place, server.local, toxics, toxics));
    this.#shared.set(key, chain);
    return this.#openThrough(behaviour, course, chain);
  }

  /**
   * The ways for ports that change from one to another, by the key of the behaviour. They have their chains to themselves:
   * one for each server, since toxics can change, and what a proxy leads to cannot.
   */
  async openChanging(of: HostServers, group: PortGroup): Promise<Map<string, Way>> {
    const courses = new Map<string, { behaviour: PortBehaviour; place: Place; course: Course | undefined }>();
    for (const { behaviour, place } of [group, ...group.changes]) {
      const key = behaviourKey(behaviour);
      if (!courses.has(key)) courses.set(key, { behaviour, place, course: await this.#plot(of, behaviour, place) });
    }
    const toxicsEver = new Map<string, Toxic[]>();
    for (const { course } of courses.values()) {
      if (course === undefined) continue;
      const ever = toxicsEver.get(chainKey(course)) ?? [held];
      toxicsEver.set(chainKey(course), ever);
      ever.push(...course.toxics.filter((toxic) => !ever.some((other) => isOneToxic(toxic, other))));
    }
    const chains = new Map<string, ToxicChain>();
    const ways = new Map<string, Way>();
    for (const [key, { behaviour, place, course }] of courses) {
      if (course === undefined) {
        ways.set(key, await this.#openDeadEnd(behaviour, place));
        continue;
      }
      const { server, toxics } = course;
      const chain =
        chains.get(chainKey(course)) ??
        (await this.#endpoints.proxy(place, server.local, inChainOrder(toxicsEver.get(chainKey(course))!), toxics));
      chains.set(chainKey(course), chain);
      ways.set(key, await this.#openThrough(behaviour, course, chain));
    }
    return ways;
  }

  /** Undefined where no connection comes up. */
  async #plot(of: HostServers, { state, faults }: PortBehaviour, place: Place): Promise<Course | undefined> {
    if (state === 'closed' || state === 'filtered') return undefined;
    const fate = faultOf(faults, 'first') ?? faultOf(faults, 'lossy');
    const through = { state, faults: faults.filter((fault) => fault !== fate) };
    return { server: await this.#servers.serverFor(of, through, place), toxics: toxicsFor(through), fate };
  }

  async #openDeadEnd(behaviour: PortBehaviour, place: Place): Promise<Way> {
    return behaviour.state === 'closed'
      ? { behaviour, local: await this.#endpoints.refusedPort(place), realisedBy: 'refused-port' }
      : { behaviour, local: await this.#endpoints.saturatedPort(place), realisedBy: 'saturated-listener' };
  }

  async #openThrough(behaviour: PortBehaviour, { server, toxics, fate }: Course, chain: ToxicChain): Promise<Way> {
    const way: Way = { behaviour, local: chain.local, realisedBy: server.realisedBy, path: { chain, toxics } };
    return fate === undefined ? way : { ...way, realisedBy: 'route', detour: await this.#openDetour(fate) };
  }

  async #openDetour(fate: First | Lossy): Promise<Detour> {
    if (fate.kind === 'lossy') {
      const random = new CounterRandom(this.#seed).fork('loss');
      const isLost: Detour['takes'] = (dial, { address, port }) =>
        drawFraction(random.fork(`${address} ${port}`).fork(dial)) < fate.share;
      return { local: await this.#endpoints.saturatedPort(fate.place), takes: isLost };
    }
    const { place, count } = fate;
    const to = fate.fate === 'refused' ? this.#endpoints.refusedPort(place) : this.#endpoints.saturatedPort(place);
    return { local: await to, takes: (dial) => dial <= count };
  }
}

/** Equal where one chain can become what either needs: a toxic that resets makes every end a reset, even asleep. */
function chainKey({ server, toxics }: Course): string {
  return `${server.local.port}${toxics.some(({ type }) => type === 'reset_peer') ? ' resets' : ''}`;
}
