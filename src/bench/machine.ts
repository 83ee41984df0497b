import { cpus, release, type as systemName } from 'node:os';
import type { BenchMachine } from '../results/bench.ts';

interface Limits {
  readonly userLimits?: { readonly open_files?: { readonly soft: number | string } };
}

/** What the figures of this machine depend on. */
export function describeMachine(): BenchMachine {
  const cores = cpus();
  const facts = {
    cpu: cores[0]?.model ?? 'unknown',
    cores: cores.length,
    node: process.version,
    kernel: `${systemName()} ${release()}`,
  };
  const soft = (process.report.getReport() as Limits).userLimits?.open_files?.soft;
  return typeof soft === 'number' ? { ...facts, descriptors: soft } : facts;
}
