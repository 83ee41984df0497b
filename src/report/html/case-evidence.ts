import { type CaseResult, type ConformResult, type ConversationLine, failsRun } from '../../results/conform.ts';
import { harmless } from '../plain-text.ts';
import { rerunCaseCommand } from '../rerun.ts';
import { commandBlock } from './command.ts';
import { worstFirst } from './conform-header.ts';
import type { ConformPageParts } from './conform-page.ts';
import { verdictMark } from './marks.ts';
import { html, type Markup } from './markup.ts';
import { octetDump } from './octet-dump.ts';
import { prose } from './prose.ts';

/** So many of what failed are open at first. */
const OPEN = 1;

/** Each case that has something to show: what failed the run first, and open; then warnings and what is known. */
export function caseEvidence(result: ConformResult, parts: ConformPageParts): Markup | undefined {
  const shown = result.results.filter(hasEvidence);
  const failed = shown
    .filter(({ verdict }) => failsRun(verdict, result.strict))
    .toSorted((one, other) => worstFirst.indexOf(one.verdict) - worstFirst.indexOf(other.verdict));
  const others = shown.filter((one) => !failed.includes(one));
  if (shown.length === 0) return undefined;
  return html`<section id="failures" aria-labelledby="failures-title">
<h2 id="failures-title">${failed.length > 0 ? 'What failed' : 'What is not as it should be'}</h2>
${[...failed, ...others].map((one, index) => caseDetails(one, index < OPEN && failed.includes(one), result, parts))}
</section>`;
}

/** Whether a case has something to show beside its verdict. */
export function hasEvidence({ verdict, evidence }: CaseResult): boolean {
  return (
    (evidence !== undefined && verdict !== 'unsupported') || verdict === 'suite-error' || verdict === 'unexpected-pass'
  );
}

function caseDetails(one: CaseResult, open: boolean, result: ConformResult, parts: ConformPageParts): Markup {
  const { id, title, verdict, reason, requirements, evidence } = one;
  return html`<details class="case" id="case-${id}"${open ? html` open` : undefined}>
<summary>${verdictMark(verdict)}<span class="title"><span class="name">${id}</span> <span class="about">${harmless(title)}</span></span><span class="verdict text-${verdict}">${verdictText(one)}</span></summary>
<div class="body">
${reason === undefined ? undefined : html`<p class="reason">${harmless(reason)}</p>`}
<div class="quotes">${requirements.map((clause) => quote(clause, parts))}</div>
${
  evidence === undefined
    ? undefined
    : html`<dl class="found"><dt>expected</dt><dd>${harmless(evidence.expected)}</dd><dt>found</dt><dd class="actual">${harmless(evidence.actual)}</dd></dl>
<section><h3>Conversation</h3>${conversation(evidence.conversation)}</section>`
}
${dumpSection(one, parts)}
${commandBlock('Rerun', rerunCaseCommand(one, result, parts.choice))}
</div>
</details>
`;
}

/** `fail`, `intermittent fail, 1 of 3 runs`. */
function verdictText({ verdict, runs }: CaseResult): string {
  if (runs === undefined) return verdict;
  return `${runs.failed < runs.of ? 'intermittent ' : ''}${verdict}, ${runs.failed} of ${runs.of} runs`;
}

function quote(id: string, { clauses }: ConformPageParts): Markup {
  const clause = clauses.get(id);
  const text =
    clause === undefined ? undefined : html` <span class="level">${clause.level}</span> ${prose(clause.text)}`;
  return html`<blockquote><a href="#clause-${id}">${id}</a>${text}</blockquote>
`;
}

function conversation(lines: readonly ConversationLine[]): Markup {
  const several = new Set(lines.map(({ connection }) => connection)).size > 1;
  return html`<ol class="talk">${lines.map(
    ({ atMs, connection, direction, text }) =>
      html`<li class="${direction === '>' ? 'sent' : 'received'}"><span class="at">${atMs.toFixed(1)} ms</span>${several ? html`<span class="on">${connection}</span>` : undefined}<span class="way" aria-label="${direction === '>' ? 'sent' : 'received'}">${direction === '>' ? '→' : '←'}</span><code>${harmless(text)}</code></li>
`,
  )}</ol>`;
}

function dumpSection(one: CaseResult, { annotate }: ConformPageParts): Markup | undefined {
  const annotated = annotate(one);
  if (annotated === undefined) return undefined;
  return html`<section><h3>Received on connection ${one.evidence!.received!.connection}</h3>${octetDump(annotated)}</section>`;
}
