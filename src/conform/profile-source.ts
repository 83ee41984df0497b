import { z } from 'zod';
import { isCanonicalAddress, parseEndpoint } from '../protocol/address.ts';
import { attributeText, ipAddress, portNumber } from '../respond/host-schema.ts';
import type { SocketAddress } from '../runtime/connection.ts';
import { ValueError } from '../source/value-error.ts';
import { text, waitingTime } from '../source/values.ts';
import { YamlSource } from '../source/yaml-source.ts';
import type { TargetProfile } from './profile.ts';

const endpoint = text((written) => {
  const found = parseEndpoint(written);
  if (found !== undefined && isCanonicalAddress(found.address)) return found;
  throw new ValueError(`\`${written}\` is no address with a port`, 'write one, as in `127.0.0.1:4545` or `[::1]:4545`');
});

const ports = z.array(portNumber);

const profile = z.strictObject({
  agent: endpoint.exactOptional(),
  address: ipAddress,
  open: ports.min(1),
  closed: ports.exactOptional(),
  filtered: ports.exactOptional(),
  direct: ports.exactOptional(),
  services: z.record(z.string(), attributeText).exactOptional(),
  os: attributeText.exactOptional(),
  denied: z.array(z.enum(['status', 'information'])).exactOptional(),
  proxied: z.boolean().exactOptional(),
  limits: z
    .strictObject({
      message: waitingTime.exactOptional(),
      idle: waitingTime.exactOptional(),
      write: waitingTime.exactOptional(),
      connections: z.int().min(1).max(1_000).exactOptional(),
    })
    .exactOptional(),
});

/**
 * Reads what is true of a target from YAML; `file` is its name in diagnostics. `agent` takes the place of that of the
 * file.
 *
 * @throws {SourceError} with everything that is wrong with it.
 */
export function loadTargetProfile(yaml: string, file: string, agent: SocketAddress): TargetProfile {
  const source = new YamlSource(yaml, file);
  const read = source.check(profile);
  const { address, open, closed = [], filtered = [], direct = [], services = {}, limits = {} } = read;
  requireOnce(source, { open, closed, filtered });
  for (const [index, port] of direct.entries()) {
    if (!open.includes(port)) source.report(source.at(['direct', index]), `port ${port} is not among the open ports`);
  }
  const named = Object.entries(services).map(([key, service]) => {
    const port = Number(key);
    if (!open.includes(port))
      source.report(source.at(['services', key], 'key'), `port ${key} is not among the open ports`);
    return [port, service] as const;
  });
  source.throwIfReported();
  const { message, idle, write, connections } = limits;
  return {
    agent,
    address,
    open,
    closed,
    filtered,
    direct: new Map(direct.map((port) => [port, { address, port }])),
    services: new Map(named),
    osFamily: read.os,
    denied: new Set(read.denied),
    proxied: read.proxied ?? false,
    limits: {
      ...(message !== undefined && { messageMs: message }),
      ...(idle !== undefined && { idleMs: idle }),
      ...(write !== undefined && { writeMs: write }),
      ...(connections !== undefined && { connections }),
    },
  };
}

/** A port has one state. */
function requireOnce(source: YamlSource, states: Readonly<Record<string, readonly number[]>>): void {
  const first = new Map<number, readonly [string, number]>();
  for (const [state, listed] of Object.entries(states)) {
    for (const [index, port] of listed.entries()) {
      const before = first.get(port);
      if (before === undefined) {
        first.set(port, [state, index]);
        continue;
      }
      const related = { message: 'first here', place: source.at(before) };
      source.report(source.at([state, index]), `port ${port} stands twice`, { related });
    }
  }
}
