import type { CaseResult, CaseVerdict, ConformResult } from '../results/conform.ts';
import type { DecodeResult } from '../results/decode.ts';
import type { ClauseText } from '../results/explain.ts';
import { renderColumns } from './columns.ts';
import { renderBlocks } from './decode-text.ts';
import type { Palette } from './palette.ts';
import { count, formatDuration, harmless } from './plain-text.ts';
import { type ConformChoice, type ConformRun, rerunCaseCommand } from './rerun.ts';
import { renderStateCoverage } from './state-coverage-text.ts';
import { wrap } from './wrap.ts';

/** A run of the conformance suite for people: a tree of sections and cases, and what shows each failure. */

export interface ConformTextOptions {
  readonly colours: Palette;
  /** What the command was given. */
  readonly choice: ConformChoice;
  /** Titles of sections by number. */
  readonly sections: ReadonlyMap<string, string>;
  readonly clauses: ReadonlyMap<string, ClauseText>;
  /** The octets of a result's evidence, annotated. */
  readonly annotate: (result: CaseResult) => DecodeResult | undefined;
}

const SLOWEST = 5;
const WIDTH = 100;

/** What is about to be asked, and how long it may take: a line, and one that is empty. */
export function renderConformHead(target: string, cases: number, longestWaitMs: number): string {
  const wait =
    longestWaitMs === 0 ? '' : `; the longest waits ${formatDuration(longestWaitMs)} for limits of the target`;
  return `${target}: ${count(cases, 'case')}${wait}\n\n`;
}

/** Results of one section, and an empty line. */
export function renderConformSection(
  results: readonly CaseResult[],
  run: ConformRun,
  options: ConformTextOptions,
): string {
  const { section } = results[0]!;
  const idWidth = Math.max(...results.map(({ id }) => id.length));
  return [
    options.colours.bold(`${section} ${options.sections.get(section) ?? ''}`),
    ...results.flatMap((one) => caseLines(one, idWidth, run, options)),
    '',
    '',
  ].join('\n');
}

/** All but the sections that were shown already, ended by a line end. */
export function renderConform(
  result: ConformResult,
  options: ConformTextOptions,
  shown: ReadonlySet<string> = new Set(),
): string {
  const { colours } = options;
  const sections = new Set(result.results.map(({ section }) => section).filter((each) => !shown.has(each)));
  return [
    ...[...sections].map((section) =>
      renderConformSection(
        result.results.filter((one) => one.section === section),
        result,
        options,
      ),
    ),
    ...[...stateLines(result, options), ...slowestLines(result, colours), summaryLine(result, colours)].map(
      (line) => `${line}\n`,
    ),
  ].join('');
}

function caseLines(one: CaseResult, idWidth: number, { target, seed }: ConformRun, options: ConformTextOptions) {
  const { colours } = options;
  const { id, title, verdict, elapsedMs, reason, runs } = one;
  const { mark, paint } = marks[verdict];
  const told = verdict === 'pass' ? formatDuration(elapsedMs) : [verdict, runsText(runs)].join('');
  const head = `  ${colours[paint](mark)} ${id.padEnd(idWidth)}  ${title}  ${colours.dim(told)}`;
  const why = reason === undefined ? [] : wrap(harmless(reason), WIDTH, '      ').map((line) => colours.dim(line));
  if (one.evidence === undefined || verdict === 'unsupported') return [head, ...why];
  const again = `      again: ${rerunCaseCommand(one, { target, seed }, options.choice)}`;
  return [head, ...why, ...evidenceLines(one, options), again];
}

const marks: Readonly<Record<CaseVerdict, { mark: string; paint: 'green' | 'red' | 'yellow' | 'dim' }>> = {
  pass: { mark: '✓', paint: 'green' },
  fail: { mark: '✗', paint: 'red' },
  warn: { mark: '!', paint: 'yellow' },
  unsupported: { mark: '-', paint: 'dim' },
  inconclusive: { mark: '?', paint: 'yellow' },
  'suite-error': { mark: '✗', paint: 'red' },
  'known-failure': { mark: '✓', paint: 'yellow' },
  'unexpected-pass': { mark: '✗', paint: 'red' },
};

/** ` 3/3`, ` intermittent 1/3`. */
function runsText(runs: CaseResult['runs']): string {
  if (runs === undefined) return '';
  const share = `${runs.failed}/${runs.of}`;
  return runs.failed < runs.of ? ` intermittent ${share}` : ` ${share}`;
}

function evidenceLines(one: CaseResult, { colours, clauses, annotate }: ConformTextOptions): string[] {
  const { expected, actual, conversation, received } = one.evidence!;
  const quoted = one.requirements.flatMap((id) => {
    const clause = clauses.get(id);
    return clause === undefined ? [] : wrap(`${id} ${clause.level}: ${clause.text}`, WIDTH, '      ');
  });
  const numbers = new Set(conversation.map(({ connection }) => connection));
  const talk = conversation.map(({ atMs, connection, direction, text }) => [
    `${atMs.toFixed(1)} ms`,
    ...(numbers.size > 1 ? [`[${connection}]`] : []),
    `${direction} ${harmless(text)}`,
  ]);
  const annotated = annotate(one);
  const dump = annotated === undefined ? [] : renderBlocks(annotated, { colours, full: false }).split('\n');
  return [
    ...quoted.map((line) => colours.dim(line)),
    `      expected ${harmless(expected)}`,
    `      ${colours.red(`actual   ${harmless(actual)}`)}`,
    ...renderColumns(talk, { right: [0] }).map((line) => `        ${line}`),
    ...(dump.length === 0 ? [] : [`      received on connection ${received!.connection}:`]),
    ...dump.map((line) => (line === '' ? '' : `        ${line}`)),
  ];
}

/** Of the whole suite alone: that some cases leave states out says nothing of the target. */
function stateLines({ coverage, ended }: ConformResult, { colours, choice }: ConformTextOptions): string[] {
  const { run = [], skip = [] } = choice;
  const isWhole = run.length === 0 && skip.length === 0 && ended === 'finished';
  return coverage === undefined || !isWhole ? [] : [...renderStateCoverage(coverage, colours), ''];
}

function slowestLines({ results }: ConformResult, colours: Palette): string[] {
  const slowest = results.toSorted((one, other) => other.elapsedMs - one.elapsedMs).slice(0, SLOWEST);
  const ran = slowest.filter(({ elapsedMs }) => elapsedMs > 0);
  if (ran.length === 0) return [];
  return [colours.dim(`slowest: ${ran.map(({ id, elapsedMs }) => `${id} ${formatDuration(elapsedMs)}`).join(', ')}`)];
}

function summaryLine({ results, summary, elapsedMs, roundTripMs, seed }: ConformResult, colours: Palette): string {
  const parts = (Object.keys(marks) as CaseVerdict[])
    .filter((verdict) => summary[verdict] > 0)
    .map((verdict) => colours[marks[verdict].paint](`${summary[verdict]} ${verdict}`));
  const took = `${formatDuration(elapsedMs)}, round trip ${formatDuration(roundTripMs)}, seed ${seed}`;
  return `${count(results.length, 'case')}: ${parts.join(', ')} (${took})`;
}
