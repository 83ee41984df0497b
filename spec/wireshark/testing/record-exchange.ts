import { once } from 'node:events';
import net from 'node:net';
import { AgentProber } from '../../../src/engines/agent-prober.ts';
import { AdaptivePacing } from '../../../src/probe/adaptive-pacing.ts';
import { PortMap } from '../../../src/protocol/port-map.ts';
import { viewProfile } from '../../../src/respond/host-view.ts';
import type { HostProfile, PortProfile } from '../../../src/respond/profile.ts';
import { Responder } from '../../../src/respond/responder.ts';
import { nodeClock } from '../../../src/runtime/node/clock.ts';
import { tcpDialer, tcpListeners } from '../../../src/runtime/node/tcp.ts';
import { ScanSession } from '../../../src/scan/scan-session.ts';
import { CounterRandom } from '../../../src/sim/random.ts';
import type { Piece } from './capture.ts';

/** A real scan over real sockets: the scanner asks a responder through a proxy that writes down what passes. */

const HOST = '127.0.0.1';

/** 22 and 80 are open, all others closed. */
const profile: HostProfile = {
  address: HOST,
  os: { family: 'Linux', name: 'Debian GNU/Linux', version: '12' },
  ports: new PortMap<PortProfile>(
    [
      { first: 22, last: 22, value: { state: 'open', info: { service: 'ssh', product: 'OpenSSH', version: '9.2' } } },
      { first: 80, last: 80, value: { state: 'open', info: { service: 'http' } } },
    ],
    { state: 'closed' },
  ),
};

/** What passed on each connection of the scan, and the states of the ports that it found. */
export async function recordScan(
  encoding: 'text' | 'binary',
): Promise<{ readonly connections: readonly (readonly Piece[])[]; readonly states: readonly string[] }> {
  const responder = new Responder({ clock: nodeClock });
  const view = viewProfile(profile, 'all', undefined);
  const agent = await tcpListeners.listen({ address: HOST, port: 0 }, responder.acceptorFor(view));
  const recorder = await openRecorder(agent.local.port);
  try {
    const prober = new AgentProber({ dialer: tcpDialer, clock: nodeClock, encoding, agentPort: recorder.port });
    const session = new ScanSession(
      { mode: 'list', method: 'psap', hosts: [HOST], ports: [22, 80, 81], information: true, retries: 0 },
      {
        prober,
        pacing: new AdaptivePacing({ concurrency: 8, timeoutMs: 10_000 }),
        clock: nodeClock,
        random: new CounterRandom(1),
      },
    );
    const { result } = await session.run();
    return { connections: recorder.connections, states: result.hosts[0]!.ports.map(({ state }) => state) };
  } finally {
    recorder.close();
    await agent.close();
    await responder.drain(0);
  }
}

async function openRecorder(target: number) {
  const connections: Piece[][] = [];
  const sockets = new Set<net.Socket>();
  const server = net.createServer((client) => {
    const pieces: Piece[] = [];
    connections.push(pieces);
    const upstream = net.connect({ host: HOST, port: target });
    const relay = (from: Piece['from'], source: net.Socket, sink: net.Socket) => {
      sockets.add(source);
      source.on('data', (octets) => {
        pieces.push({ from, octets });
        sink.write(octets);
      });
      source.on('end', () => sink.end());
      source.on('error', () => sink.destroy());
    };
    relay('client', client, upstream);
    relay('server', upstream, client);
  });
  server.listen(0, HOST);
  await once(server, 'listening');
  return {
    port: (server.address() as net.AddressInfo).port,
    connections,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
