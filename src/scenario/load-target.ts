import { PortMap } from '../protocol/port-map.ts';
import { pickDescription, requireOpen } from '../respond/port-description.ts';
import { readPortKeys } from '../respond/port-table.ts';
import type { YamlSource } from '../source/yaml-source.ts';
import type { Path } from '../source/yaml-tree.ts';
import { readFaults } from './load-faults.ts';
import type { PortYaml, TargetYaml } from './load-schema.ts';
import type { Agent, Host, SimulatedPort } from './model.ts';

/** Reads the host at `path`, and reports what is wrong with it. */
export function readHost(source: YamlSource, path: Path, target: TargetYaml): Host {
  const { name = 'target', address = '127.0.0.1', agent, os, ports = {} } = target;
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

function readAgent(source: YamlSource, path: Path, agent: NonNullable<TargetYaml['agent']>): Agent {
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

function readSimulatedPort(source: YamlSource, path: Path, port: PortYaml): SimulatedPort {
  const place = source.at(path, 'key');
  if (typeof port === 'string') return { behaviour: { state: port, faults: [] }, place };
  const { state, ...rest } = port;
  requireOpen(source, path, state, Object.keys(rest));
  const faults = readFaults(source, path, rest);
  const info = pickDescription(rest);
  return { behaviour: { state, faults }, ...(info !== undefined && { info }), place };
}
