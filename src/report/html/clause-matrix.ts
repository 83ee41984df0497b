import type { CaseResult } from '../../results/conform.ts';
import type { ClauseText } from '../../results/explain.ts';
import type { CoveredClause } from '../conform-list-text.ts';
import { count } from '../plain-text.ts';
import { type ClauseState, clauseState, clauseStates } from './clause-state.ts';
import { html, type Markup } from './markup.ts';
import { prose } from './prose.ts';

/** Every clause on responders, how it stands and by which cases: a map that shows all at a glance, and a table that says it. */
export function clauseMatrix(
  results: readonly CaseResult[],
  covered: readonly CoveredClause[],
  clauses: ReadonlyMap<string, ClauseText>,
): Markup {
  const byId = new Map(results.map((one) => [one.id, one]));
  const rows = covered.map((one) => {
    const clause = { ...one, cases: casesOf(one, results) };
    return { clause, state: clauseState(clause, byId) };
  });
  const prefixes = [...new Set(covered.map(({ id }) => prefixOf(id)))];
  const rowsOf = (prefix: string) => rows.filter(({ clause }) => prefixOf(clause.id) === prefix);
  return html`<section id="clauses" aria-labelledby="clauses-title">
<h2 id="clauses-title">Clauses on responders</h2>
<div class="map">${prefixes.map((prefix) => html`<div><span class="prefix">${prefix}</span><span class="cells">${rowsOf(prefix).map(cell)}</span></div>`)}</div>
${filters(rows.map(({ state }) => state))}
${prefixes.map((prefix) => group(prefix, rowsOf(prefix), byId, clauses))}
<p class="note none" hidden>No clause is like that.</p>
</section>`;
}

/** Those of the suite, and those of files that were run. */
function casesOf({ id, cases }: CoveredClause, results: readonly CaseResult[]): readonly string[] {
  const ran = results.filter(({ requirements }) => requirements.includes(id)).map((one) => one.id);
  return [...new Set([...cases, ...ran])];
}

interface ClauseRow {
  readonly clause: CoveredClause;
  readonly state: ClauseState;
}

function prefixOf(id: string): string {
  return id.slice(0, id.lastIndexOf('-'));
}

const labels: Readonly<Record<ClauseState, string>> = {
  broken: 'Broken',
  warned: 'Warned',
  known: 'Known to be broken',
  kept: 'Kept',
  untried: 'Not tried',
  untestable: 'Untestable',
  uncovered: 'No case yet',
};

function cell({ clause: { id }, state }: ClauseRow): Markup {
  return html`<a class="cell s-${state}" href="#clause-${id}" title="${id}: ${labels[state].toLowerCase()}"><span class="unseen">${id} ${labels[state]}</span></a>`;
}

function filters(states: readonly ClauseState[]): Markup {
  const choices = clauseStates
    .map((state) => [state, labels[state], states.filter((one) => one === state).length] as const)
    .filter(([, , number]) => number > 0);
  const all = ['all', 'All', states.length] as const;
  return html`<div class="tools"><fieldset class="filter"><legend class="unseen">Clauses</legend>${[
    all,
    ...choices,
  ].map(
    ([value, label, number]) =>
      html`<label><input type="radio" name="clauses" value="${value}"${value === 'all' ? html` checked` : undefined}><span>${value === 'all' ? undefined : html`<i class="cell s-${value}"></i>`}${label} <b>${number}</b></span></label>`,
  )}</fieldset><input type="search" class="find" placeholder="Find a clause, a word or a case" aria-label="Find a clause, a word or a case"></div>`;
}

const headings = ['Clause', 'Level', 'What it asks for', 'Cases'];

/** The clauses of a prefix; folded where none of them is broken. */
function group(
  prefix: string,
  rows: readonly ClauseRow[],
  byId: ReadonlyMap<string, CaseResult>,
  clauses: ReadonlyMap<string, ClauseText>,
): Markup {
  const counts = clauseStates
    .map((state) => [state, rows.filter((one) => one.state === state).length] as const)
    .filter(([, number]) => number > 0)
    .map(
      ([state, number]) =>
        html`<span class="share" title="${labels[state].toLowerCase()}"><i class="cell s-${state}"></i>${number}</span>`,
    );
  const open = rows.some(({ state }) => state === 'broken');
  return html`<details class="group"${open ? html` open` : undefined}><summary><span class="title"><span class="name">${prefix}</span></span><span class="shares">${counts}</span></summary>
<div class="inner"><table class="matrix">
<colgroup><col class="id"><col class="level"><col><col class="cases"></colgroup>
<thead><tr>${headings.map((heading) => html`<th scope="col"><span class="unseen">${heading}</span></th>`)}</tr></thead>
<tbody>${rows.map(({ clause, state }) => row(clause, state, byId, clauses))}</tbody>
</table></div></details>
`;
}

function row(
  { id, level, cases, untestable }: CoveredClause,
  state: ClauseState,
  byId: ReadonlyMap<string, CaseResult>,
  clauses: ReadonlyMap<string, ClauseText>,
): Markup {
  const why = untestable === undefined ? 'no case yet' : `untestable: ${untestable}`;
  const named =
    cases.length === 0
      ? html`<span class="note">${why}</span>`
      : html`${cases.map((one) => caseChip(one, byId.get(one)))}<span class="unseen">${count(cases.length, 'case')}</span>`;
  return html`<tr id="clause-${id}" data-state="${state}"><th scope="row"><i class="cell s-${state}"></i>${id}</th><td class="level">${level}</td><td class="asks">${prose(clauses.get(id)?.text ?? '')}</td><td class="cases">${named}</td></tr>
`;
}

function caseChip(id: string, result: CaseResult | undefined): Markup {
  const verdict = result?.verdict ?? 'not run';
  const [kind, href] = result === undefined ? ['v-none', undefined] : [`v-${verdict}`, `#case-${id}`];
  return href === undefined
    ? html`<span class="chip ${kind}" title="${verdict}">${id}</span> `
    : html`<a class="chip ${kind}" href="${href}" title="${verdict}">${id}</a> `;
}
