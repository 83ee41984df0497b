import type { Toxic } from '../../faults/toxiproxy-client.ts';
import type { SocketAddress } from '../../runtime/connection.ts';
import type { Place } from '../../source/diagnostic.ts';
import type { RealisedBy } from '../backend.ts';
import type { Detour } from '../first-dials.ts';
import { type First, faultOf, type PortBehaviour } from '../model.ts';
import { toxicsFor } from '../toxics.ts';
import type { Endpoints } from './endpoints.ts';
import type { HostServers, Servers } from './servers.ts';
import type { ToxicChain } from './toxic-chain.ts';

/** The way to a port that behaves so. */
export interface Way {
  readonly behaviour: PortBehaviour;
  /** Where dials lead. */
  readonly local: SocketAddress;
  readonly realisedBy: RealisedBy;
  /** Where the first dials of a scanner lead instead. */
  readonly detour?: Detour;
  /** What connections go through, and its toxics for this behaviour; not where there are no connections. */
  readonly path?: { readonly chain: ToxicChain; readonly toxics: readonly Toxic[] };
}

/** The chain that leads to a server with these toxics. */
type ChainTo = (server: SocketAddress, toxics: readonly Toxic[], place: Place) => Promise<ToxicChain>;

/** Opens ways, which need endpoints and servers. */
export class Ways {
  readonly #endpoints: Endpoints;
  readonly #servers: Servers;
  readonly #shared = new Map<string, ToxicChain>();

  constructor(endpoints: Endpoints, servers: Servers) {
    this.#endpoints = endpoints;
    this.#servers = servers;
  }

  /** A way for ports that never change: all of one behaviour share its chain. */
  openShared(of: HostServers, behaviour: PortBehaviour, place: Place): Promise<Way> {
    return this.#open(of, behaviour, place, (server, toxics, where) =>
      this.#chain(this.#shared, `${server.port} ${JSON.stringify(toxics)}`, server, toxics, where),
    );
  }

  /**
   * Opens ways for ports that change from one to another: they have their chains to themselves, and one for each server,
   * since its toxics can be changed, and what it leads to cannot.
   */
  ownOpener(of: HostServers): (behaviour: PortBehaviour, place: Place) => Promise<Way> {
    const chains = new Map<string, ToxicChain>();
    const chainTo: ChainTo = (server, toxics, place) => this.#chain(chains, `${server.port}`, server, toxics, place);
    return (behaviour, place) => this.#open(of, behaviour, place, chainTo);
  }

  async #open(of: HostServers, behaviour: PortBehaviour, place: Place, chainTo: ChainTo): Promise<Way> {
    const { state, faults } = behaviour;
    if (state === 'closed') {
      return { behaviour, local: await this.#endpoints.refusedPort(place), realisedBy: 'refused-port' };
    }
    if (state === 'filtered') {
      return { behaviour, local: await this.#endpoints.saturatedPort(place), realisedBy: 'saturated-listener' };
    }
    const first = faultOf(faults, 'first');
    const through = { state, faults: faults.filter((fault) => fault !== first) };
    const { local: server, realisedBy } = await this.#servers.serverFor(of, through, place);
    const toxics = toxicsFor(through);
    const chain = await chainTo(server, toxics, place);
    const way: Way = { behaviour, local: chain.local, realisedBy, path: { chain, toxics } };
    return first === undefined ? way : { ...way, realisedBy: 'route', detour: await this.#openDetour(first) };
  }

  async #chain(
    known: Map<string, ToxicChain>,
    key: string,
    server: SocketAddress,
    toxics: readonly Toxic[],
    place: Place,
  ): Promise<ToxicChain> {
    const chain = known.get(key) ?? (await this.#endpoints.proxy(place, server, toxics));
    known.set(key, chain);
    return chain;
  }

  async #openDetour({ count, fate, place }: First): Promise<Detour> {
    const to = fate === 'refused' ? this.#endpoints.refusedPort(place) : this.#endpoints.saturatedPort(place);
    return { count, local: await to };
  }
}
