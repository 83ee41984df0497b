import { onTestFinished } from 'vitest';
import { PortMap } from '../../protocol/port-map.ts';
import { viewProfile } from '../../respond/host-view.ts';
import type { PortProfile } from '../../respond/profile.ts';
import { Responder } from '../../respond/responder.ts';
import type { OsInformation } from '../../results/scan.ts';
import type { ConnectionHandler } from '../../runtime/connection.ts';
import { nodeClock } from '../../runtime/node/clock.ts';
import { tcpListeners } from '../../runtime/node/tcp.ts';
import { ownAddress } from './places.ts';

export interface TestHost {
  readonly address: string;
  /** Open, ascending. */
  readonly ports: readonly number[];
  /** Connections accepted so far. */
  accepted(): number;
  /** Of them, those at the port. */
  acceptedAt(port: number): number;
  /** Lets connections to the port be accepted and never answered, or answered again. */
  silence(port: number | undefined): void;
}

const os: OsInformation = { family: 'Linux', name: 'Debian GNU/Linux', version: '12' };

const sayNothing: ConnectionHandler = {
  connected: () => {},
  received: () => {},
  drained: () => {},
  ended: (connection) => connection.end(),
  closed: () => {},
};

/** A host with so many open ports, in this process; it goes with the test. */
export async function openHost(openPorts: number, address = ownAddress()): Promise<TestHost> {
  const accepted: (number | undefined)[] = [];
  let silent: number | undefined;
  const responder = new Responder({ clock: nodeClock });
  const open: PortProfile = { state: 'open', info: { service: 'ssh', product: 'OpenSSH', version: '9.2' } };
  const view = viewProfile({ address, os, ports: new PortMap<PortProfile>([], open) }, 'all', undefined);
  const acceptor = responder.acceptorFor(view);
  const listeners = await Promise.all(
    Array.from({ length: openPorts }, () =>
      tcpListeners.listen({ address, port: 0 }, (connection) => {
        accepted.push(connection.local?.port);
        return connection.local?.port === silent ? sayNothing : acceptor(connection);
      }),
    ),
  );
  onTestFinished(async () => {
    await Promise.all(listeners.map((listener) => listener.close()));
    await responder.drain(0);
  });
  const ports = listeners.map(({ local }) => local.port).sort((one, other) => one - other);
  const acceptedAt = (port: number) => accepted.filter((at) => at === port).length;
  const silence = (port: number | undefined): void => {
    silent = port;
  };
  return { address, ports, accepted: () => accepted.length, acceptedAt, silence };
}
