import { CannotRealiseError } from '../faults/cannot-realise-error.ts';
import { openSaturatedListener } from '../faults/saturated-listener.ts';
import { expandPorts } from '../protocol/port-list.ts';
import type { AccessPolicy } from '../respond/access.ts';
import { type ServedPorts, viewProfile } from '../respond/host-view.ts';
import type { HostProfile, ProfileState } from '../respond/profile.ts';
import type { Responder } from '../respond/responder.ts';
import type { Acceptor } from '../runtime/connection.ts';
import { tcpListeners } from '../runtime/node/tcp.ts';
import { environmentError } from './exit-code.ts';

/** The listeners of a responder: the agent port, the open ports, and the filtered ones that answer no SYN. */

export interface ListenOptions {
  readonly responder: Responder;
  readonly profile: HostProfile;
  /** Listen on this address. */
  readonly host: string;
  readonly agentPort: number;
  /** Who may ask the agent. */
  readonly agentPolicy: AccessPolicy;
  /** Who may ask the direct listeners; without one everyone may. */
  readonly directPolicy: AccessPolicy | undefined;
  readonly agentOnly: boolean;
}

export interface Listeners {
  close(): Promise<void>;
}

/** Filtered ports take a while each, and are opened so many at once. */
const AT_ONCE = 32;

/** Opens everything or nothing. Throws a CommandError that says which port it was. */
export async function openListeners(options: ListenOptions): Promise<Listeners> {
  const { profile, host, agentPort, agentPolicy, directPolicy, agentOnly } = options;
  const opened: Listeners[] = [];
  const close = async () => {
    await Promise.all(opened.map((listener) => listener.close()));
  };
  const open = async (port: number, listener: Promise<Listeners>) => {
    opened.push(await listener.catch((error: unknown) => Promise.reject(explain(error, port))));
  };
  try {
    await open(agentPort, listen(options, agentPort, 'all', agentPolicy));
    if (agentOnly) return { close };
    for (const port of portsOf(profile, 'open')) {
      await open(port, listen(options, port, new Set([port]), directPolicy));
    }
    const filtered = portsOf(profile, 'filtered');
    while (filtered.length > 0) {
      const batch = filtered.splice(0, AT_ONCE).map((port) => open(port, openSaturatedListener({ host, port })));
      const failures = (await Promise.allSettled(batch)).filter((result) => result.status === 'rejected');
      if (failures[0] !== undefined) throw failures[0].reason;
    }
    return { close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The ports that entries of the profile give this state; the default has no end. */
export function portsOf(profile: HostProfile, state: ProfileState): number[] {
  return expandPorts([...profile.ports].filter(({ value }) => value.state === state));
}

function listen(
  { responder, profile, host }: ListenOptions,
  port: number,
  served: ServedPorts,
  policy: AccessPolicy | undefined,
): Promise<Listeners> {
  return tcpListeners.listen({ address: host, port }, createAcceptor(responder, profile, served, policy));
}

/** An acceptor for the profile. Where its address is the unspecified one, it answers for the address it is reached at. */
export function createAcceptor(
  responder: Responder,
  profile: HostProfile,
  served: ServedPorts,
  policy: AccessPolicy | undefined,
): Acceptor {
  if (profile.address !== '0.0.0.0' && profile.address !== '::') {
    return responder.acceptorFor(viewProfile(profile, served, policy));
  }
  return (connection) => {
    const reached = { ...profile, address: connection.local.address };
    return responder.acceptorFor(viewProfile(reached, served, policy))(connection);
  };
}

const remedies: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there; choose another port, or --agent-only',
  EACCES: 'ports below 1024 need privilege; choose others, or --agent-only',
  EADDRNOTAVAIL: 'this machine does not have the address',
  EMFILE: 'no descriptors are left; raise ulimit -n, serve fewer ports, or --agent-only',
};

function explain(error: unknown, port: number): unknown {
  if (error instanceof CannotRealiseError) return environmentError(`port ${port}: ${error.message}`);
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  const remedy = remedies[code];
  return environmentError(`cannot listen on port ${port} (${code})${remedy === undefined ? '' : `: ${remedy}`}`);
}
