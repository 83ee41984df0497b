import { expect, it } from 'vitest';
import { AgentProber } from '../src/engines/agent-prober.ts';
import { RoutedDialer } from '../src/engines/routed-dialer.ts';
import { DEFAULT_AGENT_PORT } from '../src/protocol/message.ts';
import { loopbackOnly } from '../src/respond/access.ts';
import { viewProfile } from '../src/respond/host-view.ts';
import { Responder } from '../src/respond/responder.ts';
import { nodeClock } from '../src/runtime/node/clock.ts';
import { tcpDialer, tcpListeners } from '../src/runtime/node/tcp.ts';
import { askAll } from './ask-all.ts';
import { everythingIsOpen } from './everything-is-open.ts';

const STATUSES = 2_000_000;
/** One object kept for each status would be more. */
const MOST_GROWTH_MEBIBYTES = 32;

const mebibytes = (): number => process.memoryUsage().rss / 2 ** 20;

it('an agent connection takes no more memory however many statuses it is asked for, at neither end', async () => {
  const responder = new Responder({ clock: nodeClock });
  const acceptor = responder.acceptorFor(viewProfile(everythingIsOpen, 'all', loopbackOnly));
  const listener = await tcpListeners.listen({ address: '127.0.0.1', port: 0 }, acceptor);
  const dialer = new RoutedDialer(tcpDialer, () => listener.local);
  const prober = new AgentProber({ dialer, clock: nodeClock, encoding: 'binary', agentPort: DEFAULT_AGENT_PORT });
  let observed = 0;
  const curve: number[] = [];
  const drain = prober.drain.bind(prober);
  prober.drain = () => {
    const observations = drain();
    observed += observations.length;
    if (observed >= (curve.length + 1) * (STATUSES / 8)) curve.push(mebibytes());
    return observations;
  };
  await askAll(prober, STATUSES, 4_096);
  await responder.drain(0);
  await listener.close();
  console.log(`after each eighth: ${curve.map((each) => each.toFixed(0)).join(', ')} MiB`);
  expect(curve).toHaveLength(8);
  // By the second eighth everything is compiled, and the heap has the size that it likes.
  expect(Math.max(...curve.slice(2)) - curve[1]!).toBeLessThan(MOST_GROWTH_MEBIBYTES);
});
