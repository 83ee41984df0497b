import { compareAddresses } from '../protocol/address-order.ts';
import { PortMap } from '../protocol/port-map.ts';
import { pickDescription, requireOpen } from '../respond/port-description.ts';
import { readPortKeys } from '../respond/port-table.ts';
import type { ValueSource } from '../source/value-source.ts';
import type { Path } from '../source/yaml-tree.ts';
import { readFaults } from './load-faults.ts';
import type { PortYaml } from './load-port-schema.ts';
import type { HostYaml, ScenarioYaml } from './load-schema.ts';
import type { Agent, Host, SimulatedPort } from './model.ts';

/** The name of the only host, where it has none of its own. */
export const defaultHost = 'target';

/** Reads the hosts of a scenario, by ascending address, and reports what is wrong with them. */
export function readHosts(source: ValueSource, { target, hosts }: ScenarioYaml): readonly Host[] {
  if (target !== undefined) {
    if (hosts !== undefined) reportBothForms(source, 'hosts', 'target');
    return [readHost(source, ['target'], target.name ?? defaultHost, target)];
  }
  const named = Object.entries(hosts ?? {});
  if (named.length === 0) {
    source.report(source.at(hosts === undefined ? [] : ['hosts'], 'key'), 'there is no host to scan', {
      help: 'describe one as `target`, or some by name in `hosts`',
    });
  }
  const read = named.map(([name, host]) => readHost(source, ['hosts', name], name, host));
  if (read.length > 1) requireAddresses(source, hosts ?? {}, read);
  return read.sort((one, other) => compareAddresses(one.address, other.address));
}

/** Reports that something is said in its short form, and in its long one. */
export function reportBothForms(source: ValueSource, long: string, short: string): void {
  source.report(source.at([long], 'key'), `\`${long}\` excludes \`${short}\`, which is short for one of them`, {
    help: `move what \`${short}\` says into \`${long}\`, below a name`,
    related: { message: `${short} here`, place: source.at([short], 'key') },
  });
}

/** Of several hosts each has its own. */
function requireAddresses(source: ValueSource, hosts: NonNullable<ScenarioYaml['hosts']>, read: readonly Host[]): void {
  const firsts = new Map<string, Path>();
  for (const { name, address } of read) {
    const path = ['hosts', name, 'address'];
    if (hosts[name]!.address === undefined) {
      source.report(source.at(['hosts', name], 'key'), 'of several hosts, each needs an `address`', {
        help: 'write one of your choice, as in `address: 192.0.2.10`: it is logical, and never dialled',
      });
      continue;
    }
    const first = firsts.get(address);
    if (first === undefined) firsts.set(address, path);
    else {
      source.report(source.at(path), `another host has the address ${address}`, {
        help: 'give each host its own',
        related: { message: 'first here', place: source.at(first) },
      });
    }
  }
}

/** Reads the host at `path`, and reports what is wrong with it. */
function readHost(source: ValueSource, path: Path, name: string, host: HostYaml): Host {
  const { address = '127.0.0.1', agent, os, ports = {} } = host;
  const { default: rest = 'closed', ...named } = ports;
  const readPort = (key: string, port: PortYaml) => readSimulatedPort(source, [...path, 'ports', key], port);
  const entries = readPortKeys(source, [...path, 'ports'], Object.keys(named)).map(({ first, last, key }) => ({
    first,
    last,
    value: readPort(key, named[key]!),
  }));
  return {
    name,
    address,
    ...(agent !== undefined && { agent: readAgent(source, [...path, 'agent'], agent) }),
    ...(os !== undefined && { os }),
    ports: new PortMap(entries, readPort('default', rest)),
    place: source.at(path, 'key'),
  };
}

function readAgent(source: ValueSource, path: Path, agent: NonNullable<HostYaml['agent']>): Agent {
  const { port, busy = false, denied = false } = typeof agent === 'number' ? { port: agent } : agent;
  if (busy && denied) {
    source.report(source.at([...path, 'denied'], 'key'), '`denied` excludes `busy`: a request has one fate', {
      help: 'remove one of them',
      related: { message: 'busy here', place: source.at([...path, 'busy'], 'key') },
    });
  }
  const refusal = busy ? 'busy' : denied ? 'denied' : undefined;
  return { port, ...(refusal !== undefined && { refusal }), place: source.at(path) };
}

function readSimulatedPort(source: ValueSource, path: Path, port: PortYaml): SimulatedPort {
  const place = source.at(path, 'key');
  if (typeof port === 'string') return { behaviour: { state: port, faults: [] }, place };
  const { state, ...rest } = port;
  requireOpen(source, path, state, Object.keys(rest));
  const faults = readFaults(source, path, rest);
  const info = pickDescription(rest);
  return { behaviour: { state, faults }, ...(info !== undefined && { info }), place };
}
