import { type BenchReport, type BenchRow, countErrors } from '../../results/bench.ts';
import { behaviourName, behaviourText } from '../bench-behaviour.ts';
import { errorsText, scannerText } from '../bench-text.ts';
import { count, formatCount, formatDuration } from '../plain-text.ts';
import * as assets from './bench-page-assets.ts';
import { type BenchPageData, seriesOf } from './bench-series.ts';
import { commandBlock } from './command.ts';
import { outcomeMark } from './marks.ts';
import { html, type Markup } from './markup.ts';
import { renderPage } from './page-frame.ts';
import { seriesSwatch } from './series-swatch.ts';

/**
 * A sweep as one HTML page that needs nothing else, as the page of a run does. The tables stand there without the
 * script; the plots are drawn by it.
 */
export function renderBenchPage(report: BenchReport): string {
  const series = seriesOf(report.rows);
  const data: BenchPageData = { rows: report.rows, series };
  const names = [...new Set(report.rows.map(behaviourName))];
  const sections = names.map((behaviour) => {
    const rows = report.rows.filter((row) => behaviourName(row) === behaviour);
    return html`<section data-behaviour="${behaviour}" aria-labelledby="${behaviour}">
<h2 id="${behaviour}">${capitalised(behaviour)}</h2>
<p class="what">${capitalised(behaviourText(rows[0]!))}. ${count(rows[0]!.ports, 'port')}, ${count(rows[0]!.repeats, 'repeat')}.</p>
<div class="keys"></div>
<div class="charts"></div>
${table(rows, series)}
</section>`;
  });
  return renderPage(assets, {
    title: `${verdictText(report)} · portlab bench scan`,
    header: header(report),
    main: html`${sections}
${notes(report)}`,
    data,
  });
}

function header(report: BenchReport): Markup {
  const { machine, summary, seed, elapsedMs, rerun } = report;
  const limit = machine.descriptors === undefined ? [] : [`${formatCount(machine.descriptors)} descriptors`];
  const facts = [
    machine.cpu,
    count(machine.cores, 'core'),
    `node ${machine.node}`,
    machine.kernel,
    ...limit,
    `took ${formatDuration(elapsedMs)}`,
    `seed ${seed}`,
  ];
  const well = summary.failed === 0;
  return html`<header class="${well ? 'passed' : 'failed'}">
<p class="kicker">portlab bench scan</p>
<h1>${outcomeMark(well ? 'passed' : 'failed')}<span>${verdictText(report)}</span></h1>
<p class="facts">${facts.map((fact) => html`<span>${fact}</span> `)}</p>
${commandBlock('Rerun', rerun)}
</header>`;
}

/** `No wrong verdict in 42 rows`, `Wrong verdicts in 3 of 42 rows, 1 of them failed`. */
function verdictText({ summary, complete }: BenchReport): string {
  const { withErrors, failed } = summary;
  const text =
    withErrors === 0
      ? `No wrong verdict in ${count(summary.rows, 'row')}`
      : `Wrong verdicts in ${withErrors} of ${count(summary.rows, 'row')}, ${failed === 0 ? 'none' : failed} of them failed`;
  return complete ? text : `Interrupted: ${text}`;
}

function table(rows: readonly BenchRow[], series: readonly string[]): Markup {
  const headings = ['At once', 'Ports/s', 'Errors', '× net.connect', 'CPU a probe', 'p50', 'p99', 'Attempts a port'];
  return html`<div class="scroll"><table>
<thead><tr><th>Scanner</th>${headings.map((heading) => html`<th>${heading}</th>`)}</tr></thead>
<tbody>${rows.map((row, index) => tableRow(row, series, index > 0 && row.role === 'reference'))}</tbody>
</table></div>`;
}

function tableRow(row: BenchRow, series: readonly string[], isFirst: boolean): Markup {
  const { timePerPortMs: times, attemptsPerPort: attempts, ratioToReference: ratio } = row;
  const name = scannerText(row);
  const classes = [countErrors(row.errors) > 0 ? 'wrong' : '', isFirst ? 'first' : ''].filter(Boolean).join(' ');
  const cells: [string, string | undefined][] = [
    ['', formatCount(row.concurrency)],
    ['speed', formatCount(Math.round(row.portsPerSecond))],
    ['errors', errorsText(row)],
    ['', ratio?.toFixed(2) ?? '1'],
    ['', `${Math.round(row.cpuUsPerProbe)} µs`],
    ['', times && formatDuration(times.p50)],
    ['', times && formatDuration(times.p99)],
    ['', attempts?.toFixed(2)],
  ];
  return html`<tr class="${classes}"><th scope="row">${seriesSwatch(series.indexOf(name))}${name}</th>${cells.map(
    ([kind, text]) => (text === undefined ? html`<td class="none">–</td>` : html`<td class="${kind}">${text}</td>`),
  )}</tr>
`;
}

function notes({ peers, failures, timeoutMs, retries }: BenchReport): Markup {
  const found = peers.map(({ name, version }) =>
    version === undefined ? `${name} not installed` : `${name} ${version}`,
  );
  const texts = [
    'Errors are verdicts that are not the truth, over all repeats; a speed that cost some is struck out. “(open)”: the scanner names open ports alone, and is held to those.',
    'net.connect is a bare loop of connects over the same ports, without retries and without a question: what the others are compared with.',
    'portlab and net.connect are measured within a warm process of their own; programs whole, from their start to their end, portlab scan among them. The CPU time of programs is counted in the ticks of the kernel.',
    'A row fails where a verdict of portlab is wrong, but not on lossy or limited ports with no retries: one attempt alone may be lost, or one too many.',
    'Probes are all that were sent: attempts at ports, and canaries, by which a scan tells silence from loss while silent ports wait. A scanner that does not tell them is taken to have sent one to each port.',
    `One attempt waits ${formatDuration(timeoutMs)} at most; ${count(retries, 'further attempt')} where nothing certain was seen. Speeds are of the median repeat, times of all ports of all repeats.`,
    ...(found.length === 0 ? [] : [`Programs: ${found.join(', ')}.`]),
    ...failures.map(
      (each) => `${each.scanner} on ${behaviourName(each)} ports, ${each.concurrency} at once: ${each.why}.`,
    ),
  ];
  return html`<ul class="notes">${texts.map((text) => html`<li>${text}</li>`)}</ul>`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
