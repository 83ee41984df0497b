import { onTestFinished } from 'vitest';
import { PortMap } from '../../protocol/port-map.ts';
import { viewProfile } from '../../respond/host-view.ts';
import type { PortProfile } from '../../respond/profile.ts';
import { Responder } from '../../respond/responder.ts';
import type { OsInformation } from '../../results/scan.ts';
import { nodeClock } from '../../runtime/node/clock.ts';
import { tcpListeners } from '../../runtime/node/tcp.ts';
import { ownAddress } from './places.ts';

export interface TestHost {
  readonly address: string;
  /** Open, ascending. */
  readonly ports: readonly number[];
  /** Connections accepted so far. */
  accepted(): number;
}

const os: OsInformation = { family: 'Linux', name: 'Debian GNU/Linux', version: '12' };

/** A host with so many open ports, in this process; it goes with the test. */
export async function openHost(openPorts: number, address = ownAddress()): Promise<TestHost> {
  let accepted = 0;
  const responder = new Responder({ clock: nodeClock });
  const open: PortProfile = { state: 'open', info: { service: 'ssh', product: 'OpenSSH', version: '9.2' } };
  const view = viewProfile({ address, os, ports: new PortMap<PortProfile>([], open) }, 'all', undefined);
  const acceptor = responder.acceptorFor(view);
  const listeners = await Promise.all(
    Array.from({ length: openPorts }, () =>
      tcpListeners.listen({ address, port: 0 }, (connection) => {
        accepted += 1;
        return acceptor(connection);
      }),
    ),
  );
  onTestFinished(async () => {
    await Promise.all(listeners.map((listener) => listener.close()));
    await responder.drain(0);
  });
  const ports = listeners.map(({ local }) => local.port).sort((one, other) => one - other);
  return { address, ports, accepted: () => accepted };
}
