import { connectBarely } from '../src/bench/bare-connects.ts';
import { AgentProber } from '../src/engines/agent-prober.ts';
import { DirectProber } from '../src/engines/direct-prober.ts';
import { RoutedDialer } from '../src/engines/routed-dialer.ts';
import { holdRefusedPort } from '../src/faults/refused-port.ts';
import { encodeMessage } from '../src/protocol/encoder.ts';
import { DEFAULT_AGENT_PORT, type Encoding, NO_BODY } from '../src/protocol/message.ts';
import { requestMessage } from '../src/protocol/request.ts';
import { viewProfile } from '../src/respond/host-view.ts';
import { Responder } from '../src/respond/responder.ts';
import type { PortState } from '../src/results/scan.ts';
import type { Acceptor, Dialer, SocketAddress } from '../src/runtime/connection.ts';
import { nodeClock } from '../src/runtime/node/clock.ts';
import { tcpDialer, tcpListeners } from '../src/runtime/node/tcp.ts';
import { MemoryNetwork } from '../src/sim/memory-network.ts';
import { askAll } from './ask-all.ts';
import { exchangeBarely } from './bare-exchanges.ts';
import type { Benchmark, BenchmarkGroup } from './benchmark.ts';
import { everythingIsOpen } from './everything-is-open.ts';
import { HOST, scanOnce } from './scan-once.ts';

const CONCURRENCY = 256;
const DIRECT_PROBES = 1_024;
const AGENT_PROBES = 8_192;
const LOOPBACK = { address: '127.0.0.1', port: 0 };
const BARE_OPEN = 'net.connect, open port';
const BARE_EXCHANGE = 'net.connect, request and answer';
const BARE_CLOSED = 'net.connect, closed port';

/** A place where a benchmark's dials end up, and how to give it back. */
interface World {
  readonly dialer: Dialer;
  readonly close: () => Promise<void>;
}

function responder(): Acceptor {
  return new Responder({ clock: nodeClock }).acceptorFor(viewProfile(everythingIsOpen, 'all', undefined));
}

/** Every port of the host is one listener on loopback, or one port that refuses. */
async function onSockets(kind: 'open' | 'closed'): Promise<World> {
  const place = kind === 'open' ? await tcpListeners.listen(LOOPBACK, responder()) : await holdRefusedPort('127.0.0.1');
  return { dialer: new RoutedDialer(tcpDialer, () => place.local), close: () => place.close() };
}

async function inMemory(kind: 'open' | 'closed'): Promise<World> {
  const endpoint = kind === 'open' ? ({ kind: 'accept', acceptor: responder() } as const) : { kind: 'refuse' as const };
  return {
    dialer: new MemoryNetwork({ clock: nodeClock, latencyMs: 0, resolve: () => endpoint }),
    close: async () => {},
  };
}

function bare(name: string, kind: 'open' | 'closed'): Benchmark {
  return {
    name,
    operations: DIRECT_PROBES,
    body: async function* () {
      const place =
        kind === 'open' ? await tcpListeners.listen(LOOPBACK, responder()) : await holdRefusedPort('127.0.0.1');
      const targets = new Array<SocketAddress>(DIRECT_PROBES).fill(place.local);
      const settled = (_: number, state: PortState): void => {
        if (state !== kind) throw new Error(`a bare connect found a port ${state}, not ${kind}`);
      };
      yield () => connectBarely({ targets, concurrency: CONCURRENCY, timeoutMs: 5_000, settled });
      await place.close();
    },
  };
}

/** The octets of a probe of an open port and of its answer, without an engine. */
function bareExchange(encoding: Encoding): Benchmark {
  return {
    name: `${BARE_EXCHANGE}, ${encoding}`,
    operations: DIRECT_PROBES,
    beside: BARE_OPEN,
    body: async function* () {
      const place = await tcpListeners.listen(LOOPBACK, responder());
      const source = { address: '127.0.0.1', port: 40_000 };
      const destination = { address: HOST, port: 10_000 };
      const asked = requestMessage({ question: 'status', id: 1, source, destination, encoding });
      const answer = encodeMessage({ ...asked, name: 'open', source: destination, destination: source, body: NO_BODY });
      const request = encodeMessage(asked);
      yield () =>
        exchangeBarely({
          place: place.local,
          count: DIRECT_PROBES,
          concurrency: CONCURRENCY,
          request,
          answerOctets: answer.length,
        });
      await place.close();
    },
  };
}

function direct(world: typeof onSockets, where: string, kind: 'open' | 'closed', encoding: Encoding): Benchmark {
  return {
    name: `direct ${where}, ${kind} ports, ${encoding}`,
    operations: DIRECT_PROBES,
    beside: kind === 'open' ? BARE_OPEN : BARE_CLOSED,
    body: async function* () {
      const { dialer, close } = await world(kind);
      const prober = () => new DirectProber({ dialer, clock: nodeClock, encoding });
      yield () => scanOnce(prober(), DIRECT_PROBES, CONCURRENCY, kind);
      await close();
    },
  };
}

/** The engine alone: no session, no pacing, no verdicts. */
function engineAlone(kind: 'open' | 'closed', encoding: Encoding): Benchmark {
  return {
    name: `direct engine alone, ${kind} ports, ${encoding}`,
    operations: DIRECT_PROBES,
    beside: kind === 'open' ? `${BARE_EXCHANGE}, ${encoding}` : BARE_CLOSED,
    body: async function* () {
      const { dialer, close } = await onSockets(kind);
      const prober = () => new DirectProber({ dialer, clock: nodeClock, encoding });
      yield () => askAll(prober(), DIRECT_PROBES, CONCURRENCY, kind === 'open' ? 'open' : 'refused');
      await close();
    },
  };
}

function agent(world: typeof onSockets, where: string, encoding: Encoding): Benchmark {
  return {
    name: `agent ${where}, open ports, ${encoding}`,
    operations: AGENT_PROBES,
    beside: BARE_OPEN,
    body: async function* () {
      const { dialer, close } = await world('open');
      const prober = () => new AgentProber({ dialer, clock: nodeClock, encoding, agentPort: DEFAULT_AGENT_PORT });
      yield () => scanOnce(prober(), AGENT_PROBES, CONCURRENCY, 'open');
      await close();
    },
  };
}

/**
 * Whole scans, from the session to the verdict, 256 probes at a time, beside bare connects. Scanner and responder share
 * one process and one thread, on sockets as in memory, so a figure is what both together do. The network in memory sets
 * a timer for each way, and node's take a millisecond at least: in real time it measures the wait more than the work.
 */
export const probeBenchmarks: BenchmarkGroup = {
  name: 'probes',
  unit: 'probes/s',
  benchmarks: [
    bare(BARE_OPEN, 'open'),
    bareExchange('text'),
    bareExchange('binary'),
    engineAlone('open', 'text'),
    engineAlone('open', 'binary'),
    direct(onSockets, 'on sockets', 'open', 'text'),
    direct(onSockets, 'on sockets', 'open', 'binary'),
    bare(BARE_CLOSED, 'closed'),
    engineAlone('closed', 'text'),
    direct(onSockets, 'on sockets', 'closed', 'text'),
    agent(onSockets, 'on sockets', 'text'),
    agent(onSockets, 'on sockets', 'binary'),
    direct(inMemory, 'in memory', 'open', 'text'),
    direct(inMemory, 'in memory', 'open', 'binary'),
    direct(inMemory, 'in memory', 'closed', 'text'),
    agent(inMemory, 'in memory', 'text'),
    agent(inMemory, 'in memory', 'binary'),
  ],
};
