import type { RunResult, ScenarioResult } from '../results/run.ts';
import type { Palette } from './palette.ts';
import { count, formatDuration, harmless } from './plain-text.ts';

/** Scenarios for people: what was expected, what was not met, and the command that runs it again. */

/** One scenario, ended by a line end. */
export function renderScenario(result: ScenarioResult, colours: Palette): string {
  const mark = result.passed ? colours.green('✓') : colours.red('✗');
  const title = `${mark} ${colours.bold(harmless(result.name))} ${colours.dim(`${result.file} ${formatDuration(result.elapsedMs)}`)}`;
  const lines = result.expectations.flatMap(({ text, passed, actual }) => {
    if (passed) return [`    ${colours.green('✓')} ${text}`];
    return [`    ${colours.red(`✗ ${text}`)}`, `      found ${actual}`];
  });
  if (!result.passed) {
    const proxy = result.proxy === 'embedded' ? ' --toxiproxy embedded' : '';
    lines.push(`    again: portlab run ${shellQuote(result.file)} --seed ${result.seed}${proxy}`);
  }
  return `${[title, ...lines].join('\n')}\n`;
}

/** The closing line, ended by a line end. */
export function renderRunSummary({ scenarios, summary }: RunResult, elapsedMs: number, colours: Palette): string {
  const proxies = [...new Set(scenarios.map(({ proxy }) => proxy))].join(', ');
  const seeds = [...new Set(scenarios.map(({ seed }) => seed))].join(', ');
  const passed = colours.green(`${summary.passed} passed`);
  const failed = summary.failed > 0 ? colours.red(`${summary.failed} failed`) : '0 failed';
  const total = count(scenarios.length, 'scenario');
  return `\n${total}: ${passed}, ${failed} in ${formatDuration(elapsedMs)} (proxy ${proxies}, seed ${seeds})\n`;
}

function shellQuote(word: string): string {
  return /^[\w./:@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
