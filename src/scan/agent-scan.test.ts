import { describe, expect, it } from 'vitest';
import { AgentProber } from '../engines/agent-prober.ts';
import { holdRefusedPort } from '../faults/refused-port.ts';
import { openSaturatedListener } from '../faults/saturated-listener.ts';
import { AdaptivePacing } from '../probe/adaptive-pacing.ts';
import { PortMap } from '../protocol/port-map.ts';
import { viewProfile } from '../respond/host-view.ts';
import type { PortProfile } from '../respond/profile.ts';
import { Responder } from '../respond/responder.ts';
import type { PortResult } from '../results/scan.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Acceptor, Dialer, SocketAddress } from '../runtime/connection.ts';
import { nodeClock } from '../runtime/node/clock.ts';
import { tcpDialer, tcpListeners } from '../runtime/node/tcp.ts';
import { MemoryNetwork } from '../sim/memory-network.ts';
import { CounterRandom } from '../sim/random.ts';
import { VirtualClock } from '../sim/virtual-clock.ts';
import type { ScanReport } from './scan-report.ts';
import { ScanSession } from './scan-session.ts';
import { mortal } from './testing/mortal-agent.ts';
import { brief, HOST } from './testing/run-scan.ts';

/** Whole scans through an agent: the session, the stream engine and the responder, over memory and over sockets. */

const AGENT: SocketAddress = { address: HOST, port: 4545 };
const everyPort = Array.from({ length: 65_535 }, (_, index) => index + 1);
/** Open, closed and filtered ones. */
const manyPorts = everyPort.slice(1_000, 21_000);

const ports = new PortMap<PortProfile>(
  [
    { first: 22, last: 22, value: { state: 'open', info: { service: 'ssh', product: 'OpenSSH' } } },
    { first: 8_000, last: 8_010, value: { state: 'filtered' } },
    { first: 20_000, last: 20_099, value: { state: 'open' } },
    { first: 65_535, last: 65_535, value: { state: 'open' } },
  ],
  { state: 'closed' },
);

function agentFor(clock: Clock): Acceptor {
  const profile = { address: HOST, ports, os: { family: 'Linux', name: 'Debian GNU/Linux' } };
  return new Responder({ clock }).acceptorFor(viewProfile(profile, 'all', undefined));
}

interface AgentScan {
  readonly ports?: readonly number[];
  readonly timeoutMs?: number;
  readonly retries?: number;
  readonly information?: boolean;
  readonly hosts?: readonly string[];
}

async function scan(
  dialer: Dialer,
  clock: Clock,
  agentPort: number,
  options: AgentScan = {},
): Promise<ScanReport & { readonly decided: readonly PortResult[] }> {
  const { ports: asked = everyPort, timeoutMs = 300, retries = 1, information = false, hosts = [HOST] } = options;
  const decided: PortResult[] = [];
  const session = new ScanSession(
    { mode: 'list', method: 'psap', hosts, ports: asked, information, retries },
    {
      prober: new AgentProber({ dialer, clock, encoding: 'text', agentPort }),
      pacing: new AdaptivePacing({ concurrency: 256, timeoutMs }),
      clock,
      random: new CounterRandom(1),
      onDecided: (result) => decided.push(result),
    },
  );
  return { ...(await session.run()), decided };
}

/** Every port once, each as the profile has it, and so many attempts at each as its state takes. */
function check({ result, end, decided }: Awaited<ReturnType<typeof scan>>, asked = everyPort): void {
  expect(end).toEqual({ kind: 'finished' });
  const found = result.hosts[0]!.ports;
  expect(found.map(({ port }) => port)).toEqual(asked);
  const reasons = { open: 'syn-ack', closed: 'rst', filtered: 'no-reply' };
  const wrong = found.filter(({ port, state, reason, attempts }) => {
    const truth = ports.get(port).state;
    return state !== truth || reason !== reasons[truth] || attempts !== (truth === 'filtered' ? 2 : 1);
  });
  expect(wrong.map(brief)).toEqual([]);
  expect(decided).toHaveLength(asked.length);
}

function memoryAgent(clock: Clock, acceptor: Acceptor): MemoryNetwork {
  return new MemoryNetwork({
    clock,
    latencyMs: 1,
    resolve: ({ port }) => (port === AGENT.port ? { kind: 'accept', acceptor } : { kind: 'refuse' }),
  });
}

async function withRealAgent(acceptor: Acceptor, work: (port: number) => Promise<void>): Promise<void> {
  const listener = await tcpListeners.listen({ address: HOST, port: 0 }, acceptor);
  try {
    await work(listener.local.port);
  } finally {
    await listener.close();
  }
}

describe('all 65,535 ports through an agent', () => {
  it('have their verdicts over memory, in virtual time', async () => {
    const clock = new VirtualClock();
    const network = memoryAgent(clock, agentFor(clock));
    const report = await clock.runUntilSettled(scan(network, clock, AGENT.port));
    check(report);
    expect(report.result.summary).toEqual({ open: 102, closed: 65_422, filtered: 11, error: 0 });
  });

  it('have their verdicts over real sockets', async () => {
    await withRealAgent(agentFor(nodeClock), async (port) =>
      check(await scan(tcpDialer, nodeClock, port, { timeoutMs: 800 })),
    );
  });
});

describe('an agent whose connections die again and again', () => {
  it('costs no port its verdict and no attempt, over memory', async () => {
    const clock = new VirtualClock();
    const { acceptor, deaths } = mortal(agentFor(clock), { octets: 50_000 });
    const network = memoryAgent(clock, acceptor);
    check(await clock.runUntilSettled(scan(network, clock, AGENT.port, { ports: manyPorts })), manyPorts);
    expect(deaths()).toBeGreaterThan(20);
  });

  it('costs no port its verdict and no attempt, over real sockets', async () => {
    const { acceptor, deaths } = mortal(agentFor(nodeClock), { octets: 50_000 });
    await withRealAgent(acceptor, async (port) => {
      check(await scan(tcpDialer, nodeClock, port, { ports: manyPorts, timeoutMs: 800 }), manyPorts);
    });
    expect(deaths()).toBeGreaterThan(20);
  });
});

describe('an agent that is gone for a while', () => {
  it('loses no port while attempts are left', async () => {
    const clock = new VirtualClock();
    const { acceptor } = mortal(agentFor(clock), { octets: 50_000 });
    const network = new MemoryNetwork({
      clock,
      latencyMs: 1,
      resolve: () => (clock.now() % 40 < 5 && clock.now() > 20 ? { kind: 'refuse' } : { kind: 'accept', acceptor }),
    });
    const asked = everyPort.slice(0, 5_000);
    const { result, end, decided } = await clock.runUntilSettled(
      scan(network, clock, AGENT.port, { ports: asked, retries: 3 }),
    );
    expect(end.kind).toBe('finished');
    expect(result.summary).toEqual({ open: 1, closed: 4_999, filtered: 0, error: 0 });
    expect(decided).toHaveLength(5_000);
  });

  it('leaves errors, and no statements about ports, where it does not come back', async () => {
    const clock = new VirtualClock();
    const { acceptor } = mortal(agentFor(clock), { octets: 60_000 });
    let dials = 0;
    const network = new MemoryNetwork({
      clock,
      latencyMs: 1,
      resolve: () => {
        dials += 1;
        return dials === 1 ? { kind: 'accept', acceptor } : { kind: 'refuse' };
      },
    });
    const closed = everyPort.slice(100, 1_100);
    const { result, end } = await clock.runUntilSettled(scan(network, clock, AGENT.port, { ports: closed }));
    expect(end.kind).toBe('finished');
    const found = result.hosts[0]!.ports;
    expect(found).toHaveLength(1_000);
    const verdicts = new Set(found.map(({ state, reason }) => `${state} ${reason}`));
    expect(verdicts).toEqual(new Set(['closed rst', 'error agent:refused']));
    expect(result.hosts[0]!.up).toBe(true);
  });
});

describe('an agent that never accepts', () => {
  it('is told apart by why: refused', async () => {
    const refused = await holdRefusedPort(HOST);
    const { result, end } = await scan(tcpDialer, nodeClock, refused.local.port);
    await refused.close();
    expect(end).toEqual({ kind: 'agent-unreachable', address: HOST, code: 'refused', others: 0 });
    expect(result.summary).toEqual({ open: 0, closed: 0, filtered: 0, error: 0 });
    expect(result.hosts[0]!.up).toBe(null);
  });

  it('is told apart by why: no answer', async () => {
    const silent = await openSaturatedListener({ host: HOST, port: 0 });
    const { end } = await scan(tcpDialer, nodeClock, silent.local.port, { timeoutMs: 60 });
    await silent.close();
    expect(end).toEqual({ kind: 'agent-unreachable', address: HOST, code: 'no-response', others: 0 });
  });

  it('on one host leaves the other hosts their verdicts', async () => {
    const clock = new VirtualClock();
    const network = new MemoryNetwork({
      clock,
      latencyMs: 1,
      resolve: ({ address }) =>
        address === HOST
          ? { kind: 'accept', acceptor: agentFor(clock) }
          : { kind: 'unreachable', errno: 'EHOSTUNREACH' },
    });
    const { result, end } = await clock.runUntilSettled(
      scan(network, clock, AGENT.port, { hosts: [HOST, '127.0.0.2'], ports: everyPort.slice(0, 2_000) }),
    );
    expect(end).toEqual({ kind: 'agent-unreachable', address: '127.0.0.2', code: 'unreachable', others: 0 });
    expect(result.hosts.map(({ ports: found }) => found.length)).toEqual([2_000, 0]);
    expect(result.summary).toEqual({ open: 1, closed: 1_999, filtered: 0, error: 0 });
  });
});

describe('information through an agent', () => {
  it('comes over the same connection as the verdicts', async () => {
    const clock = new VirtualClock();
    let accepted = 0;
    const agent = agentFor(clock);
    const network = memoryAgent(clock, (connection) => {
      accepted += 1;
      return agent(connection);
    });
    const { result } = await clock.runUntilSettled(
      scan(network, clock, AGENT.port, { ports: [21, 22, 20_000], information: true }),
    );
    expect(result.hosts[0]!.ports.map(({ info }) => info)).toEqual([
      undefined,
      { service: 'ssh', transport: 'tcp', product: 'OpenSSH', kind: 'system' },
      { service: 'unknown', transport: 'tcp', kind: 'user' },
    ]);
    expect(result.hosts[0]!.os).toEqual({ family: 'Linux', name: 'Debian GNU/Linux' });
    expect(accepted).toBe(1);
  });
});
