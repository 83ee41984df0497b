import type { ExpectationResult, RunResult, ScenarioResult } from '../results/run.ts';
import type { Palette } from './palette.ts';
import { count, formatDuration, harmless } from './plain-text.ts';
import { rerunCommand, type WorldChoice } from './rerun.ts';

/** Scenarios for people: what was expected, what was not met, and the command that runs it again. */

/** One scenario, ended by a line end. */
export function renderScenario(result: ScenarioResult, colours: Palette, choice: WorldChoice = {}): string {
  const mark = result.passed ? colours.green('✓') : colours.red('✗');
  const origin = colours.dim(`${harmless(result.file)} ${formatDuration(result.elapsedMs)}`);
  const lines = [`${mark} ${colours.bold(harmless(result.name))} ${origin}`];
  for (const expectation of result.expectations) lines.push(...expectationLines(expectation, colours));
  if (result.expectations.length === 0) lines.push(`    ${colours.red('✗ nothing was expected')}`);
  if (!result.passed) lines.push(`    again: ${rerunCommand(result, choice)}`);
  return `${lines.join('\n')}\n`;
}

function expectationLines({ text, passed, actual }: ExpectationResult, colours: Palette): string[] {
  if (passed) return [`    ${colours.green('✓')} ${harmless(text)}`];
  const lines = [`    ${colours.red(`✗ ${harmless(text)}`)}`];
  if (actual !== undefined) lines.push(`      found ${harmless(actual)}`);
  return lines;
}

/** The closing line, ended by a line end. */
export function renderRunSummary({ scenarios, summary }: RunResult, elapsedMs: number, colours: Palette): string {
  const passed = summary.passed > 0 ? colours.green(`${summary.passed} passed`) : '0 passed';
  const failed = summary.failed > 0 ? colours.red(`${summary.failed} failed`) : '0 failed';
  const ran = `${count(scenarios.length, 'scenario')}: ${passed}, ${failed} in ${formatDuration(elapsedMs)}`;
  const proxies = listDistinct(scenarios, ({ proxy }) => harmless(proxy));
  const seeds = listDistinct(scenarios, ({ seed }) => String(seed));
  return `\n${ran}${scenarios.length === 0 ? '' : ` (proxy ${proxies}, seed ${seeds})`}\n`;
}

function listDistinct(scenarios: readonly ScenarioResult[], pick: (scenario: ScenarioResult) => string): string {
  return [...new Set(scenarios.map(pick))].join(', ');
}
