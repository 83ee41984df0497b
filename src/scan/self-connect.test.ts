import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { freePorts, ownAddress } from '../cli/testing/places.ts';
import { DirectProber } from '../engines/direct-prober.ts';
import { AdaptivePacing } from '../probe/adaptive-pacing.ts';
import type { Connection, ConnectionHandler, Dialer, SocketAddress } from '../runtime/connection.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { onConnect, SHARED_READ, TcpConnection } from '../runtime/node/tcp-connection.ts';
import { CounterRandom } from '../sim/random.ts';
import { ScanSession } from './scan-session.ts';
import { brief } from './testing/run-scan.ts';

/**
 * A TCP connection to a free port of this machine whose own port happens to be that one connects to itself. Here the own
 * port is asked for, so that it happens each time.
 */
class SelfDialer implements Dialer {
  /** Connections that came up with themselves. */
  selfConnects = 0;

  dial(target: SocketAddress, handler: ConnectionHandler): Connection {
    const { address: host, port } = target;
    const socket = connect({
      host,
      port,
      localAddress: host,
      localPort: port,
      allowHalfOpen: true,
      onread: SHARED_READ,
    });
    socket.on('connect', () => {
      const { localAddress, localPort, remoteAddress, remotePort } = socket;
      if (localAddress === remoteAddress && localPort === remotePort && localPort === port) this.selfConnects += 1;
    });
    const connection = new TcpConnection(socket, target);
    socket.on('connect', onConnect);
    connection.handTo(handler);
    return connection;
  }
}

describe('a connection of a free port with itself', () => {
  it.each(['psap', 'tcp'] as const)('is a refusal to a %s probe', async (method) => {
    const host = ownAddress();
    const ports = await freePorts(host, 3);
    const dialer = new SelfDialer();
    const session = new ScanSession(
      { mode: 'list', method, hosts: [host], ports, information: true, retries: 0 },
      {
        prober: new DirectProber({ dialer, clock: nodeClock, encoding: 'text' }),
        pacing: new AdaptivePacing({ concurrency: 8, timeoutMs: 1_000 }),
        clock: nodeClock,
        random: new CounterRandom(1),
      },
    );
    const { result } = await session.run();
    expect(dialer.selfConnects).toBe(3);
    expect(result.hosts[0]!.ports.map(brief)).toEqual(ports.map((port) => `${port} closed refused ×1`));
  });
});
