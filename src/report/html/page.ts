import { scenarioOutcome } from '../../results/outcome.ts';
import type { RunReport } from '../../results/run-report.ts';
import type { WorldChoice } from '../rerun.ts';
import { html, type Markup } from './markup.ts';
import * as assets from './page-assets.ts';
import type { PageData } from './page-data.ts';
import { renderPage } from './page-frame.ts';
import { portFields } from './port-fields.ts';
import { scenarioSection } from './scenario-section.ts';
import { storyOf } from './story.ts';
import { verdictHeader, verdictText } from './verdict.ts';

/**
 * A run as one HTML page that needs nothing else: it works from a disk, asks no server for anything, and lets no other
 * script run than its own. What can be read is there without the script; grids and lanes are drawn by it.
 */
export function renderRunPage(report: RunReport, choice: WorldChoice = {}): string {
  const { scenarios } = report;
  const data: PageData = {
    scenarios: scenarios.map((scenario) => {
      const fields = portFields(scenario.ports);
      const story = storyOf(scenario, fields);
      return story === undefined ? { fields } : { fields, story };
    }),
  };
  // What failed first is what one came for; of one scenario alone everything is.
  const open = scenarios.length === 1 ? 0 : scenarios.findIndex((each) => scenarioOutcome(each) === 'failed');
  const sections = scenarios.map((scenario, index) =>
    scenarioSection(
      {
        scenario,
        data: data.scenarios[index]!,
        number: index + 1,
        open: index === open,
        alone: scenarios.length === 1,
      },
      choice,
    ),
  );
  return renderPage(assets, {
    title: `${verdictText(report)} · portlab run`,
    header: verdictHeader(report, choice),
    main: html`${scenarios.length > 1 ? filter(report) : undefined}
${sections}`,
    data,
  });
}

function filter({ scenarios, summary }: RunReport): Markup {
  const choices = [
    ['all', 'All', scenarios.length],
    ['failed', 'Failed', summary.failed],
    ['passed', 'Passed', summary.passed],
    ...(summary.interrupted > 0 ? ([['interrupted', 'Interrupted', summary.interrupted]] as const) : []),
  ] as const;
  return html`<fieldset class="filter"><legend class="unseen">Scenarios</legend>${choices.map(
    ([value, label, number]) =>
      html`<label><input type="radio" name="outcome" value="${value}"${value === 'all' ? html` checked` : undefined}><span>${label} <b>${number}</b></span></label>`,
  )}</fieldset>`;
}
