import { z } from 'zod';
import { PortMap } from '../protocol/port-map.ts';
import { YamlSource } from '../source/yaml-source.ts';
import { loopbackOnly } from './access.ts';
import { addressRanges, ipAddress, osInformation, portNumber } from './host-schema.ts';
import { descriptionShape, pickDescription, requireOpen } from './port-description.ts';
import { readPortKeys, withPortKeys } from './port-table.ts';
import { type HostProfile, type PortProfile, profileStates } from './profile.ts';

const state = z.enum(profileStates);
const port = z.union([state, z.strictObject({ state, ...descriptionShape })]);

const profile = z.strictObject({
  address: ipAddress.exactOptional(),
  agent: portNumber.exactOptional(),
  os: osInformation.exactOptional(),
  access: z
    .strictObject({ status: addressRanges.exactOptional(), information: addressRanges.exactOptional() })
    .exactOptional(),
  ports: withPortKeys(z.record(z.string(), port), ['default']).exactOptional(),
});

/**
 * Reads a host profile from YAML; `file` is its name in diagnostics. The address is 127.0.0.1, ports are closed,
 * and of whom `access` does not speak only loopback peers may ask, where nothing else is said.
 *
 * @throws {SourceError} with everything that is wrong with it.
 */
export function loadHostProfile(text: string, file: string): HostProfile {
  const source = new YamlSource(text, file);
  const { address = '127.0.0.1', agent, os, access, ports = {} } = source.check(profile);

  const { default: rest = 'closed', ...named } = ports;
  const defaultPort = readPort(source, 'default', rest);
  const entries = readPortKeys(source, ['ports'], Object.keys(named)).map(({ first, last, key }) => ({
    first,
    last,
    value: readPort(source, key, named[key]!),
  }));
  source.throwIfReported();

  return {
    address,
    ...(agent !== undefined && { agentPort: agent }),
    ...(os !== undefined && { os }),
    ...(access !== undefined && { access: { ...loopbackOnly, ...access } }),
    ports: new PortMap(entries, defaultPort),
  };
}

function readPort(source: YamlSource, key: string, value: z.output<typeof port>): PortProfile {
  if (typeof value === 'string') return { state: value };
  const info = pickDescription(value);
  requireOpen(source, ['ports', key], value.state, Object.keys(info ?? {}));
  return info === undefined ? { state: value.state } : { state: value.state, info };
}
