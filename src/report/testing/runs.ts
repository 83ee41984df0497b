import { summariseRun } from '../../results/outcome.ts';
import type { RunReport, ScenarioReport } from '../../results/run-report.ts';

/** Runs to report on. */

export function scenarioReport(more: Partial<ScenarioReport> = {}): ScenarioReport {
  return {
    name: 'Filtered ports answer nothing',
    file: 'scenarios/filtered.yaml',
    backend: 'loopback',
    proxy: 'embedded',
    seed: 42,
    passed: (more.expectations ?? []).every(({ passed }) => passed),
    elapsedMs: 812.4,
    expectations: [{ text: 'port 22 open', passed: true }],
    ports: [],
    ...more,
  };
}

export function runReport(scenarios: readonly ScenarioReport[], total = scenarios.length): RunReport {
  return { scenarios, summary: summariseRun(scenarios, total) };
}
