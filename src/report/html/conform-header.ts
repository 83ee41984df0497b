import { type CaseVerdict, type ConformResult, caseVerdicts, failsRun } from '../../results/conform.ts';
import { count, formatDuration, harmless } from '../plain-text.ts';
import { type ConformChoice, rerunSuiteCommand } from '../rerun.ts';
import { commandBlock } from './command.ts';
import { outcomeMark, verdictMark } from './marks.ts';
import { html, type Markup } from './markup.ts';

/** The head of the page: how the run ended, in one line; what ran; all verdicts as a bar; how to run it again. */
export function conformHeader(result: ConformResult, choice: ConformChoice, began: string): Markup {
  const { suite, target, seed, elapsedMs, roundTripMs, strict, results } = result;
  const isWell = isWellEnded(result);
  const hasFailed = results.some(({ verdict }) => failsRun(verdict, strict));
  const facts = [
    `${suite} at ${harmless(target)}`,
    count(results.length, 'case'),
    formatDuration(elapsedMs),
    `round trip ${formatDuration(roundTripMs)}`,
    `seed ${seed}`,
    ...(strict ? ['strict'] : []),
    began.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC'),
  ];
  return html`<header class="${isWell ? 'passed' : 'failed'}">
<p class="kicker">portlab conform</p>
<h1>${outcomeMark(isWell ? 'passed' : 'failed')}<span>${conformVerdictText(result)}</span></h1>
<p class="facts">${facts.map((fact) => html`<span>${fact}</span> `)}</p>
${verdictBar(result)}
${commandBlock(hasFailed ? 'Rerun what failed' : 'Rerun', rerunSuiteCommand(result, choice))}
</header>`;
}

/** `All 57 cases passed`, `2 of 60 cases failed`. */
export function conformVerdictText({ ended, results, strict, summary }: ConformResult): string {
  const failed = results.filter(({ verdict }) => failsRun(verdict, strict)).length;
  const ran = results.length;
  if (ended === 'dead') return `The target stopped answering after ${count(ran, 'case')}`;
  if (ended === 'stopped') return `Interrupted after ${count(ran, 'case')}`;
  if (failed > 0) return `${failed} of ${count(ran, 'case')} failed`;
  if (summary.pass === 0) return 'Nothing passed';
  if (summary.pass === ran) return ran === 1 ? 'The case passed' : `All ${ran} cases passed`;
  return `No case failed, ${summary.pass} of ${ran} passed`;
}

function isWellEnded({ ended, results, strict, summary }: ConformResult): boolean {
  return ended === 'finished' && summary.pass > 0 && !results.some(({ verdict }) => failsRun(verdict, strict));
}

/** In the order of how bad they are. */
export const worstFirst: readonly CaseVerdict[] = [
  'fail',
  'unexpected-pass',
  'suite-error',
  'warn',
  'known-failure',
  'inconclusive',
  'unsupported',
  'pass',
];

/** The verdicts of these that there are, the worst first, and how many have each. */
export function verdictCounts(verdicts: readonly CaseVerdict[]): (readonly [CaseVerdict, number])[] {
  return worstFirst
    .map((verdict) => [verdict, verdicts.filter((one) => one === verdict).length] as const)
    .filter(([, number]) => number > 0);
}

function verdictBar({ results, summary }: ConformResult): Markup | undefined {
  if (results.length === 0) return undefined;
  let from = 0;
  const parts = verdictCounts(
    caseVerdicts.flatMap((verdict) => Array<CaseVerdict>(summary[verdict]).fill(verdict)),
  ).map(([verdict, number]) => {
    const x = (100 * from) / results.length;
    from += number;
    return html`<rect class="v-${verdict}" x="${x}" y="0" width="${(100 * number) / results.length}" height="10"/>`;
  });
  const legend = verdictCounts(results.map(({ verdict }) => verdict)).map(
    ([verdict, number]) => html`<li>${verdictMark(verdict)}<b>${number}</b> ${verdict}</li>`,
  );
  return html`<div class="verdicts"><svg class="verdict-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>
<ul class="tally">${legend}</ul></div>`;
}
