import { expectationOutcome, type Outcome, scenarioOutcome } from '../results/outcome.ts';
import type { ExpectationResult, RunResult, RunSummary, ScenarioResult } from '../results/run.ts';
import type { Palette } from './palette.ts';
import { count, formatDuration, harmless } from './plain-text.ts';
import { rerunAllCommand, rerunCommand, type WorldChoice } from './rerun.ts';

/** Scenarios for people: what was expected, what was not met, and the command that runs it again. */

/** One scenario, ended by a line end. */
export function renderScenario(result: ScenarioResult, colours: Palette, choice: WorldChoice = {}): string {
  const origin = colours.dim(`${harmless(result.file)} ${formatDuration(result.elapsedMs)}`);
  const outcome = scenarioOutcome(result);
  const word = outcome === 'interrupted' ? ` ${colours.yellow('interrupted')}` : '';
  const lines = [`${marked(outcome, '', colours)} ${colours.bold(harmless(result.name))} ${origin}${word}`];
  for (const expectation of result.expectations) lines.push(...expectationLines(expectation, colours));
  if (result.expectations.length === 0) lines.push(`    ${colours.red('✗ nothing was expected')}`);
  if (!result.passed) lines.push(`    again: ${rerunCommand(result, choice)}`);
  return `${lines.join('\n')}\n`;
}

function expectationLines(result: ExpectationResult, colours: Palette): string[] {
  const { text, actual } = result;
  const outcome = expectationOutcome(result);
  const found = actual === undefined ? undefined : `found ${harmless(actual)}`;
  if (outcome === 'passed')
    return [`    ${colours.green('✓')} ${harmless(text)}${found ? colours.dim(`, ${found}`) : ''}`];
  return [`    ${marked(outcome, ` ${harmless(text)}`, colours)}`, ...(found ? [`      ${found}`] : [])];
}

const marks: Readonly<Record<Outcome, string>> = { passed: '✓', failed: '✗', interrupted: '?' };

function marked(outcome: Outcome, text: string, colours: Palette): string {
  const colour = outcome === 'passed' ? colours.green : outcome === 'failed' ? colours.red : colours.yellow;
  return colour(`${marks[outcome]}${text}`);
}

/** From so many scenarios on, what failed is out of sight by the end, and which of them take long is worth to know. */
const MANY = 6;
const SHOWN_SLOWEST = 3;

/** What failed once more, where much was printed since, and the closing lines, ended by a line end. */
export function renderRunSummary(
  { scenarios, summary }: RunResult,
  elapsedMs: number,
  colours: Palette,
  choice: WorldChoice = {},
): string {
  const ran = `${count(scenarios.length + summary.notRun, 'scenario')}: ${tally(summary, colours)} in ${formatDuration(elapsedMs)}`;
  const proxies = listDistinct(scenarios, ({ proxy }) => harmless(proxy));
  const seeds = listDistinct(scenarios, ({ seed }) => String(seed));
  const lines = [`${ran}${scenarios.length === 0 ? '' : ` (proxy ${proxies}, seed ${seeds})`}`];
  const failures = scenarios.filter((scenario) => scenarioOutcome(scenario) === 'failed');
  if (scenarios.length >= MANY) {
    const again = failures.map((each) => {
      const expectations = each.expectations.filter((expectation) => !expectation.passed);
      return `\n${renderScenario({ ...each, expectations }, colours, choice)}`;
    });
    // The last one is in sight.
    const isInSight = failures.every((each) => each === scenarios.at(-1));
    lines.unshift(...(!isInSight ? [`What failed:\n${again.join('')}`] : []));
    lines.push(colours.dim(`slowest: ${slowestText(scenarios)}`));
    if (failures.length > 1) lines.push(`again what failed: ${rerunAllCommand(failures, choice)}`);
  }
  return `\n${lines.join('\n')}\n`;
}

/** `12 passed, 1 failed, 1 interrupted, 3 not run` */
function tally({ passed, failed, interrupted, notRun }: RunSummary, colours: Palette): string {
  const texts = [
    passed > 0 ? colours.green(`${passed} passed`) : '0 passed',
    failed > 0 ? colours.red(`${failed} failed`) : '0 failed',
    ...(interrupted > 0 ? [colours.yellow(`${interrupted} interrupted`)] : []),
    ...(notRun > 0 ? [`${notRun} not run`] : []),
  ];
  return texts.join(', ');
}

function slowestText(scenarios: readonly ScenarioResult[]): string {
  const slowest = scenarios.toSorted((one, other) => other.elapsedMs - one.elapsedMs).slice(0, SHOWN_SLOWEST);
  return slowest.map(({ name, elapsedMs }) => `${harmless(name)} ${formatDuration(elapsedMs)}`).join(', ');
}

function listDistinct(scenarios: readonly ScenarioResult[], pick: (scenario: ScenarioResult) => string): string {
  return [...new Set(scenarios.map(pick))].join(', ');
}
