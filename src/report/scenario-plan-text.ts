import type { DryRun, PlannedHost, PlannedScanner, ScenarioList, ScenarioPlan } from '../results/scenario-plan.ts';
import { renderChanges } from './change-rows.ts';
import { renderColumns } from './columns.ts';
import { osText, serviceText } from './information-text.ts';
import type { Palette } from './palette.ts';
import { count, harmless, shorten } from './plain-text.ts';

/** Scenarios that are not run, for people: which there are, and what each of them would do. */

/** What of a description still is one line. */
const SHOWN_CHARACTERS = 100;
/** Of a list of ports what a person still reads. */
const SHOWN_PORTS = 40;

/** A line for each scenario, and one of why it exists, once for the rows of a matrix; ended by a line end. */
export function renderScenarioList({ scenarios }: ScenarioList, colours: Palette): string {
  const lines = scenarios.flatMap(({ name, file, description }, index) => {
    const title = `${colours.bold(harmless(name))} ${colours.dim(harmless(file))}`;
    const before = scenarios[index - 1];
    const isToldAlready = before?.file === file && before.description === description;
    return description === undefined || isToldAlready
      ? [title]
      : [title, `    ${harmless(firstSentence(description))}`];
  });
  return `${[...lines, '', count(scenarios.length, 'scenario')].join('\n')}\n`;
}

/** The world of each scenario, its scanners and what they must find; ended by a line end. */
export function renderDryRun({ scenarios }: DryRun, colours: Palette): string {
  return `${scenarios.map((scenario) => renderPlan(scenario, colours)).join('\n')}\n${count(scenarios.length, 'scenario')}, nothing was run\n`;
}

function renderPlan({ name, file, hosts, timeline, scanners }: ScenarioPlan, colours: Palette): string {
  const lines = [`${colours.bold(harmless(name))} ${colours.dim(harmless(file))}`];
  for (const host of hosts) lines.push(...hostLines(host));
  if (timeline.length > 0) {
    lines.push('  then');
    lines.push(...renderChanges(timeline, 4));
  }
  for (const scanner of scanners) lines.push(...scannerLines(scanner, colours));
  return `${lines.join('\n')}\n`;
}

function hostLines({ name, address, agent, os, ports }: PlannedHost): string[] {
  const more = [agent && `, agent ${agent}`, os && `, ${osText(os)}`].filter((part) => part !== undefined);
  const rows = ports.map((each) => [
    `    ${shorten(each.ports, SHOWN_PORTS)}`,
    harmless(each.truth),
    serviceText(each.info),
  ]);
  return [`  host ${harmless(name)} at ${address}${more.join('')}`, ...renderColumns(rows)];
}

function scannerLines(scanner: PlannedScanner, colours: Palette): string[] {
  const { name, hosts, ports, probe, encoding, via, info, timeoutMs, retries, concurrency, ratePerSecond } = scanner;
  const how = [
    `${probe} in ${encoding}`,
    via === 'agent' ? 'via the agent' : 'direct',
    `${timeoutMs} ms`,
    `${retries} ${retries === 1 ? 'retry' : 'retries'}`,
    `${concurrency} at once`,
    ...(ratePerSecond === undefined ? [] : [`${ratePerSecond}/s`]),
    ...(info ? ['with information'] : []),
  ];
  const title = `  scanner ${harmless(name)} of ${hosts.map(harmless).join(', ')}, ports ${shorten(ports, SHOWN_PORTS)}`;
  const rows = scanner.expectations.map(({ host = '', text, origin }) => [
    `    ${harmless(host)}`,
    harmless(text),
    origin === 'said' ? 'said' : 'follows',
  ]);
  const paint = (cell: string, _row: number, column: number) => (column === 2 ? colours.dim(cell) : cell);
  return [title, `    ${how.join(', ')}`, ...renderColumns(rows, { paint })];
}

function firstSentence(description: string): string {
  const [line = ''] = description.split('\n', 1);
  const [sentence = line] = /^.*?[.!?](?=\s|$)/.exec(line) ?? [];
  return shorten(sentence, SHOWN_CHARACTERS);
}
