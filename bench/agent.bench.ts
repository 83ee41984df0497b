import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { AgentProber } from '../src/engines/agent-prober.ts';
import { RoutedDialer } from '../src/engines/routed-dialer.ts';
import type { Prober } from '../src/probe/prober.ts';
import { DEFAULT_AGENT_PORT, type Encoding } from '../src/protocol/message.ts';
import type { SocketAddress } from '../src/runtime/connection.ts';
import { nodeClock } from '../src/runtime/node/clock.ts';
import { tcpDialer } from '../src/runtime/node/tcp.ts';
import { askAll } from './ask-all.ts';
import type { Benchmark, BenchmarkGroup } from './benchmark.ts';
import { scanOnce } from './scan-once.ts';

const PORTS = 65_535;
const WINDOW = 4_096;

/** What `ask` does with probers whose agent is another process. */
function agent(name: string, encoding: Encoding, ask: (prober: Prober) => Promise<void>): Benchmark {
  return {
    name: `${name}, ${encoding}`,
    operations: PORTS,
    body: async function* () {
      const responder = fork(path.join(import.meta.dirname, 'responder-process.ts'));
      const [place] = (await once(responder, 'message')) as [SocketAddress];
      const dialer = new RoutedDialer(tcpDialer, () => place);
      yield () => ask(new AgentProber({ dialer, clock: nodeClock, encoding, agentPort: DEFAULT_AGENT_PORT }));
      responder.disconnect();
      await once(responder, 'exit');
    },
  };
}

const engine = (prober: Prober) => askAll(prober, PORTS, WINDOW);
const scan = (prober: Prober) => scanOnce(prober, PORTS, WINDOW, 'open');

/**
 * All ports of a host in agent mode, over one connection: scanner and responder each in a process of its own, as they
 * are in use. The engine alone, and whole scans from the session to the verdict.
 */
export const agentBenchmarks: BenchmarkGroup = {
  name: 'agent',
  unit: 'probes/s',
  benchmarks: [
    agent('agent, engine alone', 'binary', engine),
    { ...agent('agent, whole scan', 'binary', scan), beside: 'agent, engine alone, binary' },
    agent('agent, engine alone', 'text', engine),
    { ...agent('agent, whole scan', 'text', scan), beside: 'agent, engine alone, text' },
  ],
};
