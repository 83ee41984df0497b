import { AdaptivePacing } from '../src/probe/adaptive-pacing.ts';
import type { BenchmarkGroup } from './benchmark.ts';

const PROBES = 1_000;
const HOST = 0;

const pacing = new AdaptivePacing({ concurrency: 256, timeoutMs: 1_000, ratePerSecond: 1_000_000 });
pacing.begin(HOST);
let nowMs = 0;

/** What a session does with its controller for each probe: asks how many may go, tells that it went, and what came. */
function pace(): void {
  for (let index = 0; index < PROBES; index += 1) {
    nowMs += 0.01;
    if (Math.min(pacing.allowance(nowMs), pacing.hostAllowance(HOST, nowMs)) < 1) throw new Error('a probe may not go');
    const ticket = pacing.sent(HOST, false, nowMs);
    pacing.observed(HOST, ticket, 'first', { index, kind: 'open', rttMs: 1, atMs: nowMs });
  }
}

/** The controller alone. */
export const controllerBenchmarks: BenchmarkGroup = {
  name: 'controller',
  unit: 'ns',
  benchmarks: [{ name: 'controller, one probe', operations: PROBES, body: pace }],
};
