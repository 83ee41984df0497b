import { type Outcome, scenarioOutcome } from '../../results/outcome.ts';
import type { RunReport, ScenarioReport } from '../../results/run-report.ts';
import { count, formatDuration, harmless } from '../plain-text.ts';
import { rerunAllCommand, type WorldChoice } from '../rerun.ts';
import { commandBlock } from './command.ts';
import { outcomeMark } from './marks.ts';
import { html, type Markup } from './markup.ts';

/** The head of the page: how the run ended, in one line; what ran; how to run it, or what failed of it, again. */
export function verdictHeader({ scenarios, summary }: RunReport, choice: WorldChoice): Markup {
  const failed = scenarios.filter((each) => scenarioOutcome(each) === 'failed');
  const again = failed.length > 0 ? failed : scenarios;
  const label = failed.length > 0 && failed.length < scenarios.length ? 'Rerun what failed' : 'Rerun';
  const outcome = runOutcome({ scenarios, summary });
  return html`<header class="${outcome}">
<p class="kicker">portlab run</p>
<h1>${outcomeMark(outcome)}<span>${verdictText({ scenarios, summary })}</span></h1>
<p class="facts">${facts(scenarios).map((fact) => html`<span>${fact}</span> `)}</p>
${again.length > 0 ? commandBlock(label, rerunAllCommand(again, choice)) : undefined}
</header>`;
}

/** One that did not come to its end has not passed; what failed in it stands. */
function runOutcome({ scenarios, summary }: RunReport): Outcome {
  if (summary.failed > 0 || scenarios.length === 0) return 'failed';
  return summary.interrupted + summary.notRun > 0 ? 'interrupted' : 'passed';
}

/** `All 12 scenarios passed`, `1 of 12 scenarios failed`, `12 scenarios: 3 passed, 1 interrupted, 8 not run`. */
export function verdictText({ scenarios, summary }: RunReport): string {
  if (scenarios.length === 0) return 'No scenario ran';
  const { passed, failed, interrupted, notRun } = summary;
  if (interrupted + notRun > 0) {
    const parts = [`${passed} passed`, `${failed} failed`, `${interrupted} interrupted`, `${notRun} not run`];
    const told = parts.filter((part) => !part.startsWith('0 '));
    return `${count(scenarios.length + notRun, 'scenario')}: ${told.join(', ')}`;
  }
  if (scenarios.length === 1) return summary.failed === 0 ? 'The scenario passed' : 'The scenario failed';
  if (summary.failed === 0) return `All ${scenarios.length} scenarios passed`;
  if (summary.passed === 0) return `All ${scenarios.length} scenarios failed`;
  return `${summary.failed} of ${scenarios.length} scenarios failed`;
}

function facts(scenarios: readonly ScenarioReport[]): string[] {
  const total = (pick: (scenario: ScenarioReport) => number) => scenarios.reduce((sum, each) => sum + pick(each), 0);
  const distinct = (pick: (scenario: ScenarioReport) => string) => [...new Set(scenarios.map(pick))].join(', ');
  const began = scenarios.map(({ timeline }) => timeline?.[0]).find((event) => event?.kind === 'began');
  return [
    count(
      total(({ expectations }) => expectations.length),
      'expectation',
    ),
    count(
      total(({ ports }) => ports.length),
      'port',
    ),
    formatDuration(total(({ elapsedMs }) => elapsedMs)),
    `seed ${distinct(({ seed }) => String(seed))}`,
    `proxy ${harmless(distinct(({ proxy }) => proxy))}`,
    `backend ${harmless(distinct(({ backend }) => backend))}`,
    ...(began?.kind === 'began' ? [began.wallClock.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC')] : []),
  ];
}
