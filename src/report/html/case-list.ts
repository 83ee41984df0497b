import type { CaseResult } from '../../results/conform.ts';
import { formatDuration, harmless } from '../plain-text.ts';
import { hasEvidence } from './case-evidence.ts';
import { verdictCounts } from './conform-header.ts';
import { verdictMark } from './marks.ts';
import { html, type Markup } from './markup.ts';

/** All cases by section, with their verdicts; a section in which none failed is folded. */
export function caseList(results: readonly CaseResult[], sections: ReadonlyMap<string, string>): Markup {
  const numbers = [...new Set(results.map(({ section }) => section))];
  return html`<section id="cases" aria-labelledby="cases-title">
<h2 id="cases-title">Cases</h2>
${numbers.map((number) =>
  sectionDetails(
    number,
    sections.get(number) ?? '',
    results.filter(({ section }) => section === number),
  ),
)}
</section>`;
}

function sectionDetails(number: string, title: string, cases: readonly CaseResult[]): Markup {
  const counts = verdictCounts(cases.map(({ verdict }) => verdict)).map(
    ([verdict, howMany]) => html`<span class="share">${verdictMark(verdict)}${howMany}</span>`,
  );
  return html`<details class="cases-of"><summary><span class="title"><span class="number">${number}</span> <span class="name">${title}</span></span><span class="shares">${counts}</span></summary>
<ul>${cases.map(caseLine)}</ul></details>
`;
}

function caseLine(one: CaseResult): Markup {
  const { id, title, verdict, reason, requirements, elapsedMs } = one;
  // What has more to show has its place above.
  const name = hasEvidence(one) ? html`<a href="#case-${id}">${id}</a>` : html`<span id="case-${id}">${id}</span>`;
  const why = reason === undefined ? undefined : html` <span class="note">${harmless(reason.split('\n')[0]!)}</span>`;
  return html`<li>${verdictMark(verdict)}<span class="name">${name}</span><span class="about">${harmless(title)}${why}</span><span class="clauses">${requirements.map((clause) => html`<a href="#clause-${clause}">${clause}</a> `)}</span><span class="took">${elapsedMs > 0 ? formatDuration(elapsedMs) : ''}</span></li>
`;
}
