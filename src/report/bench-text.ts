import { type BenchReport, type BenchRow, countErrors } from '../results/bench.ts';
import { behaviourName, behaviourText } from './bench-behaviour.ts';
import { renderColumns } from './columns.ts';
import type { Palette } from './palette.ts';
import { count, formatCount, formatDuration } from './plain-text.ts';

/** A sweep for people: speed never stands without the errors that it cost. */

const headings = [
  'SCANNER',
  'AT ONCE',
  'PORTS/S',
  'ERRORS',
  'OF REFERENCE',
  'CPU/PROBE',
  'P50',
  'P99',
  'ATTEMPTS/PORT',
] as const;
const NUMBERS = headings.map((_, index) => index).slice(1);
const [SPEED, ERRORS] = [headings.indexOf('PORTS/S'), headings.indexOf('ERRORS')];

/** The whole report, ended by a line end. */
export function renderBench(report: BenchReport, colours: Palette): string {
  const names = [...new Set(report.rows.map(behaviourName))];
  const blocks = names.map((name) => {
    const rows = report.rows.filter((row) => behaviourName(row) === name);
    const title = `${colours.bold(name)}: ${behaviourText(rows[0]!)}; ${count(rows[0]!.ports, 'port')}`;
    return [title, ...renderRows(rows, colours)].join('\n');
  });
  const failures = report.failures.map(
    (each) => `${each.scanner}, ${behaviourName(each)}, ${each.concurrency} at once: ${each.why}`,
  );
  const again = report.summary.failed === 0 ? [] : [`Rerun: ${report.rerun}`];
  return `${[...blocks, ...failures, summaryText(report), ...again].join('\n\n')}\n`;
}

function renderRows(rows: readonly BenchRow[], colours: Palette): string[] {
  const paint = (cell: string, at: number, column: number): string => {
    if (at === 0) return colours.bold(cell);
    const isWrong = countErrors(rows[at - 1]!.errors) > 0;
    if (isWrong && column === SPEED) return colours.dim(cell);
    return isWrong && column === ERRORS ? colours.red(cell) : cell;
  };
  return renderColumns([headings, ...rows.map(cellsOf)], { right: NUMBERS, paint });
}

function cellsOf(row: BenchRow): string[] {
  const { timePerPortMs: times } = row;
  return [
    scannerText(row),
    formatCount(row.concurrency),
    formatCount(Math.round(row.portsPerSecond)),
    errorsText(row),
    row.ratioToReference === undefined ? '1' : row.ratioToReference.toFixed(2),
    `${Math.round(row.cpuUsPerProbe)} µs`,
    times === undefined ? '-' : formatDuration(times.p50),
    times === undefined ? '-' : formatDuration(times.p99),
    row.attemptsPerPort === undefined ? '-' : row.attemptsPerPort.toFixed(2),
  ];
}

/** `portlab direct psap`, `nmap -sT`, with a rate where there is one. */
export function scannerText({ scanner, engine, probe, ratePerSecond }: BenchRow): string {
  const how = engine === undefined ? scanner : `${scanner} ${engine} ${probe}`;
  return ratePerSecond === undefined ? how : `${how}, ${formatCount(ratePerSecond)}/s`;
}

/** `none`, `3 wrong`, `none of open`: what the verdicts of all repeats were wrong in. */
export function errorsText({ errors, judged }: Pick<BenchRow, 'errors' | 'judged'>): string {
  const kinds = (['wrong', 'missing', 'error'] as const).filter((kind) => errors[kind] > 0);
  if (kinds.length > 0) return kinds.map((kind) => `${formatCount(errors[kind])} ${kind}`).join(', ');
  return judged === 'all states' ? 'none' : 'none (open)';
}

function summaryText({ machine, rows, summary, peers, elapsedMs, timeoutMs, retries, seed }: BenchReport): string {
  const { cpu, cores, node, kernel, descriptors } = machine;
  const limit = descriptors === undefined ? '' : `, ${formatCount(descriptors)} descriptors`;
  const found = peers.map(({ name, version }) =>
    version === undefined ? `${name} not installed` : `${name} ${version}`,
  );
  return [
    `Errors are of ${count(rows[0]?.repeats ?? 0, 'repeat')} together; (open): the scanner names open ports alone.`,
    'CPU of portlab and net.connect is that of the scan, of programs that of the whole process.',
    ...(found.length === 0 ? [] : [`Programs: ${found.join(', ')}`]),
    `Machine: ${cpu}, ${count(cores, 'core')}, node ${node}, ${kernel}${limit}`,
    '',
    `${count(summary.rows, 'row')} in ${formatDuration(elapsedMs)}: ${count(summary.withErrors, 'row')} with wrong verdicts, ` +
      `${summary.failed} of them failed (timeout ${formatDuration(timeoutMs)}, retries ${retries}, seed ${seed})`,
  ].join('\n');
}
