import { expect, test } from 'vitest';
import { MemoryNetwork } from '../sim/memory-network.ts';
import { VirtualClock } from '../sim/virtual-clock.ts';
import { AgentProber } from './agent-prober.ts';
import { Observer, probe } from './testing/observer.ts';

test('a probe that was never sent took as long as it waited, not as long as its connection was there', async () => {
  const clock = new VirtualClock();
  const dialer = new MemoryNetwork({ clock, latencyMs: 1, resolve: () => ({ kind: 'drop' }) });
  const prober = new AgentProber({ dialer, clock, encoding: 'text', agentPort: 4_545 });
  const { observations } = new Observer(prober, clock);
  prober.submit([probe(0, 22)]);
  await clock.advance(400);
  prober.submit([probe(1, 80)]);
  await clock.advance(700);
  expect(observations.map(({ index, kind, code, rttMs }) => ({ index, kind, code, rttMs }))).toEqual([
    { index: 0, kind: 'unreached', code: 'no-response', rttMs: 1_000 },
    { index: 1, kind: 'unreached', code: 'no-response', rttMs: 600 },
  ]);
});
