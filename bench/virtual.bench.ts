import { AgentProber } from '../src/engines/agent-prober.ts';
import { DirectProber } from '../src/engines/direct-prober.ts';
import type { Prober } from '../src/probe/prober.ts';
import { DEFAULT_AGENT_PORT } from '../src/protocol/message.ts';
import { viewProfile } from '../src/respond/host-view.ts';
import { Responder } from '../src/respond/responder.ts';
import type { Clock } from '../src/runtime/clock.ts';
import type { Dialer } from '../src/runtime/connection.ts';
import { MemoryNetwork } from '../src/sim/memory-network.ts';
import { VirtualClock } from '../src/sim/virtual-clock.ts';
import { askAll } from './ask-all.ts';
import type { Benchmark, BenchmarkGroup } from './benchmark.ts';
import { everythingIsOpen } from './everything-is-open.ts';
import { scanOnce } from './scan-once.ts';

const PORTS = 128;
const CONCURRENCY = 32;

interface World {
  readonly dialer: Dialer;
  readonly clock: Clock;
}

/** Does something whole in a world of its own, whose time passes as fast as the work is done. */
function virtual(name: string, work: (world: World) => Promise<void>): Benchmark {
  return {
    name: `virtual time, ${name}`,
    operations: PORTS,
    body: () => {
      const clock = new VirtualClock();
      const view = viewProfile(everythingIsOpen, 'all', undefined);
      const acceptor = new Responder({ clock }).acceptorFor(view);
      const dialer = new MemoryNetwork({ clock, latencyMs: 1, resolve: () => ({ kind: 'accept', acceptor }) });
      return clock.runUntilSettled(work({ dialer, clock }));
    },
  };
}

const agent = (world: World): Prober =>
  new AgentProber({ ...world, encoding: 'binary', agentPort: DEFAULT_AGENT_PORT });

/**
 * Engine, session and responder over the network in memory, in virtual time: all of the work and none of the waiting,
 * so that what is measured is code, and a machine that is busy does not change what is done.
 */
export const virtualBenchmarks: BenchmarkGroup = {
  name: 'virtual time',
  unit: 'ns',
  benchmarks: [
    virtual('direct scan, one port', ({ dialer, clock }) =>
      scanOnce(new DirectProber({ dialer, clock, encoding: 'text' }), PORTS, CONCURRENCY, 'open', clock),
    ),
    virtual('agent scan, one port', (world) => scanOnce(agent(world), PORTS, CONCURRENCY, 'open', world.clock)),
    virtual('agent round trip, one port', (world) => askAll(agent(world), PORTS, CONCURRENCY)),
  ],
};
