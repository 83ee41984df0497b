import { onTestFinished } from 'vitest';
import { PortMap } from '../../protocol/port-map.ts';
import { loopbackOnly } from '../../respond/access.ts';
import { viewProfile } from '../../respond/host-view.ts';
import type { HostProfile } from '../../respond/profile.ts';
import { Responder } from '../../respond/responder.ts';
import { nodeClock } from '../../runtime/node/clock.ts';
import { tcpListeners } from '../../runtime/node/tcp.ts';
import { folderWith, freePorts, ownAddress } from './places.ts';

interface TargetOptions {
  /** What else its profile says. */
  readonly declared?: string;
  /** It answers for another host than its profile says. */
  readonly isElsewhere?: boolean;
  /** Its agent serves no connection after so many. */
  readonly serves?: number;
}

/** The reference responder on real sockets, as an agent and directly on one port, and its profile in a file. */
export async function openConformTarget({
  declared = '',
  isElsewhere = false,
  serves = Number.POSITIVE_INFINITY,
}: TargetOptions = {}) {
  const address = ownAddress();
  const [closed = 0] = await freePorts(address, 1);
  let accepted = 0;
  const responder = new Responder({ clock: nodeClock });
  const direct = await tcpListeners.listen({ address, port: 0 }, (connection) => acceptors.direct(connection));
  const open = direct.local.port;
  const host: HostProfile = {
    address: isElsewhere ? '192.0.2.1' : address,
    os: { family: 'Linux' },
    ports: new PortMap([{ first: open, last: open, value: { state: 'open', info: { service: 'ssh' } } }], {
      state: 'closed',
    }),
  };
  const acceptors = {
    direct: responder.acceptorFor(viewProfile(host, { has: (port) => port === open }, undefined)),
    agent: responder.acceptorFor(viewProfile(host, 'all', loopbackOnly)),
  };
  let tell = (): void => {};
  const asked = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const agent = await tcpListeners.listen({ address, port: 0 }, (connection) => {
    tell();
    accepted += 1;
    return accepted > serves ? undefined : acceptors.agent(connection);
  });
  onTestFinished(async () => {
    await Promise.all([direct.close(), agent.close()]);
    await responder.drain(0);
  });
  const profile = `address: ${address}\nopen: [${open}]\nclosed: [${closed}]\ndirect: [${open}]\n${declared}`;
  const folder = await folderWith({ 'target.yaml': profile, 'wrong.yaml': profile.replace('closed:', 'filtered:') });
  return {
    folder,
    profile: `${folder}/target.yaml`,
    /** Says that the closed port is filtered. */
    wrong: `${folder}/wrong.yaml`,
    agent: `${address}:${agent.local.port}`,
    direct: `${address}:${open}`,
    refused: `${address}:${closed}`,
    /** Resolves when the agent accepts its first connection. */
    asked,
    /** Connections that the agent accepted so far. */
    accepted: () => accepted,
  };
}
