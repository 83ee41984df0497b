import type { ScenarioResult } from '../../results/run.ts';
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

export function runReport(scenarios: readonly ScenarioReport[]): RunReport {
  const passed = scenarios.filter((scenario: ScenarioResult) => scenario.passed).length;
  return { scenarios, summary: { passed, failed: scenarios.length - passed } };
}
