import type { BenchPlan } from '../plan.ts';

/** A sweep of one small cell. */
export const smallPlan: BenchPlan = {
  behaviours: [{ behaviour: 'closed' }],
  concurrencies: [8],
  ratesPerSecond: [undefined],
  engines: ['direct', 'agent'],
  probes: ['psap'],
  ports: 30,
  repeats: 2,
  timeoutMs: 2_000,
  retries: 1,
  seed: Math.floor(Math.random() * 2 ** 32),
};
