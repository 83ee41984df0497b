import { formatEndpoint } from '../protocol/address.ts';
import { formatPortRanges, type PortRange } from '../protocol/port-list.ts';
import type { UpResult, UpRoute } from '../results/up.ts';
import { type Diagnostic, SourceError } from '../source/diagnostic.ts';
import type { Realisation, World } from './backend.ts';
import { behaviourKey, type Change, type Fault, type Host, type PortBehaviour, type SimulatedPort } from './model.ts';
import { truthText } from './truth-text.ts';

/**
 * Where each logical port of a world that is up is really reached, ports of one endpoint together. Throws a SourceError
 * where that depends on who dials and when: a port lets the first connections of a scanner down, or changes after a scan
 * began, and whoever dials a real address is not known as a scanner.
 */
export function routesOf(
  { hosts, timeline }: World,
  realisation: Realisation,
  addresses: UpResult['addresses'] = 'mapped',
): UpRoute[] {
  const faults = new Set(hosts.flatMap(portsOf).flatMap(({ behaviour }) => behaviour.faults));
  const diagnostics = [...faults].filter(({ kind }) => kind === 'first' || kind === 'lossy').map(explainDials);
  diagnostics.push(...timeline.map(explainChange));
  if (diagnostics.length > 0) throw new SourceError(diagnostics);
  return hosts.flatMap((host) => routesOfHost(host, realisation, addresses));
}

function routesOfHost(host: Host, realisation: Realisation, addresses: UpResult['addresses']): UpRoute[] {
  const { name, address } = host;
  const groups = new Map<string, { readonly behaviour: PortBehaviour; readonly ports: PortRange[] }>();
  for (const { first, last, value } of host.ports) {
    const key = behaviourKey(value.behaviour);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { behaviour: value.behaviour, ports: [{ first, last }] });
    else group.ports.push({ first, last });
  }
  const route = (port: number, ports: string, behaviour: PortBehaviour): UpRoute => {
    const target = { address, port };
    // Where ports are reached at their own, one of them does not stand for the others.
    const real = addresses === 'logical' ? `${address}:${ports}` : formatEndpoint(realisation.route(target)!);
    return {
      host: name,
      address,
      ports,
      real,
      truth: truthText(behaviour),
      realisedBy: realisation.realisedBy(target),
    };
  };
  const routes = [...groups.values()].map(({ behaviour, ports }) =>
    route(ports[0]!.first, formatPortRanges(ports), behaviour),
  );
  const unnamed = firstUnnamedPort(host);
  if (unnamed !== undefined) routes.push(route(unnamed, 'default', host.ports.default.behaviour));
  if (host.agent !== undefined) {
    const real = formatEndpoint(realisation.agentRoute({ address, port: host.agent.port })!);
    routes.push({
      host: name,
      address,
      ports: `agent ${host.agent.port}`,
      real,
      truth: 'agent',
      realisedBy: 'toxiproxy',
    });
  }
  return routes;
}

function portsOf({ ports }: Host): SimulatedPort[] {
  return [ports.default, ...Array.from(ports, ({ value }) => value)];
}

function explainDials({ kind, place }: Fault): Diagnostic {
  return {
    ...place,
    message: `\`${kind}\` counts the connections of each scan, and who will connect to a held world is not known`,
    help: 'remove it, or run the scenario with `portlab run`',
  };
}

function explainChange({ place }: Change): Diagnostic {
  return {
    ...place,
    message: 'this change comes some time after the scans began, and a held world has no scans',
    help: 'remove it, or run the scenario with `portlab run`',
  };
}

/** The lowest port that has the default's behaviour because nothing else names it. */
function firstUnnamedPort(host: Host): number | undefined {
  let port = 1;
  for (const { first, last } of host.ports) {
    if (port < first) return port;
    port = last + 1;
  }
  return port <= 65_535 ? port : undefined;
}
