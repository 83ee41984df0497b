import type { ExpectationResult, RunSummary, ScenarioResult } from './run.ts';

/** How a scenario, or an expectation, ended. One that was interrupted before it was decided has neither passed nor failed. */
export type Outcome = 'passed' | 'failed' | 'interrupted';

export function scenarioOutcome({ passed, interrupted }: Pick<ScenarioResult, 'passed' | 'interrupted'>): Outcome {
  if (interrupted === true) return 'interrupted';
  return passed ? 'passed' : 'failed';
}

export function expectationOutcome({ passed, undecided }: ExpectationResult): Outcome {
  if (undecided === true) return 'interrupted';
  return passed ? 'passed' : 'failed';
}

/** `total` is how many scenarios there were to run. */
export function summariseRun(scenarios: readonly ScenarioResult[], total: number): RunSummary {
  const having = (outcome: Outcome) => scenarios.filter((scenario) => scenarioOutcome(scenario) === outcome).length;
  return {
    passed: having('passed'),
    failed: having('failed'),
    interrupted: having('interrupted'),
    notRun: total - scenarios.length,
  };
}
