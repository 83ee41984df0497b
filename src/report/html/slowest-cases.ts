import type { CaseResult } from '../../results/conform.ts';
import { formatDuration } from '../plain-text.ts';
import { html, type Markup } from './markup.ts';

const SHOWN = 8;

/** The cases that took longest, as bars; what waits for a limit of the target is among them. */
export function slowestCases(results: readonly CaseResult[]): Markup | undefined {
  const slowest = results
    .filter(({ elapsedMs }) => elapsedMs > 0)
    .toSorted((one, other) => other.elapsedMs - one.elapsedMs)
    .slice(0, SHOWN);
  const longestMs = slowest[0]?.elapsedMs;
  if (longestMs === undefined) return undefined;
  return html`<section id="slowest" aria-labelledby="slowest-title">
<h2 id="slowest-title">Slowest cases</h2>
<ol class="bars">${slowest.map(
    ({ id, elapsedMs }) =>
      html`<li><a href="#case-${id}">${id}</a><svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="${(100 * elapsedMs) / longestMs}" height="8"/></svg><span class="took">${formatDuration(elapsedMs)}</span></li>
`,
  )}</ol>
</section>`;
}
