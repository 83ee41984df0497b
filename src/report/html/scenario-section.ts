import { scenarioOutcome } from '../../results/outcome.ts';
import type { ScenarioReport } from '../../results/run-report.ts';
import { count, formatDuration, harmless } from '../plain-text.ts';
import { rerunCommand, type WorldChoice } from '../rerun.ts';
import { commandBlock } from './command.ts';
import { expectationList } from './expectation-list.ts';
import { outcomeMark } from './marks.ts';
import { html, type Markup } from './markup.ts';
import type { PageScenario, PortField } from './page-data.ts';
import { portTable } from './port-table.ts';
import { stateBar } from './state-bar.ts';

export interface ScenarioSection {
  readonly scenario: ScenarioReport;
  readonly data: PageScenario;
  /** Counts from 1. */
  readonly number: number;
  readonly open: boolean;
  /** Whether it is all that ran: then its command stands above already. */
  readonly alone: boolean;
}

/** A scenario: one line, and below it, once it is opened, all that is known of it. */
export function scenarioSection({ scenario, data, number, open, alone }: ScenarioSection, choice: WorldChoice): Markup {
  const outcome = scenarioOutcome(scenario);
  const { name, file, description, elapsedMs, expectations, ports } = scenario;
  return html`<details class="scenario" id="s${number}" data-outcome="${outcome}"${open ? html` open` : undefined}>
<summary>${outcomeMark(outcome)}<span class="title"><span class="name">${harmless(name)}</span> <span class="file">${harmless(file)}</span></span><span class="states">${ports.length > 0 ? stateBar(ports) : undefined}</span><span class="tally">${count(ports.length, 'port')}</span><span class="took">${formatDuration(elapsedMs)}</span></summary>
<div class="body">
<div class="main">
${description === undefined ? undefined : html`<p class="why">${harmless(description.trim())}</p>`}
<section><h2>Expected</h2>${expectationList(expectations)}</section>
${data.fields.map((field, index) => fieldSection(field, index, data.fields.length > 1))}
${data.story === undefined ? undefined : storySection()}
</div>
<aside>
${alone ? undefined : commandBlock('Rerun', rerunCommand(scenario, choice))}
${factList(scenario)}
<div class="inspector" aria-live="polite"></div>
</aside>
</div>
</details>
`;
}

function fieldSection(field: PortField, index: number, several: boolean): Markup {
  const { scanner, host } = field;
  const title = several ? `Ports of ${harmless(host)}, seen by ${harmless(scanner)}` : `Ports of ${harmless(host)}`;
  return html`<section class="field" data-field="${index}"><h2>${title}</h2>
<div class="grid-place"></div>
${portTable(field)}</section>
`;
}

function storySection(): Markup {
  return html`<section><h2>Over time</h2><div class="story"></div>
<p class="legend"><span>▼ sent</span> <span>▲ received</span> <span><i class="bar"></i> connected</span> <span><i class="dash"></i> dialling</span> <span>○ ended by the peer</span> <span>✕ refused or broken off</span></p></section>
`;
}

function factList({ backend, proxy, seed, timeline }: ScenarioReport): Markup {
  const began = timeline?.[0]?.kind === 'began' ? timeline[0].wallClock : undefined;
  const rows = [
    ['backend', harmless(backend)],
    ['proxy', harmless(proxy)],
    ['seed', String(seed)],
    ...(began === undefined ? [] : [['began', began]]),
  ];
  return html`<dl class="world">${rows.map(([key, value]) => html`<dt>${key}</dt><dd>${value}</dd>`)}</dl>`;
}
