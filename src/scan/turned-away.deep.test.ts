import { describe, expect, it, onTestFinished } from 'vitest';
import { ownAddress } from '../cli/testing/places.ts';
import { DirectProber } from '../engines/direct-prober.ts';
import { AdaptivePacing } from '../probe/adaptive-pacing.ts';
import { PortMap } from '../protocol/port-map.ts';
import { viewProfile } from '../respond/host-view.ts';
import type { PortProfile } from '../respond/profile.ts';
import { Responder } from '../respond/responder.ts';
import type { Connection, ConnectionHandler } from '../runtime/connection.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { tcpDialer, tcpListeners } from '../runtime/node/tcp.ts';
import { CounterRandom } from '../sim/random.ts';
import { ScanSession } from './scan-session.ts';

/** Real sockets: a responder that serves so many connections a second, and turns the others away. */

const PORTS = 200;
/** Connections that are served at once after a while without any. */
const BURST = 10;

interface Busy {
  readonly address: string;
  readonly ports: readonly number[];
  /** Connections that were turned away. */
  turnedAway(): number;
}

async function openBusyHost(perSecond: number, turnAway: (connection: Connection) => void): Promise<Busy> {
  const address = ownAddress();
  const responder = new Responder({ clock: nodeClock });
  const view = viewProfile({ address, ports: new PortMap<PortProfile>([], { state: 'open' }) }, 'all', undefined);
  const serve = responder.acceptorFor(view);
  let tokens = BURST;
  let lastMs = nodeClock.now();
  let turnedAway = 0;
  const accept = (connection: Connection): ConnectionHandler | undefined => {
    const nowMs = nodeClock.now();
    tokens = Math.min(BURST, tokens + ((nowMs - lastMs) * perSecond) / 1_000);
    lastMs = nowMs;
    if (tokens >= 1) {
      tokens -= 1;
      return serve(connection);
    }
    turnedAway += 1;
    turnAway(connection);
    return unserved;
  };
  const listeners = await Promise.all(
    Array.from({ length: PORTS }, () => tcpListeners.listen({ address, port: 0 }, accept)),
  );
  onTestFinished(async () => {
    await Promise.all(listeners.map((listener) => listener.close()));
    await responder.drain(0);
  });
  const ports = listeners.map(({ local }) => local.port).toSorted((one, other) => one - other);
  return { address, ports, turnedAway: () => turnedAway };
}

const unserved: ConnectionHandler = {
  connected: () => {},
  received: () => {},
  drained: () => {},
  ended: (connection) => connection.end(),
  closed: () => {},
};

describe.each([
  ['reset', (connection: Connection) => connection.reset()],
  ['hangup', (connection: Connection) => connection.end()],
] as const)('a host that turns connections away by %s beyond a rate', (_, turnAway) => {
  it.each([50, 300])('has every port open: %i per second', async (perSecond) => {
    const { address, ports, turnedAway } = await openBusyHost(perSecond, turnAway);
    const session = new ScanSession(
      { mode: 'list', method: 'psap', hosts: [address], ports, information: false, retries: 1 },
      {
        prober: new DirectProber({ dialer: tcpDialer, clock: nodeClock, encoding: 'text' }),
        pacing: new AdaptivePacing({ timeoutMs: 1_000 }),
        clock: nodeClock,
        random: new CounterRandom(1),
      },
    );
    const { result } = await session.run();
    expect(result.summary).toEqual({ open: PORTS, closed: 0, filtered: 0, error: 0 });
    // It was too fast, and slowed down: as fast as at first, it would be turned away ten times for each port.
    expect(turnedAway()).toBeGreaterThan(0);
    expect(turnedAway()).toBeLessThan(5 * PORTS);
  });
});
