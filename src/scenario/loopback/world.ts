import type { Route } from '../../engines/routed-dialer.ts';
import { PortMap } from '../../protocol/port-map.ts';
import type { SocketAddress } from '../../runtime/connection.ts';
import type { Realisation, RealisedBy } from '../backend.ts';
import { countDials } from '../detours.ts';
import type { LoopbackBackendOptions } from '../loopback-backend.ts';
import type { Agent, Change, Host } from '../model.ts';
import { type PortGroup, portGroups } from '../port-groups.ts';
import { realiseAt } from '../realise-at.ts';
import { ChangingWay } from './changing-way.ts';
import { Endpoints } from './endpoints.ts';
import { type HostServers, Servers } from './servers.ts';
import { UndoStack } from './undo-stack.ts';
import { type Way, Ways } from './ways.ts';

/** The way to each port of a host, as it is at the moment. */
type WayMap = PortMap<{ readonly way: Way }>;

interface RealHost {
  readonly host: Host;
  readonly ways: WayMap;
  readonly agent: SocketAddress | undefined;
}

/** A world on loopback sockets, host after host. */
export class LoopbackWorld implements Realisation {
  readonly #proxyName: string;
  readonly #undo = new UndoStack();
  readonly #endpoints: Endpoints;
  readonly #servers: Servers;
  readonly #ways: Ways;
  /** By address. */
  readonly #hosts = new Map<string, RealHost>();
  readonly #changing: ChangingWay[] = [];

  constructor(options: LoopbackBackendOptions) {
    this.#proxyName = options.proxyName;
    this.#endpoints = new Endpoints(options, this.#undo);
    this.#servers = new Servers(options, this.#endpoints, this.#undo);
    this.#ways = new Ways(this.#endpoints, this.#servers, options.seed);
  }

  get proxy(): string {
    return this.#endpoints.proxies === 0 ? 'none' : this.#proxyName;
  }

  readonly route = (target: SocketAddress): SocketAddress | undefined => this.#wayTo(target)?.local;

  routeOfScanner(): Route {
    return countDials(this.route, (target) => this.#wayTo(target)?.detour);
  }

  readonly agentRoute = ({ address, port }: SocketAddress): SocketAddress | undefined => {
    const real = this.#hosts.get(address);
    return real?.host.agent?.port === port ? real.agent : undefined;
  };

  realisedBy(target: SocketAddress): RealisedBy {
    const way = this.#wayTo(target);
    if (way === undefined) throw new RangeError(`${target.address} is not part of this world`);
    return way.realisedBy;
  }

  async add(host: Host, timeline: readonly Change[]): Promise<void> {
    const groups = portGroups(host, timeline);
    const groupOf = mapPorts(groups.map((group) => [group, group]));
    const servers = await this.#servers.openHost(host, (port) => isEverOpen(groupOf.get(port)));
    const found: [PortGroup, { readonly way: Way }][] = [];
    for (const group of groups) found.push([group, await this.#open(servers, group)]);
    const ways = mapPorts(found);
    const agent = host.agent && (await this.#openAgent(host, host.agent, ways));
    this.#hosts.set(host.address, { host, ways, agent });
  }

  /** Dials meet the old ways or the new ones, never some of each. */
  async apply(change: Change): Promise<void> {
    const { behaviour, place } = change;
    const ways = this.#changing.filter(({ changes }) => changes.includes(change));
    await realiseAt(place, async () => {
      for (const way of ways) await way.prepare(behaviour);
      for (const way of ways) way.take(behaviour);
      for (const way of ways) await way.leave();
    });
  }

  close(): Promise<void> {
    return this.#undo.unwind();
  }

  #wayTo({ address, port }: SocketAddress): Way | undefined {
    return this.#hosts.get(address)?.ways.get(port).way;
  }

  async #open(servers: HostServers, group: PortGroup): Promise<{ readonly way: Way }> {
    if (group.changes.length === 0) return { way: await this.#ways.openShared(servers, group) };
    const changing = new ChangingWay(group, await this.#ways.openChanging(servers, group));
    this.#changing.push(changing);
    return changing;
  }

  async #openAgent(host: Host, agent: Agent, ways: WayMap): Promise<SocketAddress> {
    const responder = await this.#servers.openAgent(host, agent, (port) => ways.get(port).way.behaviour.state);
    return (await this.#endpoints.proxy(agent.place, responder, [], [])).local;
  }
}

function isEverOpen({ behaviour, changes }: PortGroup): boolean {
  return [behaviour, ...changes.map((change) => change.behaviour)].some(({ state }) => state === 'open');
}

/** Groups have every port. */
function mapPorts<T>(groups: readonly (readonly [PortGroup, T])[]): PortMap<T> {
  const entries = groups.flatMap(([{ ports }, value]) => ports.map(({ first, last }) => ({ first, last, value })));
  return new PortMap(entries, groups[0]![1]);
}
