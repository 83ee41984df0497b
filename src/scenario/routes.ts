import { formatEndpoint } from '../protocol/address.ts';
import { formatPortRanges } from '../protocol/port-list.ts';
import type { UpResult, UpRoute } from '../results/up.ts';
import type { Realisation, World } from './backend.ts';
import { behaviourKey, type Change, type Host, type PortBehaviour } from './model.ts';
import { type PortGroup, portGroups } from './port-groups.ts';
import { truthText } from './truth-text.ts';

/** Where each logical port of a world that is up is really reached, ports of one endpoint together. */
export function routesOf(
  { hosts, timeline }: World,
  realisation: Realisation,
  addresses: UpResult['addresses'] = 'mapped',
): UpRoute[] {
  return hosts.flatMap((host) => {
    const groups = groupsOf(host, timeline);
    // What nothing names comes last, as the rest.
    const named = groups.filter((group) => !isUnnamed(host, group));
    const others = groups.filter((group) => isUnnamed(host, group));
    const ports = [...named, ...others].map((group) =>
      routeOf(host, group, group.behaviour, { realisation, addresses }),
    );
    return [...ports, ...agentRoute(host, realisation)];
  });
}

/** The same of the ports that a change changes, once it is made: as `routesOf` groups them. */
export function routesOfChange(
  { hosts, timeline }: World,
  change: Change,
  realisation: Realisation,
  addresses: UpResult['addresses'],
): UpRoute[] {
  const host = hosts.find(({ name }) => name === change.host)!;
  const changed = groupsOf(host, timeline).filter(({ changes }) => changes.includes(change));
  return changed.map((group) => routeOf(host, group, change.behaviour, { realisation, addresses }));
}

/** Ports that nothing names stay apart from those that are named and do the same. */
function groupsOf(host: Host, timeline: readonly Change[]): PortGroup[] {
  return portGroups(host, timeline, (port) =>
    JSON.stringify([port === host.ports.default, behaviourKey(port.behaviour)]),
  );
}

function isUnnamed(host: Host, { ports, changes }: PortGroup): boolean {
  return changes.length === 0 && host.ports.get(ports[0]!.first) === host.ports.default;
}

function routeOf(
  host: Host,
  group: PortGroup,
  behaviour: PortBehaviour,
  { realisation, addresses }: { readonly realisation: Realisation; readonly addresses: UpResult['addresses'] },
): UpRoute {
  const { name, address } = host;
  const target = { address, port: group.ports[0]!.first };
  const ports = isUnnamed(host, group) ? 'default' : formatPortRanges(group.ports);
  return {
    host: name,
    address,
    ports,
    // Where ports are reached at their own, one of them does not stand for the others.
    real: addresses === 'logical' ? `${address}:${ports}` : formatEndpoint(realisation.route(target)!),
    truth: truthText(behaviour),
    realisedBy: realisation.realisedBy(target),
  };
}

function agentRoute({ name, address, agent }: Host, realisation: Realisation): UpRoute[] {
  if (agent === undefined) return [];
  const real = formatEndpoint(realisation.agentRoute({ address, port: agent.port })!);
  return [{ host: name, address, ports: `agent ${agent.port}`, real, truth: 'agent', realisedBy: 'toxiproxy' }];
}
